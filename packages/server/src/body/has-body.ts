import type { Context } from 'hono'

/**
 * Whether a request has a body, found out without touching it where the headers tell: in HTTP/1.1 a request without
 * `Content-Length` and `Transfer-Encoding` has none, and asking @hono/node-server for `request.body` is not free.
 *
 * @see RFC 9112, section 6.3
 */
export function hasBody(request: Request, context: Context): boolean {
  const length = request.headers.get('content-length')
  if (length !== null && /^0+$/.test(length)) return false
  if (length !== null || request.headers.has('transfer-encoding')) return true
  return isHttp1(context.env) ? false : request.body !== null
}

/** Whether the request came in over HTTP/1 through Node's adapter, which hands over the incoming message. */
function isHttp1(env: unknown): boolean {
  return (
    typeof env === 'object' &&
    env !== null &&
    'incoming' in env &&
    typeof env.incoming === 'object' &&
    env.incoming !== null &&
    'httpVersionMajor' in env.incoming &&
    env.incoming.httpVersionMajor === 1
  )
}
