import type { MiddlewareHandler } from 'hono'

/**
 * Ends each connection with its next answer while the server is about to stop: a caller that kept it for a later request
 * then learns it before it sends one, and not by losing it.
 * @see RFC 9112, section 9.6
 */
export function endConnections(isStopping: () => boolean): MiddlewareHandler {
  return async (context, next) => {
    await next()
    if (isStopping()) context.header('Connection', 'close')
  }
}
