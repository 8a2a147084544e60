import { type Kysely, type Migration, sql } from 'kysely'

/** Applications of the vault, their access tokens, and the remote sessions they can end. */
export const senhaseguraClients: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('senhasegura_clients')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('secret_hash', 'text', (column) => column.notNull())
      .addColumn('permissions', sql`text[]`, (column) => column.notNull())
      .addColumn('disabled_at', 'timestamptz')
      .addColumn('fault', 'text', (column) =>
        column.check(sql`fault in ('damaged', 'silent', 'outdated')`),
      )
      .execute()
    await db.schema
      .createTable('senhasegura_access_tokens')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('client_id', 'text', (column) =>
        column.notNull().references('senhasegura_clients.id').onDelete('cascade'),
      )
      .addColumn('scopes', sql`text[]`, (column) => column.notNull())
      .addColumn('issued_at', 'timestamptz', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('senhasegura_remote_sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('proxy', 'text', (column) =>
        column.notNull().check(sql`proxy in ('obeys', 'refuses', 'stays-silent')`),
      )
      .addColumn('started_at', 'timestamptz', (column) => column.notNull())
      .addColumn('dropped_at', 'timestamptz')
      .addColumn('dropped_by', 'text')
      .execute()
    await db.schema
      .createIndex('senhasegura_access_tokens_client')
      .on('senhasegura_access_tokens')
      .columns(['client_id', 'expires_at'])
      .execute()
  },
}
