import type { RecordFault } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** An identity to put into the store. */
export interface IdentityRecord {
  readonly id: string
  readonly fault?: RecordFault | undefined
}

/** A session to put into the store. */
export interface SessionRecord {
  readonly id: string
  readonly identityId: string
  readonly token: string
  readonly expiresAt: Date
  /** Absent: it is active. */
  readonly revokedAt?: Date | undefined
}

/** Puts an identity into the store, in place of all that was under its id. */
export async function putIdentity(world: World, identity: IdentityRecord): Promise<void> {
  await world.db.deleteFrom('connhex_identities').where('id', '=', identity.id).execute()
  await world.db
    .insertInto('connhex_identities')
    .values({ id: identity.id, created_at: world.clock(), fault: identity.fault ?? null })
    .execute()
}

/** Puts a session into the store, in place of those with the same id or token. */
export async function putSession(world: World, session: SessionRecord): Promise<void> {
  const token_hash = hashSecret(session.token)
  await world.db
    .deleteFrom('connhex_sessions')
    .where((where) =>
      where.or([where('id', '=', session.id), where('token_hash', '=', token_hash)]),
    )
    .execute()
  await world.db
    .insertInto('connhex_sessions')
    .values({
      id: session.id,
      identity_id: session.identityId,
      token_hash,
      active: session.revokedAt === undefined,
      authenticated_at: world.clock(),
      expires_at: session.expiresAt,
      revoked_at: session.revokedAt ?? null,
    })
    .execute()
}
