import type { RecordFault } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** A user to put into the store. */
export interface UserRecord {
  readonly id: string
  readonly name: string
  readonly staff?: boolean | undefined
  readonly bannedAt?: Date | undefined
  readonly fault?: RecordFault | undefined
}

/** A session to put into the store. */
export interface SessionRecord {
  readonly userId: string
  readonly iat: number
  readonly exp: number
  readonly name: string
  readonly token: string
}

/** Puts a user into the store, in place of all that was under the id. */
export async function putUser(world: World, user: UserRecord): Promise<void> {
  await deleteUser(world, user.id)
  await world.db
    .insertInto('cumulonimbus_users')
    .values({
      id: user.id,
      name: user.name,
      staff: user.staff ?? false,
      banned_at: user.bannedAt ?? null,
      fault: user.fault ?? null,
    })
    .execute()
}

/** Removes a user with all sessions, if there is one. */
export async function deleteUser(world: World, userId: string): Promise<void> {
  await world.db.deleteFrom('cumulonimbus_users').where('id', '=', userId).execute()
}

/** Puts a session into the store, in place of those with the same id or token. */
export async function putSession(world: World, session: SessionRecord): Promise<void> {
  const { userId, iat, exp, name } = session
  const token_hash = hashSecret(session.token)
  await world.db
    .deleteFrom('cumulonimbus_sessions')
    .where((where) =>
      where.or([
        where('token_hash', '=', token_hash),
        where.and([where('user_id', '=', userId), where('iat', '=', iat)]),
      ]),
    )
    .execute()
  await world.db
    .insertInto('cumulonimbus_sessions')
    .values({ user_id: userId, iat, exp, name, token_hash })
    .execute()
}
