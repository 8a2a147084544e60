import type { Context } from 'hono'
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status'
import { type EncodedAnswer, hasNoBody } from './encode-answer.ts'

/** Makes the response. Going through the context keeps the headers that middleware has set on it. */
export function sendAnswer({ status, body, headers }: EncodedAnswer, context: Context): Response {
  // Statuses are checked to be from 200 to 599 before; Hono's type only lists the registered ones.
  if (body === null || hasNoBody(status)) return context.body(null, status as StatusCode, headers)
  const code = status as ContentfulStatusCode
  // What else `fetch` takes as a body, Hono's type leaves out and its code hands on.
  if (context.req.raw.method !== 'HEAD') return context.body(body as string, code, headers)
  // Hono drops the body of an answer to HEAD, and its length with it. @see RFC 9110, section 8.6
  if (body instanceof ReadableStream) {
    body.cancel().catch(() => undefined)
    return context.body(null, status as StatusCode, headers)
  }
  return context.body(null, status as StatusCode, {
    ...headers,
    'Content-Length': String(lengthOf(body)),
  })
}

function lengthOf(body: Exclude<EncodedAnswer['body'], null | ReadableStream>): number {
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength
  return body instanceof Blob ? body.size : body.byteLength
}
