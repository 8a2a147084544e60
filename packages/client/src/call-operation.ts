import type { OperationDescriptor } from '@concordat/wire'
import type { Fetch } from './auth-options.ts'
import { type AnyAuthOptions, authorize } from './authorize.ts'
import type { ClientDefinition } from './client-definition.ts'
import type { CallInput, CallOptions, ClientOptions } from './client-options.ts'
import { readResponse } from './read-response.ts'
import type { AnyResult, FailedResult } from './result.ts'
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
  const { bodies = plainBodies, parameters = plainParameters } = definition
  const { retry, timeout, signal, validate, auth = {} } = { ...options, ...call }
  const { operationId, method, path, body, responses, servers } = operation
  const baseUrl = options.baseUrl ?? servers?.[0] ?? firstServer
  const replayable = !(input.body instanceof ReadableStream)
  const context = { operation, baseUrl, replayable, signal, fetch }

  const attempt = async (): Promise<AnyResult> => {
    let reason: FailedResult['reason'] = 'request'
    let clock: AbortSignal | undefined
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
        ...(!replayable && { duplex: 'half' }),
        baseUrl,
        signal: either,
        headers: {
          Accept: [
            ...new Set(
              Object.values(responses).flatMap(({ content = {} }) => Object.keys(content)),
            ),
          ],
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
      return (call.read ?? readResponse)(definition, operation, answer, validate)
    }
    try {
      clock = timeout ? AbortSignal.timeout(timeout) : undefined
      const either = AbortSignal.any([clock, signal].flatMap((one) => one ?? []))
      either.throwIfAborted()
      const aborted = new Promise<never>((_, reject) => {
        either.addEventListener('abort', () => reject(either.reason))
      })
      return await Promise.race([aborted, exchange(either)])
    } catch (error) {
      if (clock?.aborted) reason = 'timeout'
      else if (signal?.aborted) reason = 'aborted'
      return { operationId, status: 'failed', ok: false, reason, error }
    }
  }
  return retry ? retry(attempt, context) : attempt()
}
