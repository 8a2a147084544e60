import { type EmbeddedStoreOptions, openDirectoryStore, openMemoryStore } from './pglite-store.ts'
import { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'
import type { Store } from './store.ts'

/**
 * Where the state lives: `memory`, a data directory, or a PostgreSQL database.
 *
 * @example
 * ```ts
 * import type { StoreLocation } from '@concordat/reference'
 * const inMemory: StoreLocation = { kind: 'memory' }
 * const onDisk: StoreLocation = { kind: 'directory', directory: '.concordat/reference' }
 * const shared: StoreLocation = { kind: 'postgres', databaseUrl: 'postgres://localhost/reference' }
 * ```
 */
export type StoreLocation =
  | ({ readonly kind: 'memory' } & EmbeddedStoreOptions)
  | ({ readonly kind: 'directory'; readonly directory: string } & EmbeddedStoreOptions)
  | ({ readonly kind: 'postgres' } & PostgresStoreOptions)

/** Opens a store and brings its tables up to date. */
export function openStore(location: StoreLocation): Promise<Store> {
  switch (location.kind) {
    case 'memory':
      return openMemoryStore(undefined, location)
    case 'directory':
      return openDirectoryStore(location.directory, location)
    case 'postgres':
      return openPostgresStore(location)
  }
}
