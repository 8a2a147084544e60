import { sql } from 'kysely'
import { isStorableText } from '../store/storable-text.ts'
import type { World } from '../world.ts'

/**
 * Ends the running proxy sessions of the given residential users, as far as they belong to the account; hashes of
 * others and hashes that nobody has are passed over. Answers how many sessions it ended: none, when repeated.
 */
export async function resetSessions(
  world: World,
  accountId: string,
  userHashes: readonly string[],
): Promise<number> {
  const hashes = userHashes.filter(isStorableText)
  const reset = await world.db
    .updateTable('iproyal_proxy_sessions')
    .set({ reset_at: world.clock() })
    .where('reset_at', 'is', null)
    .where('user_hash', 'in', (query) =>
      query
        .selectFrom('iproyal_residential_users')
        .select('hash')
        .where('account_id', '=', accountId)
        // One array, not one parameter each: a list may be longer than the 65,535 parameters of a statement.
        .where(sql<boolean>`hash = any(${hashes}::text[])`),
    )
    .returning('id')
    .execute()
  return reset.length
}
