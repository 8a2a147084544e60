import { type Kysely, type Migration, sql } from 'kysely'

/** Identities and their sessions; a disabled session stays. */
export const connhexIdentities: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('connhex_identities')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'timestamptz', (column) => column.notNull())
      .addColumn('fault', 'text', (column) =>
        column.check(sql`fault in ('damaged', 'silent', 'outdated')`),
      )
      .execute()
    await db.schema
      .createTable('connhex_sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('identity_id', 'text', (column) =>
        column.notNull().references('connhex_identities.id').onDelete('cascade'),
      )
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('active', 'boolean', (column) => column.notNull())
      .addColumn('authenticated_at', 'timestamptz', (column) => column.notNull())
      .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
      .addColumn('revoked_at', 'timestamptz')
      .execute()
    await db.schema
      .createIndex('connhex_sessions_identity')
      .on('connhex_sessions')
      .column('identity_id')
      .execute()
  },
}
