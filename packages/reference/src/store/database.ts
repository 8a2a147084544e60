import type { Permission } from '../senhasegura/permission.ts'
import type { RecordFault } from './record-fault.ts'

/** The tables of the store, as the migrations beside this file make them. */
export interface Database {
  iproyal_accounts: IproyalAccountRow
  iproyal_tokens: IproyalTokenRow
  iproyal_residential_users: IproyalResidentialUserRow
  iproyal_proxy_sessions: IproyalProxySessionRow
  connhex_identities: ConnhexIdentityRow
  connhex_sessions: ConnhexSessionRow
  cumulonimbus_users: CumulonimbusUserRow
  cumulonimbus_sessions: CumulonimbusSessionRow
  senhasegura_clients: SenhaseguraClientRow
  senhasegura_access_tokens: SenhaseguraAccessTokenRow
  senhasegura_remote_sessions: SenhaseguraRemoteSessionRow
  rate_limits: RateLimitRow
  loaded_worlds: LoadedWorldRow
}

/** A record that a provider state can mark as faulty. */
interface Faultable {
  fault: RecordFault | null
}

export interface IproyalAccountRow extends Faultable {
  id: string
  created_at: Date
}

export interface IproyalTokenRow {
  token_hash: string
  account_id: string
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}

export interface IproyalResidentialUserRow {
  hash: string
  account_id: string
}

/** A sticky proxy session; a reset ends it, and the row remains. */
export interface IproyalProxySessionRow {
  id: string
  user_hash: string
  started_at: Date
  reset_at: Date | null
}

export interface ConnhexIdentityRow extends Faultable {
  id: string
  created_at: Date
}

/** A login; disabling it keeps the row. */
export interface ConnhexSessionRow {
  id: string
  identity_id: string
  token_hash: string
  active: boolean
  authenticated_at: Date
  expires_at: Date
  revoked_at: Date | null
}

export interface CumulonimbusUserRow extends Faultable {
  id: string
  name: string
  staff: boolean
  banned_at: Date | null
}

/** A session: `iat` is its id among the sessions of its user. */
export interface CumulonimbusSessionRow {
  user_id: string
  iat: number
  exp: number
  name: string
  token_hash: string
}

export interface SenhaseguraClientRow extends Faultable {
  id: string
  secret_hash: string
  permissions: Permission[]
  disabled_at: Date | null
}

export interface SenhaseguraAccessTokenRow {
  token_hash: string
  client_id: string
  scopes: Permission[]
  issued_at: Date
  expires_at: Date
}

/** What the proxy that carries a remote session does when it is told to end it. */
export type ProxyBehaviour = 'obeys' | 'refuses' | 'stays-silent'

export interface SenhaseguraRemoteSessionRow {
  id: string
  proxy: ProxyBehaviour
  started_at: Date
  dropped_at: Date | null
  dropped_by: string | null
}

export interface RateLimitRow {
  key: string
  points: number
  /** Milliseconds since 1970; null: never. */
  expire: number | null
}

/** Which prepared worlds were put into this store, so that a restart leaves them as they are. */
export interface LoadedWorldRow {
  name: string
  loaded_at: Date
}
