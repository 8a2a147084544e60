import { createServer } from '@concordat/cumulonimbus/server'
import { refuse, type Server, type VerifierDetails } from '@concordat/server'
import { createRateLimiter, type RateLimiter } from '../store/rate-limit.ts'
import { sharedServeOptions, type VendorServerOptions } from '../vendor-server-options.ts'
import type { World } from '../world.ts'
import { authenticateSession, refusalOf } from './authenticate-session.ts'
import { cumulonimbusErrors, errorBody } from './errors.ts'
import { rememberStanding, tellRateLimit } from './rate-limit-headers.ts'
import {
  deleteAllSessions,
  deleteSession,
  deleteSessions,
  getSession,
  listSessions,
} from './user-sessions.ts'

/** Serves Cumulonimbus's session endpoints. */
export function createCumulonimbusServer(world: World, options: VendorServerOptions): Server {
  const limiter = createRateLimiter(world.db, 'cumulonimbus', world.limits.cumulonimbus)
  return createServer({
    ...sharedServeOptions(options),
    realm: 'cumulonimbus',
    errors: cumulonimbusErrors(world.clock),
    middleware: [tellRateLimit(world.clock)],
    auth: {
      sessionToken: (token, details) => verifySessionToken(world, limiter, token, details),
    },
    handlers: {
      async listUserSessions({ path, query }) {
        const outcome = await listSessions(world, path.id, query)
        if (outcome.kind === 'invalid-user') return invalidUser
        return { status: 200, body: { ...outcome.page, items: [...outcome.page.items] } }
      },
      async getUserSession({ path }) {
        const outcome = await getSession(world, path.id, path.sid)
        if (outcome.kind === 'invalid-user') return invalidUser
        if (outcome.kind === 'session-missing') {
          return { status: 404, body: errorBody('SESSION_NOT_FOUND_ERROR') }
        }
        return { status: 200, body: outcome.session }
      },
      async deleteUserSession({ path }) {
        const outcome = await deleteSession(world, path.id, path.sid)
        if (outcome.kind === 'invalid-user') return invalidUser
        if (outcome.kind === 'session-missing') {
          return { status: 404, body: errorBody('INVALID_SESSION_ERROR') }
        }
        return { status: 200, body: outcome.session }
      },
      async deleteUserSessions({ path, body }) {
        const outcome = await deleteSessions(world, path.id, body.sessions)
        if (outcome.kind === 'invalid-user') return invalidUser
        if (outcome.kind === 'too-many') {
          const fields = ['sessions']
          return { status: 400, body: { ...errorBody('INVALID_FIELDS_ERROR'), fields } }
        }
        return { status: 200, body: { count: outcome.count, type: 'session' } }
      },
      async deleteAllUserSessions({ path }) {
        const outcome = await deleteAllSessions(world, path.id)
        if (outcome.kind === 'invalid-user') return invalidUser
        return { status: 200, body: { count: outcome.count, type: 'session' } }
      },
    },
  })
}

const invalidUser = { status: 404, body: errorBody('INVALID_USER_ERROR') } as const

/** Every request of a known caller counts towards the limit, whatever becomes of it. */
async function verifySessionToken(
  world: World,
  limiter: RateLimiter,
  token: string,
  { request }: VerifierDetails,
) {
  const caller = await authenticateSession(world, token)
  if (!caller) return null
  const standing = await limiter.count(caller.userId)
  rememberStanding(request, standing)
  if (!standing.allowed) return refuse({ kind: 'forbidden', code: 'rate-limited' })
  const refusal = refusalOf(caller)
  return refusal ? refuse({ kind: 'forbidden', code: refusal }) : caller
}
