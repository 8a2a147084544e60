import { Kysely, PostgresDialect } from 'kysely'
import type { Database } from '../database.ts'
import { migrate } from '../migrate.ts'
import { createPostgresPool, embeddedTimeouts, withoutStuckConnections } from '../postgres-pool.ts'
import type { Store } from '../store.ts'
import type { EmbeddedDatabase } from './embedded-database.ts'
import { EmbeddedStream } from './embedded-stream.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { startWithPatience } from './start-with-patience.ts'

/** How an embedded database is reached. */
export interface EmbeddedStoreSource {
  readonly location: string
  /** Starts the database; called again after it has ended. */
  readonly start: () => Promise<EmbeddedDatabase>
  readonly onConnectionLost?: ((error: Error) => void) | undefined
}

/**
 * Opens a store over an embedded database, through the same client as over a server: one connection, which all
 * statements and transactions take in turns, and which is the database's life.
 */
export async function openEmbeddedStore(source: EmbeddedStoreSource): Promise<Store> {
  const databases = oneAtATime(source.start)
  const start = startWithPatience(() => databases.start())
  const pool = createPostgresPool({
    databaseUrl: 'postgres://postgres@embedded/postgres',
    timeouts: embeddedTimeouts,
    max: 1,
    stream: () => new EmbeddedStream(start),
    onConnectionLost: (error) => source.onConnectionLost?.(error),
  })
  // A statement that is prepared once costs a third of one that is parsed each time.
  const prepared = withoutStuckConnections(pool, { prepares: true })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: prepared }) })
  const close = async () => {
    // The pool is closed as soon as it has let go of its connections, before these are.
    await db.destroy()
    await databases.ended()
  }
  try {
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  return {
    db,
    kind: 'pglite',
    location: source.location,
    async ping() {
      await pool.query('select 1')
    },
    close,
  }
}
