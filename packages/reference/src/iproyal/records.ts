import { newUuid } from '../entropy.ts'
import type { RecordFault } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** An account to put into the store. */
export interface AccountRecord {
  readonly id: string
  readonly fault?: RecordFault | undefined
}

/** A token to put into the store. */
export interface TokenRecord {
  readonly accountId: string
  readonly token: string
  readonly expiresAt?: Date | undefined
  readonly revokedAt?: Date | undefined
}

/** A residential user with running proxy sessions, to put into the store. */
export interface ResidentialUserRecord {
  readonly accountId: string
  readonly hash: string
  readonly runningSessions: number
}

/** Puts an account into the store, in place of all that was under its id. */
export async function putAccount(world: World, account: AccountRecord): Promise<void> {
  await world.db.deleteFrom('iproyal_accounts').where('id', '=', account.id).execute()
  await world.db
    .insertInto('iproyal_accounts')
    .values({ id: account.id, created_at: world.clock(), fault: account.fault ?? null })
    .execute()
}

/** Puts a token into the store; one with the same text then belongs to this account. */
export async function putToken(world: World, token: TokenRecord): Promise<void> {
  const row = {
    token_hash: hashSecret(token.token),
    account_id: token.accountId,
    created_at: world.clock(),
    expires_at: token.expiresAt ?? null,
    revoked_at: token.revokedAt ?? null,
  }
  await world.db.deleteFrom('iproyal_tokens').where('token_hash', '=', row.token_hash).execute()
  await world.db.insertInto('iproyal_tokens').values(row).execute()
}

/** Puts a residential user into the store; one with the same hash then belongs to this account. */
export async function putResidentialUser(world: World, user: ResidentialUserRecord): Promise<void> {
  const { hash } = user
  await world.db.deleteFrom('iproyal_residential_users').where('hash', '=', hash).execute()
  await world.db
    .insertInto('iproyal_residential_users')
    .values({ hash, account_id: user.accountId })
    .execute()
  for (let made = 0; made < user.runningSessions; made += 1) {
    await world.db
      .insertInto('iproyal_proxy_sessions')
      .values({
        id: newUuid(world.entropy),
        user_hash: hash,
        started_at: world.clock(),
        reset_at: null,
      })
      .execute()
  }
}
