import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import { migrate } from './migrate.ts'

describeOnEachStore('a store', (fixture) => {
  it('answers a ping', async () => {
    await expect(fixture().store.ping()).resolves.toBeUndefined()
  })

  it('is migrated again without effect', async () => {
    const { store } = fixture()
    const before = await store.db.introspection.getTables()
    await migrate(store.db)
    expect(await store.db.introspection.getTables()).toEqual(before)
  })

  it('reads whole numbers beyond 32 bits as numbers', async () => {
    const { rows } = await sql`select 4102444800::int8 as n`.execute(fixture().store.db)
    expect(rows).toEqual([{ n: 4102444800 }])
  })

  it('refuses a whole number that a number cannot hold, rather than rounding it', async () => {
    const read = sql`select 9007199254740993::int8 as n`.execute(fixture().store.db)
    await expect(read).rejects.toThrow('9007199254740993')
  })

  it('rolls a failed transaction back whole', async () => {
    const { db } = fixture().store
    const failed = db.transaction().execute(async (inside) => {
      await inside
        .insertInto('cumulonimbus_users')
        .values({ id: '1', name: 'one', staff: false, banned_at: null, fault: null })
        .execute()
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await db.selectFrom('cumulonimbus_users').selectAll().execute()).toEqual([])
  })

  it('keeps transactions that run at once apart', async () => {
    const { db } = fixture().store
    const add = (id: string) =>
      db.transaction().execute(async (inside) => {
        const row = { id, name: id, staff: false, banned_at: null, fault: null }
        await inside.insertInto('cumulonimbus_users').values(row).execute()
        if (id === '2') throw new Error('only this one')
      })
    await Promise.allSettled(['1', '2', '3'].map(add))
    const rows = await db.selectFrom('cumulonimbus_users').select('id').orderBy('id').execute()
    expect(rows).toEqual([{ id: '1' }, { id: '3' }])
  })
})
