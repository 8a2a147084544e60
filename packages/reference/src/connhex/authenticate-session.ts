import { refuseFaulty } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** Who calls Connhex: an identity, through one of its sessions. */
export interface ConnhexCaller {
  readonly identityId: string
  readonly sessionId: string
  /** Whether the identity's record still satisfies its schema. */
  readonly identityIsValid: boolean
}

/** Finds the session of a token; there is none for a token that is unknown, or whose session is disabled or over. */
export async function authenticateSession(
  world: World,
  token: string,
): Promise<ConnhexCaller | undefined> {
  const row = await world.db
    .selectFrom('connhex_sessions')
    .innerJoin('connhex_identities', 'connhex_identities.id', 'connhex_sessions.identity_id')
    .select(['connhex_sessions.id', 'identity_id', 'fault'])
    .where('token_hash', '=', hashSecret(token))
    .where('active', '=', true)
    .where('expires_at', '>', world.clock())
    .executeTakeFirst()
  if (!row) return undefined
  refuseFaulty(row.fault, `identity ${row.identity_id}`)
  return {
    identityId: row.identity_id,
    sessionId: row.id,
    identityIsValid: row.fault !== 'outdated',
  }
}
