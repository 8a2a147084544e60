import { isStorableText } from '../store/storable-text.ts'
import type { World } from '../world.ts'
import type { SenhaseguraCaller } from './access-tokens.ts'

/** What became of the wish to end a remote session. */
export type DropOutcome = 'dropped' | 'not-authorized' | 'drop-failed'

/** The proxy that carries a remote session did not answer in time. */
export class ProxySilent extends Error {
  override readonly name = 'ProxySilent'
}

/**
 * Ends a remote session for good. One that is unknown or has ended already cannot be ended, and of two callers that
 * try at once one succeeds.
 * @throws ProxySilent
 */
export async function dropSession(
  world: World,
  caller: SenhaseguraCaller,
  sessionId: string,
): Promise<DropOutcome> {
  if (!caller.permissions.includes('session:drop')) return 'not-authorized'
  if (!isStorableText(sessionId)) return 'drop-failed'
  const session = await world.db
    .selectFrom('senhasegura_remote_sessions')
    .select('proxy')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (session?.proxy === 'stays-silent')
    throw new ProxySilent(`The proxy of ${sessionId} is silent.`)
  if (session?.proxy !== 'obeys') return 'drop-failed'
  const dropped = await world.db
    .updateTable('senhasegura_remote_sessions')
    .set({ dropped_at: world.clock(), dropped_by: caller.clientId })
    .where('id', '=', sessionId)
    .where('dropped_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return dropped ? 'dropped' : 'drop-failed'
}
