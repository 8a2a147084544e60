import {
  type DecodeIssue,
  decodeBody,
  multipartCodec,
  sequenceCodec,
  urlencodedCodec,
} from '@concordat/wire'
import type { Context } from 'hono'
import type { ProblemDraft } from '../pipeline/problem-draft.ts'
import type { ProblemIssue } from '../server-problem.ts'
import { hasBody } from './has-body.ts'
import { limitStream } from './limit-stream.ts'
import type { BodyReading, PreparedBody } from './prepare-body.ts'
import { declaredLength, readBytes } from './read-bytes.ts'

/** What became of a request's body. */
export type BodyResult =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly value: unknown; readonly reading: BodyReading }
  /** Well formed, but not the values that the document says. */
  | { readonly kind: 'mistyped'; readonly issues: readonly ProblemIssue[] }
  | { readonly kind: 'problem'; readonly problem: ProblemDraft }

const codecs = [urlencodedCodec, multipartCodec, sequenceCodec]
const noBytes = new Uint8Array(0)
const absent: BodyResult = { kind: 'absent' }

/** Reads the body of a request by its media type, within the limit; the media type is judged before a byte is read. */
export async function readBody(prepared: PreparedBody, context: Context): Promise<BodyResult> {
  const request = context.req.raw
  const present = hasBody(request, context)
  const contentType = request.headers.get('content-type')
  if (!present && contentType === null) return absent
  const coding = request.headers.get('content-encoding')
  if (present && coding !== null && coding.trim().toLowerCase() !== 'identity')
    return unsupported(`Bodies in the content coding \`${coding}\` are not read.`)
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
  if (reading.streamed) return streamed(reading, prepared, request, present)
  const bytes = present ? await readBytes(context, prepared.limit) : noBytes
  if (bytes === 'too-large') return tooLarge(prepared.limit)
  if (bytes === 'broken')
    return problem({ kind: 'malformed-body', message: 'The body could not be read to its end.' })
  if (bytes.byteLength === 0 && isNothing(reading)) return absent
  const decoded = decodeBody(bytes, reading.type, codecs)
  if (decoded.ok) return { kind: 'read', value: decoded.value, reading }
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
    !isForm && !essence.startsWith('text/') && !codecs.some((codec) => codec.handles(type.actual))
  )
}

function streamed(
  reading: BodyReading,
  { limit }: PreparedBody,
  request: Request,
  present: boolean,
): BodyResult {
  const declared = declaredLength(request)
  if (declared !== undefined && declared > limit) return tooLarge(limit)
  const stream = (present ? request.body : null) ?? new Blob([]).stream()
  return { kind: 'read', value: limitStream(stream, limit), reading }
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
