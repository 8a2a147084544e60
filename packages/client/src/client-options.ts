import type { OperationDescriptor } from '@concordat/wire'
import type { Middleware } from 'openapi-fetch'
import type { AuthOptions, CallContext } from './auth-options.ts'
import type { AnyResult, Issue } from './result.ts'

/** Headers to send; `null` takes away what would be sent otherwise. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>

/** Decides whether and when a call is made again; made by `retry()`. */
export type RetryPolicy = (
  attempt: () => Promise<AnyResult>,
  context: CallContext,
) => Promise<AnyResult>

/** Checks requests and answers against the document; made by `validateWith()`. */
export interface Validation {
  /** @throws RequestError for an input that breaks the document. */
  request(operation: OperationDescriptor, input: CallInput): void
  response(
    operation: OperationDescriptor,
    responseKey: string,
    answer: {
      readonly mediaType: string | undefined
      readonly body: unknown
      readonly headers: Readonly<Record<string, unknown>>
    },
  ): readonly Issue[]
}

/** The sections of any operation's input. */
export interface CallInput {
  readonly path?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly header?: Readonly<Record<string, unknown>> | undefined
  readonly cookie?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly mediaType?: string | undefined
}

/** What can be set for all calls and for one; for one call `undefined` takes back what was set for all. */
export interface CallOptions {
  /** Aborts the call, waiting times included. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take, from the first credential to the last byte. @default no limit */
  readonly timeout?: number | undefined
  /**
   * Most bytes of an answer's body that are read, counted after its content coding is taken off; a larger one fails with
   * reason `size`. A body that `stream()` leaves unread has no bound. @default 64 MiB
   */
  readonly maxBytes?: number | undefined
  /** From `retry()`; `false` for none. @default none */
  readonly retry?: RetryPolicy | false | undefined
  /** Sent with the request, over what the client would send itself. */
  readonly headers?: HeaderOptions | undefined
  /** Anything else that `fetch` takes: `credentials`, `cache`, `redirect`, `keepalive`, ... */
  readonly init?: Omit<RequestInit, 'method' | 'body' | 'headers' | 'signal'> | undefined
}

/**
 * How a client is made.
 *
 * @see {@link https://openapi-ts.dev/openapi-fetch/middleware-auth | middleware of openapi-fetch}
 */
export interface ClientOptions<Schemes = Readonly<Record<string, unknown>>> extends CallOptions {
  /**
   * Where the API lives, for every operation. @default the document's first server; an operation's own server for
   * operations that have one
   */
  readonly baseUrl?: string | undefined
  /** Values for the variables in the first server's URL. @default the document's */
  readonly server?: Readonly<Record<string, string>> | undefined
  /** Credentials by scheme; of an operation's alternatives the first that is complete is sent. */
  readonly auth?: AuthOptions<Schemes> | undefined
  /** @default `globalThis.fetch`, looked up at each call */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** From `validateWith(validators)`. @default nothing is validated */
  readonly validate?: Validation | undefined
  /**
   * Whether a documented header that is missing or cannot be read makes an answer `malformed`, as a body does. Without
   * it the answer keeps its status and body, and `headerIssues` tells. @default false
   */
  readonly strict?: boolean | undefined
  /** Middleware of openapi-fetch: on requests in this order, on answers in reverse; runs at each attempt. */
  readonly middleware?: readonly Middleware[] | undefined
}
