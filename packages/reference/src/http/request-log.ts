import type { MiddlewareHandler } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { ReferenceLogger } from './reference-logger.ts'

/**
 * Logs one line per request. Neither headers nor bodies nor queries are logged: that is where credentials are.
 */
export function requestLog(
  logger: ReferenceLogger,
): MiddlewareHandler<{ Variables: RequestIdVariables }> {
  return async (context, next) => {
    const started = performance.now()
    await next()
    const { status } = context.res
    const fields = {
      requestId: context.get('requestId'),
      method: context.req.method,
      path: context.req.path,
      status,
      durationMs: Math.round((performance.now() - started) * 10) / 10,
    }
    // What is unexpected among these is logged as an error where it happens: some are promised by a document.
    if (status >= 500) logger.warn(fields, 'request failed')
    else logger.info(fields, 'request')
  }
}
