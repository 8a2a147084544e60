/** Media types whose bodies are JSON values. @see RFC 8259, RFC 6839 section 3.1 */
export type JsonMediaType =
  | 'application/json'
  | `application/json;${string}`
  | `${string}/${string}+json`
  | `${string}/${string}+json;${string}`
  | 'text/json'

/** Media types whose bodies are sequences of JSON values: lines, the records of RFC 7464, or events. */
export type SequenceMediaType =
  | `application/${'x-ndjson' | 'ndjson' | 'jsonl' | 'x-jsonlines' | 'json-lines' | 'jsonlines' | 'json-seq'}${'' | `;${string}`}`
  | `${string}/${string}+json-seq`
  | `text/event-stream${'' | `;${string}`}`

/** Media types whose bodies are XML, which travels as text. */
export type XmlMediaType =
  | `${'application' | 'text'}/xml${'' | `;${string}`}`
  | `${string}/${string}+xml`

/** Media types whose bodies are forms. */
export type FormMediaType = 'application/x-www-form-urlencoded' | `multipart/${string}`

/**
 * The value of a body, from its media type and from the type of its schema: JSON and forms have the schema's type,
 * sequences are arrays of it, XML is text, and what no schema describes is text under `text/*` and a `Blob` elsewhere.
 *
 * @example
 * ```ts
 * import type { BodyValue } from '@concordat/wire'
 * type Session = BodyValue<'application/json', { id: string }> // { id: string }
 * type Log = BodyValue<'application/x-ndjson', { at: number }> // { at: number }[]
 * type Image = BodyValue<'image/*', unknown> // Blob
 * ```
 */
export type BodyValue<MediaType, Value> = MediaType extends JsonMediaType
  ? Value
  : MediaType extends SequenceMediaType
    ? Value extends readonly unknown[]
      ? Value
      : Value[]
    : MediaType extends XmlMediaType
      ? string
      : MediaType extends FormMediaType
        ? Value
        : unknown extends Value
          ? MediaType extends `text/${string}`
            ? string
            : Blob
          : Value

/** What a sender may hand over where the document says bytes. */
export type BinarySource = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/** A body as its sender gives it: the same value, but bytes may come from any {@link BinarySource}. */
export type SentBodyValue<MediaType, Value> = MediaType extends JsonMediaType
  ? Value
  : WidenBlob<BodyValue<MediaType, Value>>

type WidenBlob<Value> = [Value] extends [Blob] ? BinarySource : Value

/**
 * The concrete media types that a documented key covers: `image/*` covers every `image/…`, parameters allowed.
 */
export type ConcreteMediaType<MediaType> = MediaType extends '*/*'
  ? `${string}/${string}`
  : MediaType extends `${infer Type}/*`
    ? `${Type}/${string}`
    : MediaType extends `${infer Type}/*+${infer Suffix}`
      ? `${Type}/${string}+${Suffix}`
      : MediaType

/** Whether a documented key is a range, such as `image/*`. */
export type IsMediaTypeRange<MediaType> = MediaType extends `${string}/*` | `${string}/*+${string}`
  ? true
  : false
