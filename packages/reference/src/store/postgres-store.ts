import { ConcordatError } from '@concordat/core'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import {
  createPostgresPool,
  type PostgresPoolOptions,
  requestTimeouts,
  startTimeouts,
  withoutStuckConnections,
} from './postgres-pool.ts'
import type { Store } from './store.ts'

/** What {@link openPostgresStore} needs to know. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, as `DATABASE_URL` gives it. */
  readonly databaseUrl: string
  /** Told when a connection breaks, idle or in use; the next query makes a new one. */
  readonly onConnectionLost?: (error: Error) => void
}

/**
 * Opens the store in a PostgreSQL database, which replicas may share.
 * @throws ConcordatError `E_DATABASE_URL`, `E_DATABASE_UNREACHABLE` or `E_STORE_MIGRATION`.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { databaseUrl } = options
  const location = describeDatabase(databaseUrl)
  const onConnectionLost = (error: Error) => options.onConnectionLost?.(error)
  await prepareTables({ databaseUrl, onConnectionLost, timeouts: startTimeouts, max: 1 }, location)
  const pool = createPostgresPool({ databaseUrl, onConnectionLost, timeouts: requestTimeouts })
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: withoutStuckConnections(pool) }),
  })
  return {
    db,
    kind: 'postgres',
    location,
    async ping() {
      await pool.query('select 1')
    },
    close: () => db.destroy(),
  }
}

/** Brings the tables up to date over a connection of its own, which may wait for other replicas longer than requests do. */
async function prepareTables(options: PostgresPoolOptions, location: string): Promise<void> {
  const pool = createPostgresPool(options)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    await reach(pool, location)
    await migrate(db)
  } finally {
    await db.destroy()
  }
}

async function reach(pool: pg.Pool, location: string): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (error) {
    throw new ConcordatError(
      'E_DATABASE_UNREACHABLE',
      `The database ${location} does not answer: ${reasonOf(error)}. Check DATABASE_URL and that PostgreSQL runs.`,
      { cause: error },
    )
  }
}

/** A connection that fails on every address of a host throws an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

/** The address of a database as it may be shown: without user and password. */
function describeDatabase(databaseUrl: string): string {
  let url: URL
  try {
    url = new URL(databaseUrl)
  } catch {
    throw invalidUrl()
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw invalidUrl()
  return `${url.protocol}//${url.host || url.searchParams.get('host') || 'localhost'}${url.pathname}`
}

function invalidUrl(): ConcordatError {
  return new ConcordatError(
    'E_DATABASE_URL',
    'DATABASE_URL is not the address of a PostgreSQL database. Write `postgres://user:password@host:port/database`.',
  )
}
