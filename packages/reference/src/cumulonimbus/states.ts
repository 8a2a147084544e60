import { z } from 'zod'
import { epochSeconds } from '../clock.ts'
import { alphanumeric, randomText } from '../entropy.ts'
import { chosenText, chosenTime, countOrList, epoch, listOf } from '../states/param-schemas.ts'
import {
  defineState,
  type EnabledAnswer,
  type StateOutcome,
  StateRefused,
} from '../states/provider-state.ts'
import { createRateLimiter } from '../store/rate-limit.ts'
import type { RecordFault } from '../store/record-fault.ts'
import type { World } from '../world.ts'
import { deleteUser, putSession, putUser } from './records.ts'
import { bulkDeleteLimit } from './user-sessions.ts'

const userId = z
  .string()
  .regex(/^[0-9]{1,20}$/)
  .optional()

const sessionSpec = z.strictObject({
  iat: epoch.describe('When it begins; its id.'),
  exp: epoch.optional().describe('When it ends. 30 days after it began, when left out.'),
  name: chosenText('What its user calls it.'),
  token: chosenText('The token that opens it.'),
})

const params = z
  .strictObject({
    id: userId.describe('The user whose sessions are meant. Made up when left out.'),
    userName: chosenText("That user's name."),
    sessions: countOrList(sessionSpec, 2).describe("That user's sessions: how many, or which."),
    callerId: userId.describe('The user who calls. Made up when left out.'),
    callerName: chosenText('The name of the user who calls.'),
    token: chosenText("The caller's session token."),
    staff: z.boolean().default(true).describe('Whether the caller is staff.'),
    banned: z.boolean().default(false).describe('Whether the caller is banned.'),
    tokenIat: epoch.optional().describe("When the caller's session began, in seconds."),
    tokenExp: epoch.optional().describe("When the caller's session ends, in seconds."),
    bannedAt: chosenTime('When the caller was banned, if at all.'),
  })
  .prefault({})

type Params = z.output<typeof params>
type SessionSpec = z.output<typeof sessionSpec>

/** What a variant of the situation changes. */
interface Variant {
  readonly staff?: false
  readonly banned?: true
  readonly expired?: true
  readonly userMissing?: true
  readonly callerFault?: RecordFault
}

const monthInSeconds = 30 * 24 * 60 * 60

async function setUpUsers(world: World, given: Params, variant: Variant): Promise<StateOutcome> {
  const now = epochSeconds(world.clock())
  const id = given.id ?? makeUserId(world)
  const callerId = given.callerId ?? makeUserId(world)
  if (variant.userMissing && id === callerId) {
    throw new StateRefused('The user who does not exist cannot be the one who calls.')
  }
  const token = given.token ?? randomText(world.entropy, alphanumeric, 48)
  const sessions = listOf<SessionSpec>(given.sessions, (index) => ({ iat: now - 60 * (index + 1) }))
  const banned = variant.banned ?? given.banned
  await putUser(world, {
    id: callerId,
    name: given.callerName ?? `caller ${callerId}`,
    staff: variant.staff ?? given.staff,
    bannedAt: banned ? (given.bannedAt ?? world.clock()) : undefined,
    fault: variant.callerFault,
  })
  if (variant.userMissing) await deleteUser(world, id)
  else if (id !== callerId) await putUser(world, { id, name: given.userName ?? `user ${id}` })
  for (const session of variant.userMissing ? [] : sessions) {
    await putSession(world, {
      userId: id,
      iat: session.iat,
      exp: session.exp ?? session.iat + monthInSeconds,
      name: session.name ?? `session ${session.iat}`,
      token: session.token ?? randomText(world.entropy, alphanumeric, 48),
    })
  }
  const iat = given.tokenIat ?? now - 1
  const exp = given.tokenExp ?? (variant.expired ? now - 1 : now + monthInSeconds)
  await putSession(world, { userId: callerId, iat, exp, name: "the caller's session", token })
  await limiterOf(world).forget(callerId)
  const ids = sessions.map((session) => String(session.iat))
  return {
    credentials: { sessionToken: token },
    params: {
      id,
      sid: ids[0] ?? unknownSession(ids),
      sessions: ids.slice(0, bulkDeleteLimit),
      unknownSid: unknownSession([...ids, String(iat)]),
      count: variant.userMissing ? 0 : ids.length + (id === callerId ? 1 : 0),
      callerId,
    },
  }
}

function makeUserId(world: World): string {
  return `1${randomText(world.entropy, '0123456789', 11)}`
}

function unknownSession(known: readonly string[]): string {
  let iat = 1
  while (known.includes(String(iat))) iat += 1
  return String(iat)
}

function limiterOf(world: World) {
  return createRateLimiter(world.db, 'cumulonimbus', world.limits.cumulonimbus)
}

const operationIds = [
  'listUserSessions',
  'getUserSession',
  'deleteUserSession',
  'deleteUserSessions',
  'deleteAllUserSessions',
]

function everywhere(status: number, change?: EnabledAnswer['change']): EnabledAnswer[] {
  return operationIds.map((operationId) => ({ operationId, status, ...(change && { change }) }))
}

const unknownSid: EnabledAnswer['change'] = ({ params: { unknownSid } }) => ({
  path: { sid: String(unknownSid) },
})

const bulk = 'deleteUserSessions'

/** The provider states of Cumulonimbus. */
export const cumulonimbusStates = [
  defineState({
    name: 'a Cumulonimbus user with sessions',
    api: 'cumulonimbus',
    description: 'A user has some sessions, and a member of staff calls.',
    params,
    enables: [
      ...everywhere(200),
      ...everywhere(401, { headers: { authorization: null } }),
      ...everywhere(405, { method: 'PATCH' }),
      { operationId: 'listUserSessions', status: 400, change: { query: 'limit=51' } },
      { operationId: 'getUserSession', status: 404, change: unknownSid },
      { operationId: 'deleteUserSession', status: 404, change: unknownSid },
      { operationId: bulk, status: 400, change: { body: { json: {} } } },
      { operationId: bulk, status: 413, change: { body: { bytes: 2 * 1024 * 1024 } } },
      {
        operationId: bulk,
        status: 415,
        change: { headers: { 'content-type': 'text/plain' }, body: { text: 'sessions' } },
      },
    ],
    setUp: (world, given) => setUpUsers(world, given, {}),
  }),
  defineState({
    name: 'a Cumulonimbus caller who is banned',
    api: 'cumulonimbus',
    description: 'The caller is staff and banned.',
    params,
    enables: everywhere(403),
    setUp: (world, given) => setUpUsers(world, given, { banned: true }),
  }),
  defineState({
    name: 'a Cumulonimbus caller who is not staff',
    api: 'cumulonimbus',
    description: 'The caller is signed in, but may not manage sessions.',
    params,
    enables: everywhere(403),
    setUp: (world, given) => setUpUsers(world, given, { staff: false }),
  }),
  defineState({
    name: 'a Cumulonimbus caller whose session has expired',
    api: 'cumulonimbus',
    description: 'The caller is staff, but the session that calls is over.',
    params,
    enables: everywhere(401),
    setUp: (world, given) => setUpUsers(world, given, { expired: true }),
  }),
  defineState({
    name: 'a Cumulonimbus user who does not exist',
    api: 'cumulonimbus',
    description: 'A member of staff calls, and nobody has the user id.',
    params,
    enables: everywhere(404),
    setUp: (world, given) => setUpUsers(world, given, { userMissing: true }),
  }),
  defineState({
    name: 'a Cumulonimbus caller who has used up the rate limit',
    api: 'cumulonimbus',
    description: 'The caller is staff and has sent as many requests as allowed.',
    params,
    enables: everywhere(429),
    async setUp(world, given) {
      const outcome = await setUpUsers(world, given, {})
      const { callerId } = outcome.params
      await limiterOf(world).set(String(callerId), world.limits.cumulonimbus.requests)
      return outcome
    },
  }),
  defineState({
    name: 'a Cumulonimbus caller whose record is damaged',
    api: 'cumulonimbus',
    description: 'The caller is staff, and the store fails when it reads that record.',
    params,
    enables: everywhere(500),
    setUp: (world, given) => setUpUsers(world, given, { callerFault: 'damaged' }),
  }),
]
