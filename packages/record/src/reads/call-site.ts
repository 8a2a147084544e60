/** Where in the code a member was read. */
export interface CallSite {
  /** File URL or path; empty where the engine does not say. */
  readonly file: string
  /** File, line and column as one text: tells two places of one file apart. */
  readonly place: string
}

/** What V8 says of a frame. @see https://v8.dev/docs/stack-trace-api */
interface Frame {
  getFileName(): string | null | undefined
  getLineNumber(): number | null
  getColumnNumber(): number | null
  isNative(): boolean
}

/** The members of V8's `Error` that other engines lack. */
interface TracingError {
  stackTraceLimit?: number
  prepareStackTrace?: unknown
  captureStackTrace?: (target: object, above: (...values: never[]) => unknown) => void
}

const unknownSite: CallSite = { file: '', place: '' }
/** Native functions, such as `JSON.stringify`, stand between a reader and the one who called it. */
const mostFrames = 8

/**
 * The first place in JavaScript below a function on the stack; nothing is known of it outside of V8.
 *
 * @param above the function whose caller is wanted
 */
export function callSiteBelow(above: (...values: never[]) => unknown): CallSite {
  // Seam: the standard's types do not know V8's members.
  const tracing = Error as unknown as TracingError
  if (!tracing.captureStackTrace) return unknownSite
  const { stackTraceLimit, prepareStackTrace } = tracing
  let frames: readonly Frame[] = []
  try {
    tracing.stackTraceLimit = mostFrames
    tracing.prepareStackTrace = (_: unknown, all: readonly Frame[]) => {
      frames = all
      return ''
    }
    const holder: { stack?: unknown } = {}
    tracing.captureStackTrace(holder, above)
    // The frames are made when the member is first looked at.
    void holder.stack
  } finally {
    if (stackTraceLimit !== undefined) tracing.stackTraceLimit = stackTraceLimit
    tracing.prepareStackTrace = prepareStackTrace
  }
  const frame = frames.find((one) => !one.isNative() && one.getFileName())
  if (!frame) return unknownSite
  const file = frame.getFileName() ?? ''
  return { file, place: `${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}` }
}
