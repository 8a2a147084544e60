import { type Kysely, type Migration, sql } from 'kysely'

/** Users and their sessions. `iat` counts seconds and is the session's id among those of its user. */
export const cumulonimbusUsers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('cumulonimbus_users')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('staff', 'boolean', (column) => column.notNull())
      .addColumn('banned_at', 'timestamptz')
      .addColumn('fault', 'text', (column) =>
        column.check(sql`fault in ('damaged', 'silent', 'outdated')`),
      )
      .execute()
    await db.schema
      .createTable('cumulonimbus_sessions')
      .addColumn('user_id', 'text', (column) =>
        column.notNull().references('cumulonimbus_users.id').onDelete('cascade'),
      )
      .addColumn('iat', 'int8', (column) => column.notNull())
      .addColumn('exp', 'int8', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addPrimaryKeyConstraint('cumulonimbus_sessions_key', ['user_id', 'iat'])
      .execute()
  },
}
