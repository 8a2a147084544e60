import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

const exposeHeaders = [
  'Allow',
  'Retry-After',
  'WWW-Authenticate',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Request-Id',
]

/**
 * Lets pages of the given origins call the APIs, with their cookies. `*` stands for all origins, and then browsers
 * send no cookies.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  const anyOrigin = origins.includes('*')
  const allow = cors({
    origin: anyOrigin ? '*' : [...origins],
    credentials: !anyOrigin,
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposeHeaders,
    maxAge: 600,
  })
  return (context, next) => {
    // An OPTIONS request that is no preflight is the API's to answer.
    const isPreflight = context.req.header('Access-Control-Request-Method') !== undefined
    return context.req.method === 'OPTIONS' && !isPreflight ? next() : allow(context, next)
  }
}
