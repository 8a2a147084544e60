import { createServer } from '@concordat/connhex/server'
import type { Server } from '@concordat/server'
import { sharedServeOptions, type VendorServerOptions } from '../vendor-server-options.ts'
import type { World } from '../world.ts'
import { authenticateSession } from './authenticate-session.ts'
import { connhexErrors, errorGeneric } from './errors.ts'
import { revokeOtherSessions } from './revoke-other-sessions.ts'

/** Serves Connhex's auth sessions. */
export function createConnhexServer(world: World, options: VendorServerOptions): Server {
  const verify = async (token: string) => (await authenticateSession(world, token)) ?? null
  return createServer({
    ...sharedServeOptions(options),
    realm: 'connhex',
    errors: connhexErrors,
    // A wrong credential is not rescued by a good one further down the order.
    authPolicy: 'first-present',
    auth: {
      sessionToken: verify,
      sessionCookie: verify,
      upstreamCookie: verify,
      bearerToken: verify,
    },
    handlers: {
      async disableMyOtherSessions({ auth, request }) {
        const caller =
          'sessionToken' in auth
            ? auth.sessionToken
            : 'sessionCookie' in auth
              ? auth.sessionCookie
              : 'upstreamCookie' in auth
                ? auth.upstreamCookie
                : auth.bearerToken
        const outcome = await revokeOtherSessions(world, caller)
        switch (outcome.kind) {
          case 'revoked':
            return { status: 200, body: { count: outcome.count } }
          case 'invalid-identity':
            return { status: 400, body: errorGeneric(400, request) }
          case 'caller-revoked':
            return {
              status: 401,
              headers: { 'www-authenticate': 'Bearer realm="connhex", error="invalid_token"' },
              body: errorGeneric(401, request),
            }
        }
      },
    },
  })
}
