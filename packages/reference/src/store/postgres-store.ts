import { ConcordatError } from '@concordat/core'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { parseSafeInteger } from './safe-integer.ts'
import type { Store } from './store.ts'

/** What {@link openPostgresStore} needs to know. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, as `DATABASE_URL` gives it. */
  readonly databaseUrl: string
  /** Told when an idle connection breaks; the next query makes a new one. */
  readonly onConnectionLost?: (error: Error) => void
}

const connectionTimeoutMillis = 5_000

/**
 * Opens the store in a PostgreSQL database, which replicas may share.
 * @throws ConcordatError `E_DATABASE_URL`, `E_DATABASE_UNREACHABLE` or `E_STORE_MIGRATION`.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const location = describeDatabase(options.databaseUrl)
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    connectionTimeoutMillis,
    types: { getTypeParser },
  })
  // Without a listener the pool would end the whole process when the database restarts.
  pool.on('error', (error) => options.onConnectionLost?.(error))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    await reach(pool, location)
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
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

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.INT8 && format !== 'binary') return parseSafeInteger
  return pg.types.getTypeParser(oid, format)
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
