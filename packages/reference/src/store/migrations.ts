import type { Migration } from 'kysely'
import { connhexIdentities } from './migrations/connhex-identities.ts'
import { cumulonimbusUsers } from './migrations/cumulonimbus-users.ts'
import { iproyalAccounts } from './migrations/iproyal-accounts.ts'
import { loadedWorlds } from './migrations/loaded-worlds.ts'
import { rateLimits } from './migrations/rate-limits.ts'
import { senhaseguraClients } from './migrations/senhasegura-clients.ts'

/** Every migration by its name, applied in this order. One that was released is never changed, only followed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-iproyal-accounts': iproyalAccounts,
  '0002-connhex-identities': connhexIdentities,
  '0003-cumulonimbus-users': cumulonimbusUsers,
  '0004-senhasegura-clients': senhaseguraClients,
  '0005-rate-limits': rateLimits,
  '0006-loaded-worlds': loadedWorlds,
}
