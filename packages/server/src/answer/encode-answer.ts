import {
  allCodecs,
  type BinarySource,
  encodeBody,
  encodeParameter,
  findMediaType,
  isBinarySource,
  isSequenceMediaType,
  parseMediaType,
} from '@concordat/wire'
import type { Output } from './output.ts'
import type { PreparedResponse } from './prepare-responses.ts'
import { isAsyncIterable, sequenceStream } from './sequence-stream.ts'

/** Header values by name. */
export type AnswerHeaders = Readonly<Record<string, string | string[]>>

/** An answer as it goes on the wire. */
export interface EncodedAnswer {
  readonly status: number
  readonly body: string | BinarySource | null
  /** Header values by name; `Content-Type` among them where there is a body. Only `Set-Cookie` is ever a list. */
  readonly headers: AnswerHeaders
  /** Set when the handler gave a body that its status cannot carry. */
  readonly droppedBody?: true
}

/** Statuses whose responses have no body. @see RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5 */
export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

/** One object for all JSON answers without headers of their own: nothing is allocated for them. */
const jsonHeaders: AnswerHeaders = Object.freeze({
  'Content-Type': 'application/json',
})

/**
 * Writes a handler's output as the document says it travels. What the document does not describe is written plainly:
 * whether it may be sent is the checks' business.
 *
 * @throws TypeError for values that cannot be written: a line break in a header, a circle in JSON.
 */
export function encodeAnswer(
  output: Output,
  response: PreparedResponse | undefined,
): EncodedAnswer {
  const { status, body, mediaType } = output
  if (body === undefined || hasNoBody(status)) {
    const headers = encodeHeaders(output, response)
    return { status, body: null, headers, ...(body !== undefined && { droppedBody: true }) }
  }
  if (mediaType === undefined && response?.json !== undefined && !isBinarySource(body)) {
    const text = JSON.stringify(body)
    if (text === undefined) throw new TypeError(`${String(body)} cannot be sent as JSON`)
    if (response.json === 'application/json' && output.headers === undefined)
      return { status, body: text, headers: jsonHeaders }
    return withType({ status, body: text, contentType: response.json }, output, response)
  }
  const encoded = encodeContent(body, mediaType, response)
  return withType(
    { status, body: encoded.body, contentType: encoded.contentType },
    output,
    response,
  )
}

function encodeContent(
  body: unknown,
  mediaType: string | undefined,
  response: PreparedResponse | undefined,
): { readonly body: string | BinarySource; readonly contentType: string } {
  const sequence = isAsyncIterable(body) && sequenceType(mediaType, response)
  if (sequence) {
    const described = findMediaType(response?.content ?? {}, sequence)?.descriptor
    return { body: sequenceStream(body, sequence, described), contentType: sequence }
  }
  const documented = response?.content
  const content =
    documented && (mediaType === undefined || findMediaType(documented, mediaType))
      ? documented
      : { [mediaType ?? 'application/json']: {} }
  return encodeBody(content, body, mediaType, allCodecs)
}

function sequenceType(
  mediaType: string | undefined,
  response: PreparedResponse | undefined,
): string | undefined {
  return [mediaType, ...Object.keys(response?.content ?? {})].find((key) => {
    const type = key === undefined ? undefined : parseMediaType(key)
    return type !== undefined && isSequenceMediaType(type)
  })
}

function withType(
  {
    status,
    body,
    contentType,
  }: {
    readonly status: number
    readonly body: string | BinarySource
    readonly contentType: string
  },
  output: Output,
  response: PreparedResponse | undefined,
): EncodedAnswer {
  const headers = encodeHeaders(output, response)
  return { status, body, headers: { 'Content-Type': withCharset(contentType), ...headers } }
}

/** Text is sent as UTF-8, which `text/*` does not mean by itself. @see RFC 6657, section 3 */
function withCharset(contentType: string): string {
  assertHeaderText('Content-Type', contentType)
  return /^text\/[^;]*$/i.test(contentType) ? `${contentType}; charset=utf-8` : contentType
}

const noHeaders: AnswerHeaders = Object.freeze({})

function encodeHeaders({ headers }: Output, response: PreparedResponse | undefined): AnswerHeaders {
  if (headers === undefined) return noHeaders
  const encoded: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const descriptor = response?.headerByName.get(name.toLowerCase())
    // Cookies hold commas, and cannot be one list. @see RFC 6265, section 3
    if (Array.isArray(value) && name.toLowerCase() === 'set-cookie') {
      const cookies = value.map(String)
      for (const cookie of cookies) assertHeaderText(name, cookie)
      encoded[name] = cookies
      continue
    }
    const text = encodeParameter(descriptor ?? { name, in: 'header' }, value)
    if (text === undefined) continue
    assertHeaderText(name, text)
    encoded[descriptor?.name ?? name] = text
  }
  return encoded
}

/** Adapters differ in what they refuse, and some tell the caller why. @see RFC 9110, section 5.5 */
function assertHeaderText(name: string, text: string): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(text))
    throw new TypeError(
      `The value of the header \`${name}\` holds characters that no header may hold`,
    )
}
