import { refuseFaulty } from '../store/record-fault.ts'
import { hashSecret } from '../store/secret-hash.ts'
import type { World } from '../world.ts'

/** Who calls IPRoyal's API: the account that a token belongs to. */
export interface IproyalCaller {
  readonly accountId: string
}

/** Finds the account of an API token; there is none for a token that is unknown, revoked or expired. */
export async function authenticateToken(
  world: World,
  token: string,
): Promise<IproyalCaller | undefined> {
  const row = await world.db
    .selectFrom('iproyal_tokens')
    .innerJoin('iproyal_accounts', 'iproyal_accounts.id', 'iproyal_tokens.account_id')
    .select(['iproyal_accounts.id', 'fault', 'expires_at', 'revoked_at'])
    .where('token_hash', '=', hashSecret(token))
    .executeTakeFirst()
  if (!row || row.revoked_at !== null) return undefined
  if (row.expires_at !== null && row.expires_at <= world.clock()) return undefined
  refuseFaulty(row.fault, `account ${row.id}`)
  return { accountId: row.id }
}
