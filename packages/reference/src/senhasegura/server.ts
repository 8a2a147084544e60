import { createServer } from '@concordat/senhasegura/server'
import type { Server } from '@concordat/server'
import { sharedServeOptions, type VendorServerOptions } from '../vendor-server-options.ts'
import type { World } from '../world.ts'
import { authenticateAccessToken, isKnownClient, issueAccessToken } from './access-tokens.ts'
import { dropSession } from './drop-session.ts'
import { failure, noStore, realm, senhaseguraErrors, success } from './errors.ts'
import { createTokenLimiter, tokenLimitKey } from './token-limit.ts'

/** Serves senhasegura's token endpoint and remote sessions. */
export function createSenhaseguraServer(world: World, options: VendorServerOptions): Server {
  const limiter = createTokenLimiter(world)
  return createServer({
    ...sharedServeOptions(options),
    realm,
    errors: senhaseguraErrors,
    auth: {
      clientCredentials: async (token) => (await authenticateAccessToken(world, token)) ?? null,
    },
    handlers: {
      async createAccessToken({ body }) {
        const given = { clientId: body.client_id, clientSecret: body.client_secret }
        const isKnown = await isKnownClient(world, given.clientId)
        const standing = await limiter.count(tokenLimitKey(isKnown ? given.clientId : undefined))
        if (!standing.allowed) {
          return {
            status: 429,
            headers: { ...noStore, 'retry-after': Math.ceil(standing.resetsInMs / 1000) },
            body: {
              error: 'temporarily_unavailable',
              error_description: 'Too many access tokens were requested.',
            },
          }
        }
        const issued = await issueAccessToken(world, given)
        if (issued) {
          const { accessToken, expiresIn } = issued
          return {
            status: 200,
            headers: noStore,
            body: { token_type: 'Bearer', expires_in: expiresIn, access_token: accessToken },
          }
        }
        return {
          status: 401,
          headers: { ...noStore, 'www-authenticate': `Bearer realm="${realm}"` },
          body: {
            error: 'invalid_client',
            error_description: 'Client authentication failed.',
          },
        }
      },
      async dropRemoteSession({ auth, path }) {
        switch (await dropSession(world, auth.clientCredentials, path.session_id)) {
          case 'dropped':
            return { status: 200, body: success('Sessão interrompida com sucesso') }
          case 'not-authorized':
            return {
              status: 500,
              body: failure(500, 'You are not authorized to access this resource.'),
            }
          case 'drop-failed':
            return { status: 500, body: failure(500, 'An error occurred while droping session.') }
        }
      },
    },
  })
}
