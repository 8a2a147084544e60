import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

/** An open store with its tables up to date. */
export interface Store {
  readonly db: Kysely<Database>
  readonly kind: StoreKind
  /** Where it is, for people: a folder, `memory`, or the address of a database without its password. */
  readonly location: string
  /** Rejects when the store cannot answer now. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The engine under a store: PGlite inside this process, or a PostgreSQL server. */
export type StoreKind = 'pglite' | 'postgres'
