import type { Kysely, Migration } from 'kysely'

/** Remembers which prepared worlds the store was given. */
export const loadedWorlds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('loaded_worlds')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('loaded_at', 'timestamptz', (column) => column.notNull())
      .execute()
  },
}
