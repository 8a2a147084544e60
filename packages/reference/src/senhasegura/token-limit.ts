import { createRateLimiter, type RateLimiter } from '../store/rate-limit.ts'
import type { World } from '../world.ts'

/** Counts the access tokens that clients ask for. */
export function createTokenLimiter(world: World): RateLimiter {
  return createRateLimiter(world.db, 'senhasegura-tokens', world.limits.senhaseguraTokens)
}

/** Under what a client is counted; those that are unknown share one count, so that made-up names do not fill the store. */
export function tokenLimitKey(clientId: string | undefined): string {
  return clientId === undefined ? 'unknown' : `client ${clientId}`
}
