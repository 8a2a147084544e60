import { responseKey } from '@concordat/wire'
import type { InnerCallOptions } from './call-operation.ts'
import type { AnyMethod } from './client.ts'
import type { CallInput } from './client-options.ts'
import { isSuccess, readResponse } from './read-response.ts'
import type { AnyResult, DocumentedResult } from './result.ts'
import { plainBodies } from './support/plain-support.ts'

/** The same results, but the body of a documented success is the stream of its bytes. */
export type StreamResult<R> =
  R extends DocumentedResult<
    infer Status,
    infer MediaType extends string,
    unknown,
    infer Headers,
    true
  >
    ? DocumentedResult<Status, MediaType, ReadableStream<Uint8Array>, Headers, true>
    : R

/**
 * Calls a method and leaves the body of a documented success unread: for files, and for answers that never end. Every
 * other answer is read as always; a streamed body is not validated. A `timeout` goes on while the stream is read.
 *
 * @example
 * ```ts
 * import { type AnyMethod, readSequence, stream } from '@concordat/client'
 * async function printLines(getLog: AnyMethod): Promise<void> {
 *   const result = await stream(getLog)
 *   if (result.ok && result.body instanceof ReadableStream) {
 *     for await (const entry of readSequence(result.body)) console.log(entry)
 *   }
 * }
 * ```
 */
export async function stream<M extends AnyMethod>(
  method: M,
  ...args: Parameters<M>
): Promise<StreamResult<Awaited<ReturnType<M>>>> {
  // Seam: every method takes these two, and the second knows how to read.
  const [input, options] = args as unknown as [CallInput | undefined, InnerCallOptions | undefined]
  const call = method as unknown as (
    input: CallInput | undefined,
    options: InnerCallOptions,
  ) => Promise<AnyResult>
  const result: unknown = await call(input, { ...options, read: readUnread })
  // Seam: `readUnread` makes what `StreamResult` types.
  return result as StreamResult<Awaited<ReturnType<M>>>
}

const readUnread: typeof readResponse = (definition, operation, response, options) => {
  const { bodies = plainBodies } = definition
  const { responses, method } = operation
  const key = responseKey(responses, response.status) ?? ''
  const type = response.headers.get('content-type') ?? ''
  const isUnread =
    isSuccess(response, key, responses) &&
    method !== 'HEAD' &&
    bodies.pick(Object.keys(responses[key]?.content ?? {}), type) !== undefined
  if (!isUnread) return readResponse(definition, operation, response, options)
  const unread = { ...bodies, decode: () => response.body ?? new Blob().stream() }
  return readResponse({ ...definition, bodies: unread }, operation, response, {
    ...options,
    validate: undefined,
    buffer: new ArrayBuffer(0),
  })
}
