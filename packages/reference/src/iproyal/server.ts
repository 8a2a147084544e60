import { createServer } from '@concordat/iproyal/server'
import { refuse, type Server } from '@concordat/server'
import { createRateLimiter, type RateLimiter } from '../store/rate-limit.ts'
import { sharedServeOptions, type VendorServerOptions } from '../vendor-server-options.ts'
import type { World } from '../world.ts'
import { authenticateToken, type IproyalCaller } from './authenticate-token.ts'
import { iproyalErrors } from './errors.ts'
import { resetSessions } from './reset-sessions.ts'

/** Serves IPRoyal's residential proxy sessions. */
export function createIproyalServer(world: World, options: VendorServerOptions): Server {
  const limiter = createRateLimiter(world.db, 'iproyal', world.limits.iproyal)
  const reset = async (caller: IproyalCaller, userHashes: readonly string[]) => {
    await resetSessions(world, caller.accountId, userHashes)
    return { status: 200 } as const
  }
  return createServer({
    ...sharedServeOptions(options),
    realm: 'iproyal',
    errors: iproyalErrors,
    auth: { apiToken: (token) => verifyToken(world, limiter, token) },
    handlers: {
      resetSessions: ({ auth, body }) => reset(auth.apiToken, body.residential_user_hashes),
      // The document admits no other override than DELETE, so that here it is a reset.
      resetSessionsByOverride: ({ auth, body }) =>
        reset(auth.apiToken, body.residential_user_hashes),
    },
  })
}

async function verifyToken(world: World, limiter: RateLimiter, token: string) {
  const caller = await authenticateToken(world, token)
  if (!caller) return null
  const standing = await limiter.count(caller.accountId)
  if (standing.allowed) return caller
  return refuse({
    kind: 'forbidden',
    code: 'rate-limited',
    details: Math.ceil(standing.resetsInMs / 1000),
  })
}
