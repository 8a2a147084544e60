import { isStorableText } from '../store/storable-text.ts'
import type { World } from '../world.ts'
import type { SenhaseguraCaller } from './access-tokens.ts'

/** What became of the wish to end a remote session. */
export type DropOutcome = 'dropped' | 'not-found' | 'not-authorized' | 'drop-failed' | 'timed-out'

/**
 * Ends a remote session for good. One that has ended already cannot be ended again, and of two callers that try
 * at once one succeeds.
 */
export async function dropSession(
  world: World,
  caller: SenhaseguraCaller,
  sessionId: string,
): Promise<DropOutcome> {
  if (!caller.permissions.includes('session:drop')) return 'not-authorized'
  if (!isStorableText(sessionId)) return 'not-found'
  const session = await world.db
    .selectFrom('senhasegura_remote_sessions')
    .select('proxy')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) return 'not-found'
  if (session.proxy === 'stays-silent') return 'timed-out'
  if (session.proxy === 'refuses') return 'drop-failed'
  const dropped = await world.db
    .updateTable('senhasegura_remote_sessions')
    .set({ dropped_at: world.clock(), dropped_by: caller.clientId })
    .where('id', '=', sessionId)
    .where('dropped_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return dropped ? 'dropped' : 'drop-failed'
}
