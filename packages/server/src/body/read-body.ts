import { allCodecs, type DecodeIssue, decodeBody, decodeJson } from '@concordat/wire'
import type { Context } from 'hono'
import type { MaybePromise } from '../maybe-promise.ts'
import type { ProblemDraft } from '../pipeline/problem-draft.ts'
import type { ProblemIssue } from '../server-problem.ts'
import type { ReadBytes } from './body-bytes.ts'
import { framingOf } from './body-framing.ts'
import {
  type ContentCoding,
  contentCodingOf,
  decodeContent,
  decodedStream,
} from './content-coding.ts'
import { limitStream } from './limit-stream.ts'
import type { BodyReading, PreparedBody } from './prepare-body.ts'
import { readBytes } from './read-bytes.ts'

/** A body as a value. */
export interface ReadValue {
  readonly kind: 'read'
  readonly value: unknown
  readonly reading: BodyReading
  /** Reads the same bytes in another way; `undefined` where that gives nothing. */
  readonly again?: (turn: number) => unknown
}

/** What became of a request's body. */
export type BodyResult =
  | { readonly kind: 'absent' }
  | ReadValue
  /** Well formed, but not the values that the document says. */
  | { readonly kind: 'mistyped'; readonly issues: readonly ProblemIssue[] }
  | { readonly kind: 'problem'; readonly problem: ProblemDraft }

const noBytes = new Uint8Array(0)
const absent: BodyResult = { kind: 'absent' }

/**
 * Reads the body of a request by its media type, within the limit; the media type is judged before a byte is read.
 *
 * @param given what was read of it before.
 */
export function readBody(
  prepared: PreparedBody,
  context: Context,
  given?: ReadBytes,
): MaybePromise<BodyResult> {
  const request = context.req.raw
  const { present, length } = framingOf(request, context)
  const contentType = request.headers.get('content-type')
  if (!present && contentType === null) return absent
  const named = present ? request.headers.get('content-encoding') : null
  const coding = contentCodingOf(named)
  if (coding === 'unknown')
    return unsupported(`Bodies in the content coding \`${named}\` are not read.`)
  // A body without a type is bytes, where the document takes those.
  const reading = prepared.readingOf(contentType ?? 'application/octet-stream')
  if (!reading) {
    if (!present) return absent
    return unsupported(
      contentType === null
        ? 'The body has no Content-Type.'
        : `Bodies of the media type \`${contentType}\` are not read here.`,
    )
  }
  const use = (bytes: ReadBytes): BodyResult => bodyOf(bytes, reading, prepared.limit)
  if (given !== undefined && coding === undefined) return use(given)
  if (given === undefined && reading.streamed)
    return streamed(
      { reading, coding, limit: prepared.limit },
      present ? request : undefined,
      length,
    )
  if (!present) return decodeBytes(noBytes, reading)
  if (coding === undefined) return readBytes(context, length, prepared.limit, use)
  return readCoded(
    coding,
    prepared.limit,
    given ?? readBytes(context, length, prepared.limit, same),
    use,
  )
}

const same = (bytes: ReadBytes): ReadBytes => bytes

async function readCoded(
  coding: ContentCoding,
  limit: number,
  coded: MaybePromise<ReadBytes>,
  use: (bytes: ReadBytes) => BodyResult,
): Promise<BodyResult> {
  const bytes = await decodeContent(await coded, coding, limit)
  if (bytes !== 'not-coded') return use(bytes)
  return problem({
    kind: 'malformed-body',
    message: `The body is not in the content coding \`${coding}\` that its Content-Encoding names.`,
  })
}

function bodyOf(bytes: ReadBytes, reading: BodyReading, limit: number): BodyResult {
  if (bytes === 'broken') {
    return problem({ kind: 'malformed-body', message: 'The body could not be read to its end.' })
  }
  if (bytes === 'too-large' || bytes.byteLength > limit) return tooLarge(limit)
  if (!reading.streamed) return decodeBytes(bytes, reading)
  return { kind: 'read', value: new Blob([bytes]).stream(), reading }
}

function decodeBytes(bytes: Uint8Array<ArrayBuffer>, reading: BodyReading): BodyResult {
  if (bytes.byteLength === 0 && isNothing(reading)) return absent
  const decoded = reading.json ? decodeJson(bytes) : decodeBody(bytes, reading.type, allCodecs)
  if (decoded.ok) {
    const { value } = decoded
    if (reading.turns < 2) return { kind: 'read', value, reading }
    const again = (turn: number): unknown => {
      const other = decodeBody(bytes, reading.type, allCodecs, turn)
      return other.ok ? other.value : undefined
    }
    return { kind: 'read', value, reading, again }
  }
  const issues = decoded.issues.map(toProblemIssue)
  if (decoded.issues.every(({ code }) => code !== 'malformed')) return { kind: 'mistyped', issues }
  const message = `The body is not well-formed \`${reading.type.actual.essence}\`.`
  return problem({ kind: 'malformed-body', message, issues })
}

/** Whether no bytes mean no body: an empty text or form is one, empty JSON is not. */
function isNothing({ type }: BodyReading): boolean {
  const { essence } = type.actual
  const isForm = essence === 'application/x-www-form-urlencoded'
  return (
    !isForm &&
    !essence.startsWith('text/') &&
    !allCodecs.some((codec) => codec.handles(type.actual))
  )
}

function streamed(
  {
    reading,
    coding,
    limit,
  }: {
    readonly reading: BodyReading
    readonly coding: ContentCoding | undefined
    readonly limit: number
  },
  request: Request | undefined,
  length: number | undefined,
): BodyResult {
  if (length !== undefined && length > limit) return tooLarge(limit)
  const stream = request?.body ?? new Blob([]).stream()
  const plain = coding === undefined ? stream : decodedStream(stream, coding)
  return { kind: 'read', value: limitStream(plain, limit), reading }
}

/** An issue of the decoder, in the words of a problem. */
export function toProblemIssue(issue: DecodeIssue): ProblemIssue {
  const { in: section, path, message, code } = issue
  return {
    in: section,
    path: path.map(pathKey),
    message,
    ...(code === 'missing' && { missing: true }),
  }
}

/** Symbols cannot come out of a message; should one, its description says more than an exception. */
export function pathKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? (key.description ?? '') : key
}

function problem(draft: ProblemDraft): BodyResult {
  return { kind: 'problem', problem: draft }
}

function unsupported(message: string): BodyResult {
  return problem({ kind: 'unsupported-media-type', message })
}

function tooLarge(limit: number): BodyResult {
  return problem({ kind: 'payload-too-large', message: `The body has more than ${limit} bytes.` })
}
