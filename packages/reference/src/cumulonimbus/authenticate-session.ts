import { epochSeconds } from '../clock.ts'
import { refuseFaulty } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** Who calls Cumulonimbus. */
export interface CumulonimbusCaller {
  readonly userId: string
  readonly staff: boolean
  readonly banned: boolean
}

/** Finds the user whose session a token opens; there is none when the session is unknown, deleted or over. */
export async function authenticateSession(
  world: World,
  token: string,
): Promise<CumulonimbusCaller | undefined> {
  const row = await world.db
    .selectFrom('cumulonimbus_sessions')
    .innerJoin('cumulonimbus_users', 'cumulonimbus_users.id', 'cumulonimbus_sessions.user_id')
    .select(['cumulonimbus_users.id', 'staff', 'banned_at', 'fault'])
    .where('token_hash', '=', hashSecret(token))
    .where('exp', '>', epochSeconds(world.clock()))
    .executeTakeFirst()
  if (!row) return undefined
  refuseFaulty(row.fault, `user ${row.id}`)
  return { userId: row.id, staff: row.staff, banned: row.banned_at !== null }
}

/** Why a caller may not manage other users' sessions; a ban is told before a missing permission. */
export function refusalOf(caller: CumulonimbusCaller): 'banned' | 'permissions' | undefined {
  if (caller.banned) return 'banned'
  return caller.staff ? undefined : 'permissions'
}
