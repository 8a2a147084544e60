import type { MediaTypeDescriptor } from '../descriptor.ts'
import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { essenceOf } from '../media/essence.ts'
import { isSequenceMediaType } from '../media/parse-media-type.ts'
import type { BodyCodec } from './body-codec.ts'
import { decodeEvents, type EventFields, encodeEvent } from './event-stream.ts'
import { encodeJson, parseJson } from './json.ts'
import { decodeText } from './text.ts'

/** Begins each record of a JSON text sequence. @see RFC 7464, section 2.2 */
const recordSeparator = '\x1E'

const isRecordSequence = (contentType: string): boolean =>
  essenceOf(contentType).endsWith('json-seq')

const isEventStream = (contentType: string): boolean =>
  essenceOf(contentType) === 'text/event-stream'

type EventItem = NonNullable<MediaTypeDescriptor['events']>

/** The fields of the event that an item is. */
function fieldsOf(item: unknown, events: EventItem): EventFields {
  if (events === 'fields') {
    if (typeof item !== 'object' || item === null) throw new TypeError('An event is an object')
    return item
  }
  return { data: events === 'text' && typeof item === 'string' ? item : encodeJson(item) }
}

function itemsOf(events: readonly EventFields[], item: EventItem): Decoded<unknown[]> {
  if (item === 'fields') return { ok: true, value: [...events] }
  const values: unknown[] = []
  for (const { data } of events) {
    if (data === undefined) continue
    const parsed = item === 'json' ? parseJson(data) : undefined
    if (parsed && !parsed.ok && parsed.issues[0]?.code === 'precision') return parsed
    values.push(parsed?.ok ? parsed.value : data)
  }
  return { ok: true, value: values }
}

/** NDJSON (one value per line) JSON text sequences (RFC 7464) and event streams: bodies that are arrays of values. */
export const sequenceCodec: BodyCodec = {
  handles: isSequenceMediaType,
  encode(value, { events = 'fields' }, contentType) {
    const isEvents = isEventStream(contentType)
    // Events that somebody wrote already.
    if (isEvents && typeof value === 'string') return { body: value, contentType }
    if (!Array.isArray(value)) throw new TypeError(`A body in \`${contentType}\` is an array`)
    if (isEvents) {
      return {
        body: value.map((item) => encodeEvent(fieldsOf(item, events))).join(''),
        contentType,
      }
    }
    const before = isRecordSequence(contentType) ? recordSeparator : ''
    const body = value.map((item: unknown) => `${before}${encodeJson(item)}\n`).join('')
    return { body, contentType }
  },
  decode(bytes, { events = 'fields' }, contentType) {
    const text = decodeText(bytes)
    if (!text.ok) return text
    if (isEventStream(contentType)) return itemsOf(decodeEvents(text.value), events)
    const isRecord = isRecordSequence(contentType)
    const values: unknown[] = []
    const issues: DecodeIssue[] = []
    for (const [index, part] of splitParts(text.value, isRecord).entries()) {
      const item = parsePart(part, isRecord)
      if (item.ok) values.push(item.value)
      else if (
        addIssues(
          issues,
          item.issues.map((issue) => ({ ...issue, path: [index] })),
        )
      )
        break
    }
    return issues.length > 0 ? { ok: false, issues } : { ok: true, value: values }
  },
}

/** Most characters of one item that readers of a sequence keep while they wait for its end: 64 Mi. */
export const mostItemLength: number = 2 ** 26

/**
 * Reads a sequence as it arrives: yields each value as soon as it is complete.
 *
 * @throws SyntaxError for a part that is not JSON, TypeError for bytes that are not UTF-8, RangeError for an item that
 * goes on beyond {@link mostItemLength}.
 *
 * @example
 * ```ts
 * import { readSequence } from '@concordat/wire'
 * const response = new Response('{"at":1}\n{"at":2}\n')
 * if (response.body) for await (const item of readSequence(response.body)) console.log(item)
 * ```
 */
export async function* readSequence(
  stream: ReadableStream<Uint8Array>,
  kind: 'lines' | 'records' = 'lines',
): AsyncGenerator<unknown, void, undefined> {
  const isRecord = kind === 'records'
  const delimiter = isRecord ? recordSeparator : '\n'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      // Only what is new is searched: a long item that comes in many pieces costs no more than its length.
      const [first = '', ...more] = decoder.decode(value, { stream: !done }).split(delimiter)
      const parts = [rest + first, ...more]
      rest = done ? '' : (parts.pop() ?? '')
      if (rest.length > mostItemLength) {
        throw new RangeError(`An item has more than ${mostItemLength} characters`)
      }
      for (const part of parts) {
        if (part.trim() === '') continue
        const item = parsePart(part, isRecord)
        if (!item.ok) throw new SyntaxError(item.issues[0]?.message)
        yield item.value
      }
      if (done) return
    }
  } finally {
    // A caller that stops early does not want the rest.
    await reader.cancel().catch(() => undefined)
  }
}

function splitParts(text: string, isRecord: boolean): string[] {
  const parts = text.split(isRecord ? recordSeparator : '\n')
  // What stands before the first separator is no record, and refused as one if it is anything.
  return parts.filter((part) => part.trim() !== '')
}

function parsePart(part: string, isRecord: boolean): Decoded<unknown> {
  // A number, `true`, `false` or `null` without white space behind it may have been cut short.
  // RFC 7464, section 2.4.
  if (isRecord && /[^\s"}\]]$/.test(part)) return parseJson(`${part}\x00`)
  return parseJson(part)
}
