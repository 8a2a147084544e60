import { secondsAfter } from '../clock.ts'
import { alphanumeric, randomText } from '../entropy.ts'
import { refuseFaulty } from '../store/record-fault.ts'
import { hashSecret, isSecretOf } from '../store/secret-hash.ts'
import { isStorableText } from '../store/storable-text.ts'
import type { World } from '../world.ts'
import type { Permission } from './permission.ts'

/** An application that called with a valid access token. */
export interface SenhaseguraCaller {
  readonly clientId: string
  /** What the token grants and the client still has. */
  readonly permissions: readonly Permission[]
}

/** A token that was just issued; its text is told once and stored only as a hash. */
export interface IssuedToken {
  readonly accessToken: string
  readonly expiresIn: number
}

/** How long an access token lasts, in seconds, as the vendor's token endpoint answers it. */
export const accessTokenLifetime = 3600

/** Most tokens of one client at a time; a new one takes the place of the oldest. */
export const mostTokens = 1000

/** A client's name and secret. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Whether there is a client of this id. */
export async function isKnownClient({ db }: World, clientId: string): Promise<boolean> {
  if (!isStorableText(clientId)) return false
  const client = await db
    .selectFrom('senhasegura_clients')
    .select('id')
    .where('id', '=', clientId)
    .executeTakeFirst()
  return client !== undefined
}

/** Issues an access token with all permissions of the client; none for a wrong secret or a client that is unknown or disabled. */
export async function issueAccessToken(
  world: World,
  { clientId, clientSecret }: ClientCredentials,
): Promise<IssuedToken | undefined> {
  const client = isStorableText(clientId)
    ? await world.db
        .selectFrom('senhasegura_clients')
        .select(['id', 'secret_hash', 'permissions', 'disabled_at', 'fault'])
        .where('id', '=', clientId)
        .executeTakeFirst()
    : undefined
  // Compared also for an unknown client, so that the time of an answer does not tell which clients exist.
  const matches = isSecretOf(clientSecret, client?.secret_hash ?? hashSecret(''))
  if (!client || !matches || client.disabled_at !== null) return undefined
  refuseFaulty(client.fault, `client ${client.id}`)
  const now = world.clock()
  const accessToken = randomText(world.entropy, alphanumeric, 40)
  await world.db
    .deleteFrom('senhasegura_access_tokens')
    .where('client_id', '=', client.id)
    .where('expires_at', '<=', now)
    .execute()
  await world.db
    .insertInto('senhasegura_access_tokens')
    .values({
      token_hash: hashSecret(accessToken),
      client_id: client.id,
      scopes: client.permissions,
      issued_at: now,
      expires_at: secondsAfter(now, accessTokenLifetime),
    })
    .execute()
  await forgetOldest(world, client.id)
  return { accessToken, expiresIn: accessTokenLifetime }
}

/** So that a client that asks for a token before each request does not fill the store. */
async function forgetOldest({ db }: World, clientId: string): Promise<void> {
  const kept = db
    .selectFrom('senhasegura_access_tokens')
    .select('token_hash')
    .where('client_id', '=', clientId)
    .orderBy('issued_at', 'desc')
    .limit(mostTokens)
  await db
    .deleteFrom('senhasegura_access_tokens')
    .where('client_id', '=', clientId)
    .where('token_hash', 'not in', kept)
    .execute()
}

/** Finds the application of an access token; there is none for a token that is unknown or expired, or whose client is disabled. */
export async function authenticateAccessToken(
  world: World,
  accessToken: string,
): Promise<SenhaseguraCaller | undefined> {
  const row = await world.db
    .selectFrom('senhasegura_access_tokens')
    .innerJoin('senhasegura_clients', 'senhasegura_clients.id', 'client_id')
    .select(['client_id', 'scopes', 'permissions', 'fault'])
    .where('token_hash', '=', hashSecret(accessToken))
    .where('expires_at', '>', world.clock())
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  refuseFaulty(row.fault, `client ${row.client_id}`)
  const permissions = row.permissions.filter((permission) => row.scopes.includes(permission))
  return { clientId: row.client_id, permissions }
}
