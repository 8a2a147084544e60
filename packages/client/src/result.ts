import type {
  BodyValue,
  DecodeIssue,
  StatusOf,
  StatusRange,
  SuccessCode,
  TypedHeaders,
} from '@concordat/wire'

/** An answer that the document describes: the status tells which one, `mediaType` which of its bodies. */
export interface DocumentedResult<Status, MediaType, Body, Headers, Ok extends boolean> {
  readonly operationId: string
  readonly status: Status
  /** Whether this is a documented success: 2XX, and not a `default` beside documented successes. */
  readonly ok: Ok
  /** As the document writes it; `undefined` where it describes no content. */
  readonly mediaType: MediaType
  readonly body: Body
  /**
   * The documented headers under lower-case names; `undefined` for what is missing or cannot be read, as `headerIssues`
   * tells. All others are in `response.headers`.
   */
  readonly headers: Headers
  /** What is wrong with the documented headers; empty with `strict`, where such an answer is malformed. */
  readonly headerIssues: readonly Issue[]
  /** What arrived. A body that the document describes has been read. */
  readonly response: Response
}

/** An answer that the document does not describe, by its status or by its media type. */
export interface UndocumentedResult {
  readonly operationId: string
  readonly status: 'undocumented'
  readonly ok: false
  readonly reason: 'status' | 'media-type'
  /** The JSON value, or else the text, or else the bytes as a `Blob`; `undefined` for none. */
  readonly body: unknown
  readonly response: Response
}

/** One thing that is wrong with a documented answer, or with a request that was not sent. */
export interface Issue {
  readonly in: DecodeIssue['in']
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A documented answer whose body is not what the document promises; with `strict` also one whose headers are not. */
export interface MalformedResult {
  readonly operationId: string
  readonly status: 'malformed'
  readonly ok: false
  /** The status that arrived, and that the document describes. */
  readonly documentedStatus: number
  /** The JSON value, or else the text, or else the bytes as a `Blob`; `undefined` for none. */
  readonly body: unknown
  readonly issues: readonly Issue[]
  readonly response: Response
}

/**
 * No answer.
 *
 * - `network`: the connection could not be made, or broke;
 * - `timeout`: the time that was set ran out;
 * - `aborted`: the caller's signal;
 * - `redirect`: the answer is a redirect that a browser does not show, or that must not be followed: to something other
 *   than HTTP, the twenty-first, or of a stream, which cannot be sent again;
 * - `size`: the body is larger than `maxBytes`, with its content coding taken off, and was not read to its end;
 * - `request`: nothing was sent: the input cannot be put on the wire or breaks the document, no credential could be
 *   got, or a middleware failed.
 */
export interface FailedResult {
  readonly operationId: string
  readonly status: 'failed'
  readonly ok: false
  readonly reason: 'network' | 'timeout' | 'aborted' | 'request' | 'redirect' | 'size'
  readonly error: unknown
}

/** An error that says what a call that it ends has failed by. */
export interface ReasonedError {
  readonly failedBy: FailedResult['reason']
}

/** What no document describes. */
export type UnexpectedResult = UndocumentedResult | MalformedResult | FailedResult

/** Any result, for code that serves every operation. */
export type AnyResult =
  | DocumentedResult<
      number,
      string | undefined,
      unknown,
      Readonly<Record<string, unknown>>,
      boolean
    >
  | UnexpectedResult

/** Every result of an operation, told apart by `status`. */
export type Result<Operation, Descriptor = unknown> =
  | DocumentedResults<Operation, Descriptor>
  | UnexpectedResult

/** The documented results of an operation. */
export type DocumentedResults<Operation, Descriptor = unknown> = Operation extends {
  responses: infer Responses
}
  ? {
      [Key in keyof Responses]: ResultsOfKey<
        Key,
        StatusOf<Key, keyof Responses>,
        Responses[Key],
        keyof Responses,
        Descriptor
      >
    }[keyof Responses]
  : never

/** `default` means success only where no other key does; then it is split in two. */
type ResultsOfKey<Key, Status, Response, Keys, Descriptor> = Key extends SuccessCode | '2XX'
  ? ResultsOfStatus<Status, Response, true, Descriptor>
  : Key extends 'default'
    ? [Extract<Keys, SuccessCode | '2XX'>] extends [never]
      ?
          | ResultsOfStatus<Extract<Status, SuccessCode>, Response, true, Descriptor>
          | ResultsOfStatus<Exclude<Status, SuccessCode>, Response, false, Descriptor>
      : ResultsOfStatus<Status, Response, false, Descriptor>
    : Key extends number | StatusRange
      ? ResultsOfStatus<Status, Response, false, Descriptor>
      : never

type ResultsOfStatus<Status, Response, Ok extends boolean, Descriptor> = [Status] extends [never]
  ? never
  : Descriptor extends { method: 'HEAD' }
    ? DocumentedResult<Status, undefined, undefined, ReceivedHeaders<Response>, Ok>
    : Response extends { content: infer Content }
      ? [keyof Content] extends [never]
        ? Bodyless<Status, Response, Ok>
        : {
            [MediaType in keyof Content]: DocumentedResult<
              Status,
              MediaType,
              BodyValue<MediaType, Content[MediaType]>,
              ReceivedHeaders<Response>,
              Ok
            >
          }[keyof Content]
      : Bodyless<Status, Response, Ok>

/** HTTP gives no content to HEAD and to these statuses; of others nobody knows what they bring. */
type Bodyless<Status, Response, Ok extends boolean> = DocumentedResult<
  Status,
  undefined,
  Status extends 204 | 205 | 304 ? undefined : unknown,
  ReceivedHeaders<Response>,
  Ok
>

/** Servers forget headers, and browsers hide them. */
type ReceivedHeaders<Response> = {
  [Name in keyof TypedHeaders<Response>]: TypedHeaders<Response>[Name] | undefined
}
