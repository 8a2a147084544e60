import type { Context } from 'hono'
import { http1Incoming } from './node-incoming.ts'

/** What a request's headers say of its body. */
export interface BodyFraming {
  readonly present: boolean
  /** `Content-Length`; `undefined` when it is absent or no number. */
  readonly length: number | undefined
}

/**
 * Finds out whether a request has a body without touching it where the headers tell: in HTTP/1.1 a request without
 * `Content-Length` and `Transfer-Encoding` has none, and asking @hono/node-server for `request.body` is not free.
 *
 * @see RFC 9112, section 6.3
 */
export function framingOf(request: Request, context: Context): BodyFraming {
  const text = request.headers.get('content-length')
  if (text !== null) {
    const length = /^\d+$/.test(text) ? Number(text) : undefined
    return { present: length !== 0, length }
  }
  const present =
    request.headers.has('transfer-encoding') ||
    (http1Incoming(context.env) === undefined && request.body !== null)
  return { present, length: undefined }
}
