import { expect, it } from 'vitest'
import type { EmbeddedDatabase } from './embedded-database.ts'
import { oneAtATime } from './one-at-a-time.ts'

function fakeDatabase() {
  let end = (): void => {}
  const ended = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined)
  })
  const database: EmbeddedDatabase = {
    exchange: async (bytes) => bytes,
    close: async () => {},
    kill: () => {},
    ended,
  }
  return { database, end }
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve))

it('starts a database only when the one before has ended', async () => {
  const made: ReturnType<typeof fakeDatabase>[] = []
  const databases = oneAtATime(async () => {
    const fake = fakeDatabase()
    made.push(fake)
    return fake.database
  })
  const first = await databases.start()
  first.kill()
  const second = databases.start()
  await aMoment()
  expect(made).toHaveLength(1)
  made[0]?.end()
  await second
  expect(made).toHaveLength(2)
})

it('has ended when the last one has, and not when only its end was asked for', async () => {
  const { database, end } = fakeDatabase()
  const databases = oneAtATime(async () => database)
  await databases.start()
  let hasEnded = false
  const ended = databases.ended().then(() => {
    hasEnded = true
  })
  database.kill()
  await aMoment()
  expect(hasEnded).toBe(false)
  end()
  await ended
})

it('starts again after one that could not be started', async () => {
  let tries = 0
  const databases = oneAtATime(async () => {
    tries++
    if (tries === 1) throw new Error('no room')
    return fakeDatabase().database
  })
  await expect(databases.start()).rejects.toThrow('no room')
  await databases.start()
  expect(tries).toBe(2)
})
