import { z } from 'zod'
import { secondsAfter } from '../clock.ts'
import { alphanumeric, crockford, newUuid, randomText } from '../entropy.ts'
import { chosenText, countOrList, listOf, storableText } from '../states/param-schemas.ts'
import { defineState, type EnabledAnswer, type StateOutcome } from '../states/provider-state.ts'
import { createRateLimiter } from '../store/rate-limit.ts'
import type { RecordFault } from '../store/record-fault.ts'
import type { World } from '../world.ts'
import { putAccount, putResidentialUser, putToken } from './records.ts'

const params = z
  .strictObject({
    accountId: chosenText("The account's id."),
    token: chosenText("The account's API token."),
    hashes: countOrList(storableText, 3).describe(
      "The account's users: how many, or their hashes.",
    ),
    foreignHashes: countOrList(storableText, 1).describe("Another account's users."),
    sessionsPerUser: z.int().min(0).max(100).default(2).describe('Running sessions of each user.'),
  })
  .prefault({})

type Params = z.output<typeof params>

/** What a variant of the situation changes. */
interface Variant {
  readonly tokenExpired?: true
  readonly tokenRevoked?: true
  readonly fault?: RecordFault
}

async function setUpAccount(world: World, given: Params, variant: Variant): Promise<StateOutcome> {
  const now = world.clock()
  const accountId = given.accountId ?? newUuid(world.entropy)
  const foreignAccountId = newUuid(world.entropy)
  const token = given.token ?? randomText(world.entropy, alphanumeric, 40)
  const hashes = listOf(given.hashes, () => makeHash(world))
  const foreignHashes = listOf(given.foreignHashes, () => makeHash(world))
  await putAccount(world, { id: accountId, fault: variant.fault })
  await putAccount(world, { id: foreignAccountId })
  await putToken(world, {
    accountId,
    token,
    expiresAt: variant.tokenExpired && secondsAfter(now, -1),
    revokedAt: variant.tokenRevoked && now,
  })
  const runningSessions = given.sessionsPerUser
  for (const each of hashes) {
    await putResidentialUser(world, { accountId, hash: each, runningSessions })
  }
  for (const each of foreignHashes) {
    await putResidentialUser(world, { accountId: foreignAccountId, hash: each, runningSessions })
  }
  await limiterOf(world).forget(accountId)
  return {
    credentials: { apiToken: token },
    params: {
      'X-HTTP-Method-Override': 'DELETE',
      residential_user_hashes: hashes,
      foreignHashes,
      accountId,
      foreignAccountId,
    },
  }
}

/** A hash as the service issues them: a ULID. */
function makeHash(world: World): string {
  return `01${randomText(world.entropy, crockford, 24)}`
}

function limiterOf(world: World) {
  return createRateLimiter(world.db, 'iproyal', world.limits.iproyal)
}

function everywhere(status: number, change?: EnabledAnswer['change']): EnabledAnswer[] {
  const operationIds = ['resetSessions', 'resetSessionsByOverride']
  return operationIds.map((operationId) => ({ operationId, status, ...(change && { change }) }))
}

/** The provider states of IPRoyal. */
export const iproyalStates = [
  defineState({
    name: 'an IPRoyal account with residential users',
    api: 'iproyal',
    description: 'An account has users with running sessions; another account has some too.',
    params,
    enables: [
      ...everywhere(200),
      ...everywhere(400, { body: { text: '{' } }),
      ...everywhere(401, { headers: { authorization: null } }),
      { operationId: 'resetSessions', status: 405, change: { method: 'PATCH' } },
      {
        operationId: 'resetSessionsByOverride',
        status: 405,
        change: { headers: { 'x-http-method-override': null } },
      },
      ...everywhere(413, { body: { bytes: 2 * 1024 * 1024 } }),
      ...everywhere(415, { headers: { 'content-type': 'text/plain' }, body: { text: 'hash1' } }),
      ...everywhere(422, { body: { json: {} } }),
    ],
    setUp: (world, given) => setUpAccount(world, given, {}),
  }),
  defineState({
    name: 'an IPRoyal token that has expired',
    api: 'iproyal',
    description: 'The token was good until a second ago.',
    params,
    enables: everywhere(401),
    setUp: (world, given) => setUpAccount(world, given, { tokenExpired: true }),
  }),
  defineState({
    name: 'an IPRoyal token that was revoked',
    api: 'iproyal',
    description: 'The token was withdrawn.',
    params,
    enables: everywhere(401),
    setUp: (world, given) => setUpAccount(world, given, { tokenRevoked: true }),
  }),
  defineState({
    name: 'an IPRoyal account that has used up the rate limit',
    api: 'iproyal',
    description: 'The account has sent as many requests as it may.',
    params,
    enables: everywhere(429),
    async setUp(world, given) {
      const outcome = await setUpAccount(world, given, {})
      const { accountId } = outcome.params
      await limiterOf(world).set(String(accountId), world.limits.iproyal.requests)
      return outcome
    },
  }),
  defineState({
    name: 'an IPRoyal account whose record is damaged',
    api: 'iproyal',
    description: 'The store fails when it reads the account.',
    params,
    enables: everywhere(500),
    setUp: (world, given) => setUpAccount(world, given, { fault: 'damaged' }),
  }),
]
