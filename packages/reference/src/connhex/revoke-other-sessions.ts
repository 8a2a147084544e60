import { sql } from 'kysely'
import { inTransaction, type World } from '../world.ts'
import type { ConnhexCaller } from './authenticate-session.ts'

/** What became of the wish to revoke one's other sessions. */
export type RevokeOutcome =
  | { readonly kind: 'revoked'; readonly count: number }
  | { readonly kind: 'caller-revoked' }
  | { readonly kind: 'invalid-identity' }

/**
 * Disables every other session of the caller's identity, keeps the rows, and counts them all, also those that were
 * inactive before, as Kratos does. Two sessions of one identity that do this at once take turns, and the later one finds
 * itself revoked: one of them always goes on.
 */
export async function revokeOtherSessions(
  world: World,
  caller: ConnhexCaller,
): Promise<RevokeOutcome> {
  if (!caller.identityIsValid) return { kind: 'invalid-identity' }
  return inTransaction(world, async ({ db, clock }) => {
    await db
      .selectFrom('connhex_identities')
      .select('id')
      .where('id', '=', caller.identityId)
      .forUpdate()
      .executeTakeFirst()
    const own = await db
      .selectFrom('connhex_sessions')
      .select('active')
      .where('id', '=', caller.sessionId)
      .executeTakeFirst()
    if (!own?.active) return { kind: 'caller-revoked' }
    const now = clock()
    const revoked = await db
      .updateTable('connhex_sessions')
      .set({ active: false, revoked_at: sql<Date>`coalesce(revoked_at, ${now})` })
      .where('identity_id', '=', caller.identityId)
      .where('id', '<>', caller.sessionId)
      .returning('id')
      .execute()
    return { kind: 'revoked', count: revoked.length }
  })
}
