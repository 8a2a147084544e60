import type { ProxyBehaviour } from '../store/database.ts'
import type { RecordFault } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'
import type { Permission } from './permission.ts'

/** An application to put into the store. */
export interface ClientRecord {
  readonly id: string
  readonly secret: string
  readonly permissions: readonly Permission[]
  readonly disabledAt?: Date | undefined
  readonly fault?: RecordFault | undefined
}

/** An access token to put into the store. */
export interface AccessTokenRecord {
  readonly clientId: string
  readonly accessToken: string
  readonly scopes: readonly Permission[]
  readonly expiresAt: Date
}

/** A remote session to put into the store. */
export interface RemoteSessionRecord {
  readonly id: string
  readonly proxy?: ProxyBehaviour | undefined
  readonly droppedAt?: Date | undefined
}

/** Puts an application into the store, in place of all that was under its id. */
export async function putClient(world: World, client: ClientRecord): Promise<void> {
  await world.db.deleteFrom('senhasegura_clients').where('id', '=', client.id).execute()
  await world.db
    .insertInto('senhasegura_clients')
    .values({
      id: client.id,
      secret_hash: hashSecret(client.secret),
      permissions: [...client.permissions],
      disabled_at: client.disabledAt ?? null,
      fault: client.fault ?? null,
    })
    .execute()
}

/** Puts an access token into the store; one with the same text then belongs to this application. */
export async function putAccessToken(world: World, token: AccessTokenRecord): Promise<void> {
  const row = {
    token_hash: hashSecret(token.accessToken),
    client_id: token.clientId,
    scopes: [...token.scopes],
    issued_at: world.clock(),
    expires_at: token.expiresAt,
  }
  await world.db
    .deleteFrom('senhasegura_access_tokens')
    .where('token_hash', '=', row.token_hash)
    .execute()
  await world.db.insertInto('senhasegura_access_tokens').values(row).execute()
}

/** Puts a remote session into the store, in place of the one with its id. */
export async function putRemoteSession(world: World, session: RemoteSessionRecord): Promise<void> {
  await deleteRemoteSession(world, session.id)
  await world.db
    .insertInto('senhasegura_remote_sessions')
    .values({
      id: session.id,
      proxy: session.proxy ?? 'obeys',
      started_at: world.clock(),
      dropped_at: session.droppedAt ?? null,
      dropped_by: null,
    })
    .execute()
}

/** Removes a remote session, if there is one. */
export async function deleteRemoteSession(world: World, sessionId: string): Promise<void> {
  await world.db.deleteFrom('senhasegura_remote_sessions').where('id', '=', sessionId).execute()
}
