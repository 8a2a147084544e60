import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import { openPostgresStore } from '../store/postgres-store.ts'
import type { Store } from '../store/store.ts'
import { openTestStore } from './open-test-store.ts'
import { findPostgres, postgresMissing, startPostgresCluster } from './postgres-cluster.ts'
import { createTestWorld, type TestWorld } from './test-world.ts'

/** Gives the running test its store, emptied, and a world over it. */
export interface StoreFixture {
  readonly store: Store
  readonly world: TestWorld
  /** Opens the same state once more, as another replica does. Only PostgreSQL can. */
  readonly openReplica?: () => Promise<Store>
}

/**
 * Describes a suite once for every engine. Where PostgreSQL is missing its half is skipped by name, and fails in
 * CI, so that nobody takes a skipped half for a passed one.
 */
export function describeOnEachStore(name: string, suite: (fixture: () => StoreFixture) => void) {
  describe(`${name} (PGlite)`, () => {
    suite(
      useStore(async () => {
        const store = await openTestStore()
        return { store, close: () => store.close() }
      }),
    )
  })
  const bin = findPostgres()
  if (bin) {
    describe(`${name} (PostgreSQL)`, () => {
      suite(
        useStore(async () => {
          const cluster = await startPostgresCluster(bin)
          const databaseUrl = await cluster.createDatabase()
          const openReplica = () => openPostgresStore({ databaseUrl })
          const store = await openReplica()
          const close = async () => {
            await store.close()
            await cluster.stop()
          }
          return { store, openReplica, close }
        }),
      )
    })
  } else if (process.env.CI) {
    it(`${name} (PostgreSQL)`, () => {
      throw new Error(`${postgresMissing}, and in CI it must be. Install it, or set PG_BIN.`)
    })
  } else {
    describe.skip(`${name} (PostgreSQL): skipped, ${postgresMissing}`, () => {
      it('runs on PostgreSQL', () => {})
    })
  }
}

interface OpenedStore {
  readonly store: Store
  readonly openReplica?: () => Promise<Store>
  close(): Promise<void>
}

function useStore(open: () => Promise<OpenedStore>): () => StoreFixture {
  let opened: OpenedStore | undefined
  let fixture: StoreFixture | undefined
  beforeAll(async () => {
    opened = await open()
  })
  beforeEach(async () => {
    if (!opened) throw new Error('the store did not open')
    await emptyEveryTable(opened.store)
    fixture = { ...opened, world: createTestWorld(opened.store) }
  })
  afterAll(async () => {
    await opened?.close()
  })
  return () => {
    if (!fixture) throw new Error('the fixture is there only while a test runs')
    return fixture
  }
}

async function emptyEveryTable({ db }: Store): Promise<void> {
  const tables = await db.introspection.getTables()
  const names = tables.map(({ name }) => name).filter((name) => !name.startsWith('concordat_'))
  await sql`truncate table ${sql.join(names.map((name) => sql.table(name)))} cascade`.execute(db)
}
