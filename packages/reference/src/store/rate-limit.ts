import { CompiledQuery, type Kysely } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from './database.ts'

/** How many requests are allowed in how long a window, which begins with the first of them. */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/** Where a caller stands in the current window, this request counted. */
export interface RateLimitStanding {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** When the window ends, in milliseconds from now. */
  readonly resetsInMs: number
}

/** Counts requests by caller. */
export interface RateLimiter {
  /** Counts one request of a caller. */
  count(caller: string): Promise<RateLimitStanding>
  /** Sets how many requests a caller has made; its window begins now. */
  set(caller: string, requests: number): Promise<void>
  /** Forgets a caller's requests. */
  forget(caller: string): Promise<void>
}

/**
 * Makes a limiter that counts in the store, with one atomic statement a request, so that all replicas share it.
 * It keeps time by the machine's clock, which rate-limiter-flexible reads itself.
 */
export function createRateLimiter(
  db: Kysely<Database>,
  name: string,
  limit: RateLimit,
): RateLimiter {
  const limiter = new RateLimiterPostgres({
    storeClient: queryClient(db),
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points: limit.requests,
    duration: limit.seconds,
  })
  return {
    async count(caller) {
      try {
        return standing(limit, true, await limiter.consume(caller))
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return standing(limit, false, refusal)
        throw refusal
      }
    },
    async set(caller, requests) {
      await limiter.set(caller, requests, limit.seconds)
    },
    async forget(caller) {
      await limiter.delete(caller)
    },
  }
}

function standing(limit: RateLimit, allowed: boolean, res: RateLimiterRes): RateLimitStanding {
  return {
    allowed,
    limit: limit.requests,
    remaining: res.remainingPoints,
    resetsInMs: res.msBeforeNext,
  }
}

interface NamedQuery {
  readonly text: string
  readonly values?: readonly unknown[]
}

/** The one method of a `pg` pool that the library calls, over Kysely, so that it works on both engines. */
function queryClient(db: Kysely<Database>) {
  return {
    async query({ text, values = [] }: NamedQuery) {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...values]))
      return { rows, rowCount: rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0) }
    },
  }
}
