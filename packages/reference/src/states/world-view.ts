import type { World } from '../world.ts'

/** All that the store holds, without hashes of tokens and secrets, so that the effect of a request can be seen. */
export interface WorldView {
  readonly iproyal: unknown
  readonly connhex: unknown
  readonly cumulonimbus: unknown
  readonly senhasegura: unknown
}

/** Reads the whole store, ordered by ids. */
export async function viewWorld({ db }: World): Promise<WorldView> {
  return {
    iproyal: {
      residentialUsers: await db
        .selectFrom('iproyal_residential_users')
        .select(['hash', 'account_id as accountId'])
        .orderBy('hash')
        .execute(),
      proxySessions: await db
        .selectFrom('iproyal_proxy_sessions')
        .select(['id', 'user_hash as userHash', 'started_at as startedAt', 'reset_at as resetAt'])
        .orderBy('user_hash')
        .orderBy('id')
        .execute(),
    },
    connhex: {
      sessions: await db
        .selectFrom('connhex_sessions')
        .select(['id', 'identity_id as identityId', 'active', 'expires_at as expiresAt'])
        .select('revoked_at as revokedAt')
        .orderBy('identity_id')
        .orderBy('id')
        .execute(),
    },
    cumulonimbus: {
      users: await db
        .selectFrom('cumulonimbus_users')
        .select(['id', 'name', 'staff', 'banned_at as bannedAt'])
        .orderBy('id')
        .execute(),
      sessions: await db
        .selectFrom('cumulonimbus_sessions')
        .select(['user_id as sub', 'iat', 'exp', 'name'])
        .orderBy('user_id')
        .orderBy('iat')
        .execute(),
    },
    senhasegura: {
      remoteSessions: await db
        .selectFrom('senhasegura_remote_sessions')
        .select(['id', 'started_at as startedAt', 'dropped_at as droppedAt'])
        .select('dropped_by as droppedBy')
        .orderBy('id')
        .execute(),
    },
  }
}
