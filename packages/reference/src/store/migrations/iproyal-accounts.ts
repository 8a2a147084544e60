import { type Kysely, type Migration, sql } from 'kysely'

/** Accounts with their tokens, residential users and proxy sessions. */
export const iproyalAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('iproyal_accounts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('fault', 'text', (column) =>
        column.check(sql`fault in ('damaged', 'silent', 'outdated')`),
      )
      .execute()
    await db.schema
      .createTable('iproyal_tokens')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('iproyal_accounts.id').onDelete('cascade'),
      )
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz')
      .addColumn('revoked_at', 'timestamptz')
      .execute()
    await db.schema
      .createTable('iproyal_residential_users')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('iproyal_accounts.id').onDelete('cascade'),
      )
      .execute()
    await db.schema
      .createTable('iproyal_proxy_sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user_hash', 'text', (column) =>
        column.notNull().references('iproyal_residential_users.hash').onDelete('cascade'),
      )
      .addColumn('started_at', 'timestamptz', (column) => column.notNull())
      .addColumn('reset_at', 'timestamptz')
      .execute()
    await db.schema
      .createIndex('iproyal_tokens_account')
      .on('iproyal_tokens')
      .column('account_id')
      .execute()
    await db.schema
      .createIndex('iproyal_residential_users_account')
      .on('iproyal_residential_users')
      .column('account_id')
      .execute()
    await db.schema
      .createIndex('iproyal_proxy_sessions_running')
      .on('iproyal_proxy_sessions')
      .column('user_hash')
      .where(sql<boolean>`reset_at is null`)
      .execute()
  },
}
