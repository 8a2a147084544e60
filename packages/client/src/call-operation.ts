import type { OperationDescriptor } from '@concordat/wire'
import type { Fetch } from './auth-options.ts'
import { type AnyAuthOptions, authorize } from './authorize.ts'
import type { ClientDefinition } from './client-definition.ts'
import type { CallInput, CallOptions, ClientOptions } from './client-options.ts'
import { readResponse } from './read-response.ts'
import type { AnyResult, FailedResult, ReasonedError } from './result.ts'
import { plainBodies, plainParameters } from './support/plain-support.ts'

/** The one method of openapi-fetch that calls need, without its types by path. */
export interface FetchClient {
  request(
    method: string,
    path: string,
    init: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly response: Response; readonly error?: unknown }>
}

/** A client as its calls see it. */
export interface CallSite {
  readonly definition: ClientDefinition
  readonly options: Omit<ClientOptions, 'auth'> & { readonly auth?: AnyAuthOptions | undefined }
  /** Of the document's first server. */
  readonly firstServer: string
  readonly raw: FetchClient
  readonly fetch: Fetch
}

/** Options of one call, with what only this package sets. */
export interface InnerCallOptions extends CallOptions {
  readonly read?: typeof readResponse
}

/** Makes one call, retries and all. Never rejects. */
export async function callOperation(
  { definition, options, firstServer, raw, fetch }: CallSite,
  operation: OperationDescriptor,
  input: CallInput,
  call: InnerCallOptions,
): Promise<AnyResult> {
  const { bodies = plainBodies, parameters = plainParameters, redirects } = definition
  const given: InnerCallOptions & typeof options = { ...options, ...call }
  const { retry, timeout, signal, validate, auth, read = readResponse } = given
  const { operationId, method, path, body, responses, servers } = operation
  const baseUrl = options.baseUrl ?? servers?.[0] ?? firstServer
  const replayable = !(input.body instanceof ReadableStream)
  const context = { operation, baseUrl, replayable, signal, fetch }
  context.fetch = redirects?.(definition, context) ?? fetch

  const attempt = async (): Promise<AnyResult> => {
    let reason: FailedResult['reason'] = 'request'
    let clock: AbortSignal | undefined
    const end = new AbortController()
    const exchange = async (either: AbortSignal): Promise<AnyResult> => {
      validate?.request(operation, input)
      const request = parameters(operation, input)
      const send = await authorize(definition, auth, request, context)
      if (body && input.body !== undefined) bodies.encode(request, body.content, input)
      // openapi-fetch reads bodies by itself, and of an error only as JSON or text: after every middleware has seen the
      // answer it is kept here, and openapi-fetch gets an empty one to read.
      let answer: Response | undefined
      request.params.keep = (kept) => {
        answer = kept
        return new Response()
      }
      const { response, error } = await raw.request(method, path, {
        ...call.init,
        ...request,
        // What streams of bytes ask for, and no other body minds.
        duplex: 'half',
        baseUrl,
        signal: either,
        headers: {
          Accept: Object.keys(
            Object.assign({}, ...Object.values(responses).map(({ content }) => content)),
          ),
          ...options.headers,
          ...request.headers,
          ...call.headers,
        },
        bodySerializer: (whole: unknown) => whole,
        parseAs: 'stream',
        fetch: (sent: Request) => {
          reason = 'network'
          return send(sent)
        },
      })
      // A middleware that answers by itself is the last to see its answer, and an error's body has been read.
      answer ??= response.bodyUsed
        ? new Response(typeof error === 'string' ? error : JSON.stringify(error), response)
        : response
      return read(definition, operation, answer, given)
    }
    try {
      if (timeout) clock = AbortSignal.timeout(timeout)
      const either = AbortSignal.any([end.signal, clock ?? [], signal ?? []].flat())
      either.throwIfAborted()
      // Not every fetch heeds signals, and no credential function needs to.
      return await new Promise((resolve, reject) => {
        either.onabort = () => reject(either.reason)
        exchange(either).then(resolve, reject)
      })
    } catch (error) {
      // Nothing more of an answer is wanted, however much of it is on its way.
      end.abort()
      reason = failedBy(error, clock, signal) ?? reason
      return { operationId, status: 'failed', ok: false, reason, error }
    }
  }
  return retry ? retry(attempt, context) : attempt()
}

/** What ended a call: its limit of time, its caller, or an error that says so, which nobody needs to import for that. */
function failedBy(
  error: unknown,
  clock: AbortSignal | undefined,
  signal: AbortSignal | undefined,
): FailedResult['reason'] | undefined {
  if (clock?.aborted) return 'timeout'
  if (signal?.aborted) return 'aborted'
  // Seam: an error of anybody's.
  return (error as Partial<ReasonedError> | undefined)?.failedBy
}
