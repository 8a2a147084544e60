import { afterEach, expect, it, vi } from 'vitest'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import { createRateLimiter } from './rate-limit.ts'

const limit = { requests: 3, seconds: 60 }

describeOnEachStore('a rate limiter', (fixture) => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('allows so many requests in a window, which the first one begins', async () => {
    // Only the date: the library reads it itself, and the store's own timers must go on.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') })
    const limiter = createRateLimiter(fixture().store.db, 'test', limit)
    const counts = async (times: number) => {
      const standings = []
      for (let made = 0; made < times; made += 1) standings.push(await limiter.count('anna'))
      return standings
    }
    expect(await counts(1)).toEqual([{ allowed: true, limit: 3, remaining: 2, resetsInMs: 60_000 }])
    vi.setSystemTime(new Date('2026-01-01T00:00:59.500Z'))
    expect(await counts(4)).toEqual([
      { allowed: true, limit: 3, remaining: 1, resetsInMs: 500 },
      { allowed: true, limit: 3, remaining: 0, resetsInMs: 500 },
      { allowed: false, limit: 3, remaining: 0, resetsInMs: 500 },
      { allowed: false, limit: 3, remaining: 0, resetsInMs: 500 },
    ])
    vi.setSystemTime(new Date('2026-01-01T00:01:00Z'))
    expect(await counts(1)).toEqual([{ allowed: true, limit: 3, remaining: 2, resetsInMs: 60_000 }])
  })

  it('counts callers, and names, apart', async () => {
    const { db } = fixture().store
    const limiter = createRateLimiter(db, 'test', { ...limit, requests: 1 })
    const other = createRateLimiter(db, 'other', { ...limit, requests: 1 })
    const standings = [
      await limiter.count('anna'),
      await limiter.count('bert'),
      await other.count('anna'),
      await limiter.count('anna'),
    ]
    expect(standings.map(({ allowed }) => allowed)).toEqual([true, true, true, false])
  })

  it('counts every one of many requests at once', async () => {
    const limiter = createRateLimiter(fixture().store.db, 'test', { requests: 10, seconds: 60 })
    const standings = await Promise.all(Array.from({ length: 25 }, () => limiter.count('anna')))
    expect(standings.filter(({ allowed }) => allowed)).toHaveLength(10)
  })

  it('is shared by replicas', async (test) => {
    const { store, openReplica } = fixture()
    if (!openReplica) return test.skip('PGlite lives in one process')
    const replica = await openReplica()
    try {
      const limiters = [store, replica].map(({ db }) => createRateLimiter(db, 'test', limit))
      const counted = limiters.flatMap((limiter) => [1, 2, 3].map(() => limiter.count('anna')))
      const standings = await Promise.all(counted)
      expect(standings.filter(({ allowed }) => allowed)).toHaveLength(3)
    } finally {
      await replica.close()
    }
  })

  it('can be set and forgotten', async () => {
    const limiter = createRateLimiter(fixture().store.db, 'test', limit)
    await limiter.set('anna', 3)
    expect(await limiter.count('anna')).toMatchObject({ allowed: false })
    await limiter.forget('anna')
    expect(await limiter.count('anna')).toMatchObject({ allowed: true, remaining: 2 })
  })
})
