import type { Context } from 'hono'
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status'
import { type EncodedAnswer, hasNoBody } from './encode-answer.ts'

/** Makes the response. Going through the context keeps the headers that middleware has set on it. */
export function sendAnswer({ status, body, headers }: EncodedAnswer, context: Context): Response {
  // Statuses are checked to be from 200 to 599 before; Hono's type only lists the registered ones.
  if (body === null || hasNoBody(status)) return context.body(null, status as StatusCode, headers)
  const code = status as ContentfulStatusCode
  if (context.req.raw.method !== 'HEAD' || body instanceof ReadableStream)
    return context.body(body as string, code, headers)
  // Hono drops the body of an answer to HEAD, and its length with it. @see RFC 9110, section 8.6
  const length = String(lengthOf(body))
  return context.body(body as string, code, { ...headers, 'Content-Length': length })
}

function lengthOf(body: Exclude<EncodedAnswer['body'], null | ReadableStream>): number {
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength
  return body instanceof Blob ? body.size : body.byteLength
}
