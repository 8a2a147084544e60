import type { Kysely } from 'kysely'
import type { Clock } from './clock.ts'
import type { Entropy } from './entropy.ts'
import type { Database } from './store/database.ts'
import type { RateLimit } from './store/rate-limit.ts'

/** All that a domain operation may touch beyond its arguments. */
export interface World {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly entropy: Entropy
  readonly limits: RateLimits
}

/** How many requests a caller may send to the APIs that limit them. */
export interface RateLimits {
  readonly cumulonimbus: RateLimit
  readonly iproyal: RateLimit
  /** Of access tokens that a senhasegura client asks for. */
  readonly senhaseguraTokens: RateLimit
}

/** Runs work in one transaction: all of it happens, or none. */
export function inTransaction<Result>(
  world: World,
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  // A state may call operations that open a transaction of their own: they join the one that is open.
  if (world.db.isTransaction) return work(world)
  return world.db.transaction().execute((db) => work({ ...world, db }))
}
