/** A server that keeps to its document, in a way in which a careless verifier would accuse it. */
export interface RightServer {
  /** What it does that is right. */
  readonly name: string
  /** Paths and components, as YAML. */
  readonly document: string
  /** A new server with nothing in it. */
  start(): (request: Request) => Response | Promise<Response>
  /** Credentials that it knows, for servers with callers. */
  readonly auth?: Readonly<Record<string, string>>
  readonly stranger?: Readonly<Record<string, string>>
  /** Whether a run takes so long that every test run has it once only. */
  readonly isSlow?: true
}

/** An answer in JSON, or without content. */
export function reply(
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return body === undefined
    ? new Response(null, { status, headers })
    : Response.json(body, { status, headers })
}

/** 405 for a path that has these methods. */
export function methods(...names: string[]): Response {
  return reply(405, undefined, { Allow: names.join(', ') })
}

/** The members of a JSON body, or the status that refuses it. */
export async function members(request: Request): Promise<Record<string, unknown> | 400 | 415> {
  if (!/^application\/json(;|$)/i.test(request.headers.get('Content-Type') ?? '')) return 415
  try {
    const value: unknown = JSON.parse(await request.text())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : 400
  } catch {
    return 400
  }
}

/** The path's segments, decoded; `undefined` where they cannot be. */
export function segments(request: Request): string[] | undefined {
  try {
    return new URL(request.url).pathname.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return undefined
  }
}

/** A text of a length that the document gives. */
export function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && [...value].length <= longest
}

/** `content` of one schema in JSON. */
export const json = (schema: string): string =>
  `content: { application/json: { schema: ${schema} } }`
