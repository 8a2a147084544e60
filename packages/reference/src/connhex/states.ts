import { z } from 'zod'
import { secondsAfter } from '../clock.ts'
import { alphanumeric, newUuid, randomText } from '../entropy.ts'
import { chosenText, chosenTime, countOrList, listOf } from '../states/param-schemas.ts'
import { defineState, type StateOutcome } from '../states/provider-state.ts'
import type { RecordFault } from '../store/record-fault.ts'
import type { World } from '../world.ts'
import { putIdentity, putSession } from './records.ts'

const sessionSpec = z.strictObject({
  id: chosenText("The session's id."),
  token: chosenText("The session's token."),
  expiresAt: chosenTime('When it ends. In a day, when left out.'),
  revoked: z.boolean().default(false).describe('Whether it was disabled before.'),
})

const params = z
  .strictObject({
    identityId: chosenText("The user's id."),
    sessionId: chosenText('The id of the session that calls.'),
    token: chosenText('The token of the session that calls.'),
    expiresAt: chosenTime('When the session that calls ends. In a day, when left out.'),
    others: countOrList(sessionSpec, 2).describe("The user's other sessions: how many, or which."),
  })
  .prefault({})

type Params = z.output<typeof params>
type SessionSpec = z.output<typeof sessionSpec>

/** What a variant of the situation changes. */
interface Variant {
  readonly expired?: true
  readonly revoked?: true
  readonly fault?: RecordFault
}

const dayInSeconds = 24 * 60 * 60

async function setUpUser(world: World, given: Params, variant: Variant): Promise<StateOutcome> {
  const now = world.clock()
  const tomorrow = secondsAfter(now, dayInSeconds)
  const identityId = given.identityId ?? newUuid(world.entropy)
  const token = given.token ?? makeToken(world)
  const sessionId = given.sessionId ?? newUuid(world.entropy)
  await putIdentity(world, { id: identityId, fault: variant.fault })
  await putSession(world, {
    id: sessionId,
    identityId,
    token,
    expiresAt: given.expiresAt ?? (variant.expired ? secondsAfter(now, -1) : tomorrow),
    revokedAt: variant.revoked && now,
  })
  const others = listOf<SessionSpec>(given.others, () => ({ revoked: false })).map((other) => ({
    identityId,
    id: other.id ?? newUuid(world.entropy),
    token: other.token ?? makeToken(world),
    expiresAt: other.expiresAt ?? tomorrow,
    revokedAt: other.revoked ? now : undefined,
  }))
  for (const other of others) await putSession(world, other)
  return {
    credentials: {
      sessionToken: token,
      sessionCookie: token,
      upstreamCookie: token,
      bearerToken: token,
    },
    params: {
      identityId,
      sessionId,
      otherSessionIds: others.map((other) => other.id),
      otherTokens: others.map((other) => other.token),
      count: others.length,
    },
  }
}

/** A token of the documented format. */
function makeToken(world: World): string {
  return randomText(world.entropy, alphanumeric, 32)
}

const operationId = 'disableMyOtherSessions'

/** The provider states of Connhex. */
export const connhexStates = [
  defineState({
    name: 'a Connhex user with sessions',
    api: 'connhex',
    description: 'A user is signed in here and elsewhere.',
    params,
    enables: [
      { operationId, status: 200 },
      { operationId, status: 401, change: { headers: { 'x-session-token': null } } },
      { operationId, status: 405, change: { method: 'PATCH' } },
    ],
    setUp: (world, given) => setUpUser(world, given, {}),
  }),
  defineState({
    name: 'a Connhex session that has expired',
    api: 'connhex',
    description: 'The session that calls is over.',
    params,
    enables: [{ operationId, status: 401 }],
    setUp: (world, given) => setUpUser(world, given, { expired: true }),
  }),
  defineState({
    name: 'a Connhex session that was revoked',
    api: 'connhex',
    description: 'The session that calls was disabled; its row is still there.',
    params,
    enables: [{ operationId, status: 401 }],
    setUp: (world, given) => setUpUser(world, given, { revoked: true }),
  }),
  defineState({
    name: 'a Connhex user whose identity breaks its schema',
    api: 'connhex',
    description: 'The rules for identities have changed since this one was stored.',
    params,
    enables: [{ operationId, status: 400 }],
    setUp: (world, given) => setUpUser(world, given, { fault: 'outdated' }),
  }),
  defineState({
    name: 'a Connhex user whose record is damaged',
    api: 'connhex',
    description: 'The store fails when it reads the user; the answer is 500.',
    params,
    enables: [{ operationId, status: 'default' }],
    setUp: (world, given) => setUpUser(world, given, { fault: 'damaged' }),
  }),
]
