import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../clock.ts'
import type { RateLimitStanding } from '../store/rate-limit.ts'

const standings = new WeakMap<Request, RateLimitStanding>()

/** Keeps where a caller stands until the answer is made. */
export function rememberStanding(request: Request, standing: RateLimitStanding): void {
  standings.set(request, standing)
}

/** The headers that tell callers where they stand, and how long to wait when they are over the limit. */
export function rateLimitHeaders(request: Request, clock: Clock): Record<string, string> {
  const standing = standings.get(request)
  if (!standing) return {}
  const { allowed, limit, remaining, resetsInMs } = standing
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil((clock().getTime() + resetsInMs) / 1000)),
    ...(!allowed && { 'Retry-After': String(Math.ceil(resetsInMs / 1000)) }),
  }
}

/** Puts them on every answer to a known caller. */
export function tellRateLimit(clock: Clock): MiddlewareHandler {
  return async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(rateLimitHeaders(context.req.raw, clock))) {
      context.header(name, value)
    }
  }
}
