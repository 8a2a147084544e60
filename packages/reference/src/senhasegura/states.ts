import { z } from 'zod'
import { secondsAfter } from '../clock.ts'
import { alphanumeric, hexadecimal, randomText } from '../entropy.ts'
import { chosenText, chosenTime } from '../states/param-schemas.ts'
import { defineState, type StateOutcome } from '../states/provider-state.ts'
import type { ProxyBehaviour } from '../store/database.ts'
import type { RecordFault } from '../store/record-fault.ts'
import type { World } from '../world.ts'
import { accessTokenLifetime } from './access-tokens.ts'
import { permissions as allPermissions, type Permission } from './permission.ts'
import { deleteRemoteSession, putAccessToken, putClient, putRemoteSession } from './records.ts'
import { createTokenLimiter, tokenLimitKey } from './token-limit.ts'

const params = z
  .strictObject({
    client_id: chosenText("The application's id."),
    client_secret: chosenText("The application's secret."),
    accessToken: chosenText('An access token that was issued before.'),
    accessTokenExpiresAt: chosenTime('When that token expires. In an hour, when left out.'),
    session_id: chosenText("The remote session's id."),
    permissions: z
      .array(z.enum(allPermissions))
      .default(['session:drop'])
      .describe('What the application may do.'),
  })
  .prefault({})

type Params = z.output<typeof params>

/** What a variant of the situation changes. */
interface Variant {
  readonly permissions?: readonly Permission[]
  readonly clientDisabled?: true
  readonly clientFault?: RecordFault
  readonly tokenExpired?: true
  readonly session?: 'missing' | 'dropped' | ProxyBehaviour
}

async function setUpVault(world: World, given: Params, variant: Variant): Promise<StateOutcome> {
  const now = world.clock()
  const { permissions = given.permissions, session = 'obeys' } = variant
  const clientId = given.client_id ?? `client-${randomText(world.entropy, hexadecimal, 12)}`
  const clientSecret = given.client_secret ?? randomText(world.entropy, alphanumeric, 40)
  const accessToken = given.accessToken ?? randomText(world.entropy, alphanumeric, 40)
  const sessionId = given.session_id ?? randomText(world.entropy, hexadecimal, 40)
  const lifetime = variant.tokenExpired ? -1 : accessTokenLifetime
  await putClient(world, {
    id: clientId,
    secret: clientSecret,
    permissions,
    disabledAt: variant.clientDisabled && now,
    fault: variant.clientFault,
  })
  await createTokenLimiter(world).forget(tokenLimitKey(clientId))
  await putAccessToken(world, {
    clientId,
    accessToken,
    scopes: permissions,
    expiresAt: given.accessTokenExpiresAt ?? secondsAfter(now, lifetime),
  })
  if (session === 'missing') await deleteRemoteSession(world, sessionId)
  else if (session === 'dropped') await putRemoteSession(world, { id: sessionId, droppedAt: now })
  else await putRemoteSession(world, { id: sessionId, proxy: session })
  return {
    credentials: { clientCredentials: accessToken },
    params: {
      session_id: sessionId,
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    },
  }
}

const token = 'createAccessToken'
const drop = 'dropRemoteSession'

/** The provider states of senhasegura. */
export const senhaseguraStates = [
  defineState({
    name: 'a senhasegura client and a remote session',
    api: 'senhasegura',
    description: 'An application has a secret, an access token and the permission to end sessions.',
    params,
    enables: [
      { operationId: token, status: 200 },
      {
        operationId: token,
        status: 400,
        change: { body: { text: 'grant_type=password&client_id=a&client_secret=b' } },
      },
      {
        operationId: token,
        status: 401,
        change: {
          body: { text: 'grant_type=client_credentials&client_id=nobody&client_secret=none' },
        },
      },
      { operationId: token, status: 405, change: { method: 'PATCH' } },
      { operationId: token, status: 413, change: { body: { bytes: 2 * 1024 * 1024 } } },
      {
        operationId: token,
        status: 415,
        change: {
          headers: { 'content-type': 'application/json' },
          body: { json: { grant_type: 'client_credentials' } },
        },
      },
      { operationId: drop, status: 200 },
      {
        operationId: drop,
        status: 401,
        change: { headers: { authorization: 'Bearer of-no-value' } },
      },
      { operationId: drop, status: 404, change: { headers: { authorization: null } } },
      { operationId: drop, status: 405, change: { method: 'PATCH' } },
    ],
    setUp: (world, given) => setUpVault(world, given, {}),
  }),
  defineState({
    name: 'a senhasegura client that has asked for too many tokens',
    api: 'senhasegura',
    description: 'The next access token is refused until the window ends.',
    params,
    enables: [{ operationId: token, status: 429 }],
    async setUp(world, given) {
      const outcome = await setUpVault(world, given, {})
      const { client_id: clientId } = outcome.params
      const { requests } = world.limits.senhaseguraTokens
      await createTokenLimiter(world).set(tokenLimitKey(String(clientId)), requests)
      return outcome
    },
  }),
  defineState({
    name: 'a senhasegura remote session that was dropped',
    api: 'senhasegura',
    description: 'The session has ended already.',
    params,
    enables: [{ operationId: drop, status: 500 }],
    setUp: (world, given) => setUpVault(world, given, { session: 'dropped' }),
  }),
  defineState({
    name: 'a senhasegura remote session that does not exist',
    api: 'senhasegura',
    description: 'Nothing has the session id.',
    params,
    enables: [{ operationId: drop, status: 500 }],
    setUp: (world, given) => setUpVault(world, given, { session: 'missing' }),
  }),
  defineState({
    name: 'a senhasegura remote session whose proxy refuses to end it',
    api: 'senhasegura',
    description: 'The proxy that carries the session answers with a failure.',
    params,
    enables: [{ operationId: drop, status: 500 }],
    setUp: (world, given) => setUpVault(world, given, { session: 'refuses' }),
  }),
  defineState({
    name: 'a senhasegura remote session whose proxy stays silent',
    api: 'senhasegura',
    description: 'The proxy that carries the session does not answer in time.',
    params,
    enables: [{ operationId: drop, status: 504 }],
    setUp: (world, given) => setUpVault(world, given, { session: 'stays-silent' }),
  }),
  defineState({
    name: 'a senhasegura client without permission',
    api: 'senhasegura',
    description: 'The application may call, but not end sessions.',
    params,
    enables: [{ operationId: drop, status: 500 }],
    setUp: (world, given) => setUpVault(world, given, { permissions: ['session:list'] }),
  }),
  defineState({
    name: 'a senhasegura client that is disabled',
    api: 'senhasegura',
    description: 'The administrator has withdrawn the application; its token is refused too.',
    params,
    enables: [
      { operationId: token, status: 401 },
      { operationId: drop, status: 401 },
    ],
    setUp: (world, given) => setUpVault(world, given, { clientDisabled: true }),
  }),
  defineState({
    name: 'a senhasegura access token that has expired',
    api: 'senhasegura',
    description: 'The token was good until a second ago.',
    params,
    enables: [{ operationId: drop, status: 401 }],
    setUp: (world, given) => setUpVault(world, given, { tokenExpired: true }),
  }),
  defineState({
    name: 'a senhasegura vault that fails',
    api: 'senhasegura',
    description: 'The store fails when it reads the application.',
    params,
    enables: [
      { operationId: token, status: 500 },
      { operationId: drop, status: 500 },
    ],
    setUp: (world, given) => setUpVault(world, given, { clientFault: 'damaged' }),
  }),
  defineState({
    name: 'a senhasegura vault that stays silent',
    api: 'senhasegura',
    description: 'Reading the application takes longer than the gateway waits.',
    params,
    enables: [
      { operationId: token, status: 504 },
      { operationId: drop, status: 504 },
    ],
    setUp: (world, given) => setUpVault(world, given, { clientFault: 'silent' }),
  }),
]
