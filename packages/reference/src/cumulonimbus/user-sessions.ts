import { sql } from 'kysely'
import type { CumulonimbusSessionRow } from '../store/database.ts'
import { isStorableText } from '../store/storable-text.ts'
import type { World } from '../world.ts'
import { readBulkSessionId, readSessionId } from './session-id.ts'

/** A session as Cumulonimbus shows it. */
export interface CumulonimbusSession {
  /** Seconds since 1970 at which it began; also its id. */
  readonly iat: number
  /** Seconds since 1970 at which it ends. */
  readonly exp: number
  /** Its user's id. */
  readonly sub: string
  readonly name: string
}

/** One page of a user's sessions, and how many there are in all. */
export interface SessionPage {
  readonly count: number
  readonly items: readonly CumulonimbusSession[]
}

/** The user that a request names is not there. */
interface InvalidUser {
  readonly kind: 'invalid-user'
}

const invalidUser: InvalidUser = { kind: 'invalid-user' }

/** Most entries of one bulk deletion, unknown and repeated ones counted. */
export const bulkDeleteLimit = 50

/** Lists a user's sessions, newest first. */
export function listSessions(
  world: World,
  userId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly kind: 'listed'; readonly page: SessionPage } | InvalidUser> {
  return withUser(world, userId, () =>
    // One snapshot, so that the count is that of the list even while sessions come and go.
    world.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const { count } = await db
          .selectFrom('cumulonimbus_sessions')
          .select(sql<number>`count(*)`.as('count'))
          .where('user_id', '=', userId)
          .executeTakeFirstOrThrow()
        const rows = await db
          .selectFrom('cumulonimbus_sessions')
          .select(['user_id', 'iat', 'exp', 'name'])
          .where('user_id', '=', userId)
          .orderBy('iat', 'desc')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        return { kind: 'listed', page: { count, items: rows.map(shown) } }
      }),
  )
}

/** Finds one session of a user. */
export function getSession(
  world: World,
  userId: string,
  sessionId: string,
): Promise<
  | { readonly kind: 'found'; readonly session: CumulonimbusSession }
  | { readonly kind: 'session-missing' }
  | InvalidUser
> {
  return withUser(world, userId, async () => {
    const iat = readSessionId(sessionId)
    if (iat === undefined) return { kind: 'session-missing' }
    const row = await world.db
      .selectFrom('cumulonimbus_sessions')
      .select(['user_id', 'iat', 'exp', 'name'])
      .where('user_id', '=', userId)
      .where('iat', '=', iat)
      .executeTakeFirst()
    return row ? { kind: 'found', session: shown(row) } : { kind: 'session-missing' }
  })
}

/** Deletes one session of a user and answers what it was. */
export function deleteSession(
  world: World,
  userId: string,
  sessionId: string,
): Promise<
  | { readonly kind: 'deleted'; readonly session: CumulonimbusSession }
  | { readonly kind: 'session-missing' }
  | InvalidUser
> {
  return withUser(world, userId, async () => {
    const iat = readSessionId(sessionId)
    if (iat === undefined) return { kind: 'session-missing' }
    const row = await world.db
      .deleteFrom('cumulonimbus_sessions')
      .where('user_id', '=', userId)
      .where('iat', '=', iat)
      .returning(['user_id', 'iat', 'exp', 'name'])
      .executeTakeFirst()
    return row ? { kind: 'deleted', session: shown(row) } : { kind: 'session-missing' }
  })
}

/** Deletes the sessions of a user that are named, each once; ids that name none are passed over. */
export function deleteSessions(
  world: World,
  userId: string,
  sessionIds: readonly string[],
): Promise<
  { readonly kind: 'deleted'; readonly count: number } | { readonly kind: 'too-many' } | InvalidUser
> {
  return withUser(world, userId, async () => {
    if (sessionIds.length > bulkDeleteLimit) return { kind: 'too-many' }
    const ids = sessionIds.map(readBulkSessionId).filter((iat) => iat !== undefined)
    const deleted = await world.db
      .deleteFrom('cumulonimbus_sessions')
      .where('user_id', '=', userId)
      .where(sql<boolean>`iat = any(${ids}::int8[])`)
      .returning('iat')
      .execute()
    return { kind: 'deleted', count: deleted.length }
  })
}

/** Deletes every session of a user. */
export function deleteAllSessions(
  world: World,
  userId: string,
): Promise<{ readonly kind: 'deleted'; readonly count: number } | InvalidUser> {
  return withUser(world, userId, async () => {
    const deleted = await world.db
      .deleteFrom('cumulonimbus_sessions')
      .where('user_id', '=', userId)
      .returning('iat')
      .execute()
    return { kind: 'deleted', count: deleted.length }
  })
}

/** Works on a user's sessions, when there is such a user. */
async function withUser<Outcome>(
  world: World,
  userId: string,
  work: () => Promise<Outcome>,
): Promise<Outcome | InvalidUser> {
  if (!isStorableText(userId)) return invalidUser
  const user = await world.db
    .selectFrom('cumulonimbus_users')
    .select('id')
    .where('id', '=', userId)
    .executeTakeFirst()
  return user ? work() : invalidUser
}

function shown(
  row: Pick<CumulonimbusSessionRow, 'user_id' | 'iat' | 'exp' | 'name'>,
): CumulonimbusSession {
  return { iat: row.iat, exp: row.exp, sub: row.user_id, name: row.name }
}
