import type { Context } from 'hono'
import type { Refusal } from './refuse.ts'

/** What can go wrong before, in and after a handler. */
export type ProblemKind =
  | 'malformed-body'
  | 'validation'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'internal'

/** The status that HTTP gives to each kind of problem; an `errors` adapter may choose another. @see RFC 9110, section 15 */
export const problemStatus = {
  'malformed-body': 400,
  validation: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  internal: 500,
} as const satisfies Record<ProblemKind, number>

/** One reason why a request (or an answer) breaks the document. */
export interface ProblemIssue {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  /** Where in that section: the parameter's name first, then keys and indexes. */
  readonly path: readonly (string | number)[]
  readonly message: string
  /** Set when something that must be there is not, rather than being there and wrong. */
  readonly missing?: true
}

/** A request that cannot be answered by a handler's output, as the `errors` adapter sees it. */
export interface ServerProblem {
  readonly kind: ProblemKind
  /** The status that HTTP gives to this kind. */
  readonly status: number
  /** One sentence for people; never holds a detail of an unexpected exception. */
  readonly message: string
  /** All issues at once, for `validation` and `malformed-body`. */
  readonly issues?: readonly ProblemIssue[]
  /** Methods that the path knows, for `method-not-allowed`. The `Allow` header is set without the adapter's help. */
  readonly allow?: readonly string[]
  /** Values of `WWW-Authenticate`, for `unauthorized` and for missing scopes. Set without the adapter's help. */
  readonly challenges?: readonly string[]
  /** What the verifier said, for `unauthorized` and `forbidden`. */
  readonly refusal?: Refusal
  /** Absent when no operation matched. */
  readonly operationId?: string
  readonly request: Request
  readonly context: Context
  /** What was thrown, for `internal`: for logs, never for the answer. */
  readonly error?: unknown
}

/** What an `errors` adapter answers. */
export interface ProblemAnswer {
  readonly status: number
  /** Values by header name, in any case. `Content-Type` is `application/json` unless said here. */
  readonly headers?: Readonly<Record<string, string>>
  /** A JSON value; text is sent as it is when `Content-Type` is not a JSON media type. Absent: no body. */
  readonly body?: unknown
}

/** Turns a problem into an answer in the vendor's own shape. */
export type ErrorsAdapter = (problem: ServerProblem) => ProblemAnswer | Promise<ProblemAnswer>
