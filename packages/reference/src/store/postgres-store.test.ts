import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { findPostgres, postgresMissing, startPostgresCluster } from '../testing/postgres-cluster.ts'
import { openPostgresStore } from './postgres-store.ts'

describe('the store of a database', () => {
  it('says that a database does not answer, without user and password', async () => {
    const databaseUrl = 'postgres://anna:hunter2@127.0.0.1:9/nothing'
    const opening = openPostgresStore({ databaseUrl })
    await expect(opening).rejects.toMatchObject({
      code: 'E_DATABASE_UNREACHABLE',
      message: expect.stringContaining('postgres://127.0.0.1:9/nothing'),
    })
    await expect(opening).rejects.not.toMatchObject({
      message: expect.stringMatching(/anna|hunter2/),
    })
  })

  it.each(['nonsense', 'mysql://localhost/db', ''])(
    'refuses the address `%s`',
    async (databaseUrl) => {
      await expect(openPostgresStore({ databaseUrl })).rejects.toMatchObject({
        code: 'E_DATABASE_URL',
      })
    },
  )
})

const bin = findPostgres()

describe.skipIf(!bin)(`a database${bin ? '' : ` (skipped: ${postgresMissing})`}`, () => {
  it('is made ready by one of several replicas that start together', async () => {
    const cluster = await startPostgresCluster(bin ?? '')
    try {
      const databaseUrl = await cluster.createDatabase()
      const replicas = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore({ databaseUrl })))
      await Promise.all(replicas.map((replica) => replica.ping()))
      await Promise.all(replicas.map((replica) => replica.close()))
    } finally {
      await cluster.stop()
    }
  })

  it('may drop idle connections without harm', async () => {
    const cluster = await startPostgresCluster(bin ?? '')
    try {
      const databaseUrl = await cluster.createDatabase()
      const onConnectionLost = vi.fn()
      const store = await openPostgresStore({ databaseUrl, onConnectionLost })
      await store.ping()
      const other = await openPostgresStore({ databaseUrl })
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db)
      await vi.waitFor(() => expect(onConnectionLost).toHaveBeenCalled())
      await store.ping()
      await store.close()
      await other.close()
    } finally {
      await cluster.stop()
    }
  })

  it('is refused when a newer version made it', async () => {
    const cluster = await startPostgresCluster(bin ?? '')
    try {
      const databaseUrl = await cluster.createDatabase()
      const store = await openPostgresStore({ databaseUrl })
      await sql`insert into concordat_migrations values ('9999-future', '2099-01-01')`.execute(
        store.db,
      )
      await store.close()
      await expect(openPostgresStore({ databaseUrl })).rejects.toMatchObject({
        code: 'E_STORE_MIGRATION',
        message: expect.stringContaining('9999-future'),
      })
    } finally {
      await cluster.stop()
    }
  })
})
