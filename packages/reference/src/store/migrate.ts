import { ConcordatError } from '@concordat/core'
import { type Kysely, Migrator } from 'kysely'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'

/**
 * Brings the tables up to date, in one transaction and under a lock, so that replicas may start together.
 * @throws ConcordatError `E_STORE_MIGRATION` when the store was made by a newer version, or a migration fails.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'concordat_migrations',
    migrationLockTableName: 'concordat_migration_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const reason = error instanceof Error ? error.message : String(error)
  throw new ConcordatError(
    'E_STORE_MIGRATION',
    `The store's tables could not be brought up to date: ${reason}. Use a store of its own, or the version that made this one.`,
    { cause: error },
  )
}
