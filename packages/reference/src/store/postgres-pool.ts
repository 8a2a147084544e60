import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { parseSafeInteger } from './safe-integer.ts'

/** How long the database may take for what, in milliseconds. */
export interface PostgresTimeouts {
  /** For a connection, a queue for one included. */
  readonly connection: number
  /** For one statement. */
  readonly statement: number
  /** For a lock that somebody else holds. */
  readonly lock: number
}

/** What requests wait for at most: a table that is locked, or a database that hangs, costs them an error. */
export const requestTimeouts: PostgresTimeouts = {
  connection: 5_000,
  statement: 5_000,
  lock: 3_000,
}

/** What the start waits for at most, while another replica brings the tables up to date. */
export const startTimeouts: PostgresTimeouts = {
  connection: 5_000,
  statement: 60_000,
  lock: 60_000,
}

/** How much longer than the database itself this side waits for a statement to be given up. */
const graceMs = 1_000

/** Where an embedded database gets its time from: nothing can end a statement there but the end of the database. */
export const embeddedTimeouts: PostgresTimeouts = {
  connection: 60_000,
  statement: 15_000,
  lock: 15_000,
}

/** How a pool is made. */
export interface PostgresPoolOptions {
  readonly databaseUrl: string
  readonly timeouts: PostgresTimeouts
  /** @default 10 */
  readonly max?: number
  readonly onConnectionLost: (error: Error) => void
  /** What connections run over. @default a socket */
  readonly stream?: () => Duplex
}

/**
 * Makes a pool whose connections may break at any moment, idle or in use, without more harm than an error of the
 * statement that is under way.
 */
export function createPostgresPool(options: PostgresPoolOptions): pg.Pool {
  const { databaseUrl, timeouts, onConnectionLost } = options
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 10,
    connectionTimeoutMillis: timeouts.connection,
    statement_timeout: timeouts.statement,
    lock_timeout: timeouts.lock,
    idle_in_transaction_session_timeout: timeouts.statement * 2,
    query_timeout: timeouts.statement + graceMs,
    keepAlive: true,
    types: { getTypeParser },
    // What runs over something else than a socket is no server, and is not closed for being idle.
    ...(options.stream && { stream: options.stream, idleTimeoutMillis: 0 }),
  })
  // A broken connection is told twice: by the client itself, and, while it is idle, by the pool. Without a listener to
  // each of them the process would end.
  pool.on('connect', (client) => client.on('error', onConnectionLost))
  pool.on('error', () => {})
  return pool
}

/** The pool as Kysely takes it; a connection on which a statement got no answer in time is not used again. */
export function withoutStuckConnections(
  pool: pg.Pool,
  { prepares = false }: { readonly prepares?: boolean } = {},
): PostgresPool {
  const nameOf = prepares ? statementNames() : () => undefined
  return {
    connect: async () => {
      const client = await pool.connect()
      let isStuck = false
      const guarded = {
        async query(sql: string, parameters: readonly unknown[]) {
          try {
            const name = nameOf(sql)
            const values = [...parameters]
            return await client.query({ text: sql, values, ...(name !== undefined && { name }) })
          } catch (error) {
            isStuck ||= isUnanswered(error)
            throw error
          }
        },
        release: () => client.release(isStuck),
      }
      // Seam: Kysely's type also has cursors, which nothing here opens.
      return guarded as unknown as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}

/** Statements that are prepared; more different ones than these come from nowhere but a fault. */
const mostPrepared = 500

/** Names statements by their text, so that each connection prepares them once. */
function statementNames(): (sql: string) => string | undefined {
  const names = new Map<string, string>()
  return (sql) => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= mostPrepared) return known
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 32)
    names.set(sql, name)
    return name
  }
}

/** Whether this side gave up: the database's own errors have a code. */
function isUnanswered(error: unknown): boolean {
  return error instanceof Error && !('code' in error) && /timeout/i.test(error.message)
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.INT8 && format !== 'binary') return parseSafeInteger
  return pg.types.getTypeParser(oid, format)
}
