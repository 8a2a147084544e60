import { describe, expect, it } from 'vitest'
import { secondsAfter } from '../clock.ts'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import type { World } from '../world.ts'
import { authenticateToken } from './authenticate-token.ts'
import { putAccount, putResidentialUser, putToken } from './records.ts'
import { resetSessions } from './reset-sessions.ts'

/** Running sessions by user hash. */
async function runningSessions({ db }: World): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('iproyal_proxy_sessions')
    .select(['user_hash', 'reset_at'])
    .execute()
  const counts: Record<string, number> = {}
  for (const row of rows) {
    counts[row.user_hash] = (counts[row.user_hash] ?? 0) + (row.reset_at === null ? 1 : 0)
  }
  return counts
}

async function putTwoAccounts(world: World): Promise<void> {
  await putAccount(world, { id: 'ours' })
  await putAccount(world, { id: 'theirs' })
  for (const hash of ['a', 'b']) {
    await putResidentialUser(world, { accountId: 'ours', hash, runningSessions: 2 })
  }
  await putResidentialUser(world, { accountId: 'theirs', hash: 'c', runningSessions: 1 })
}

describeOnEachStore('IPRoyal', (fixture) => {
  describe('resetting sessions', () => {
    it('resets the sessions of the named users only', async () => {
      const { world } = fixture()
      await putTwoAccounts(world)
      expect(await resetSessions(world, 'ours', ['a'])).toBe(2)
      expect(await runningSessions(world)).toEqual({ a: 0, b: 2, c: 1 })
    })

    it('never touches foreign hashes, and passes over unknown ones', async () => {
      const { world } = fixture()
      await putTwoAccounts(world)
      expect(await resetSessions(world, 'ours', ['c', 'nobody', 'b'])).toBe(2)
      expect(await runningSessions(world)).toEqual({ a: 2, b: 0, c: 1 })
    })

    it('does nothing more when repeated, and keeps the time of the first reset', async () => {
      const { world } = fixture()
      await putTwoAccounts(world)
      await resetSessions(world, 'ours', ['a', 'a', 'b'])
      const times = () => world.db.selectFrom('iproyal_proxy_sessions').select('reset_at').execute()
      const before = await times()
      world.wait(60)
      expect(await resetSessions(world, 'ours', ['a', 'b'])).toBe(0)
      expect(await times()).toEqual(before)
    })

    it('takes hashes that PostgreSQL cannot store, more of them than a statement has parameters, and none', async () => {
      const { world } = fixture()
      await putTwoAccounts(world)
      const many = Array.from({ length: 70_000 }, (_, index) => `h${index}`)
      expect(
        await resetSessions(world, 'ours', [...many, 'a\u0000', '\ud800', '', '{"a"}', 'a']),
      ).toBe(2)
      expect(await resetSessions(world, 'ours', [])).toBe(0)
    })
  })

  describe('IPRoyal tokens', () => {
    it('are told apart: valid, unknown, expired, revoked', async () => {
      const { world } = fixture()
      await putAccount(world, { id: 'ours' })
      const now = world.clock()
      await putToken(world, { accountId: 'ours', token: 'valid' })
      await putToken(world, { accountId: 'ours', token: 'short', expiresAt: secondsAfter(now, 10) })
      await putToken(world, { accountId: 'ours', token: 'revoked', revokedAt: now })
      const callers = (tokens: string[]) =>
        Promise.all(tokens.map((token) => authenticateToken(world, token)))
      const ours = { accountId: 'ours' }
      expect(await callers(['valid', 'short', 'revoked', 'VALID', ''])).toEqual([
        ours,
        ours,
        undefined,
        undefined,
        undefined,
      ])
      world.wait(10)
      expect(await callers(['valid', 'short'])).toEqual([ours, undefined])
    })

    it('are stored as hashes', async () => {
      const { world } = fixture()
      await putAccount(world, { id: 'ours' })
      await putToken(world, { accountId: 'ours', token: 'very-secret' })
      const rows = await world.db.selectFrom('iproyal_tokens').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain('very-secret')
      expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/)
    })

    it('fail when their account is damaged', async () => {
      const { world } = fixture()
      await putAccount(world, { id: 'ours', fault: 'damaged' })
      await putToken(world, { accountId: 'ours', token: 'valid' })
      await expect(authenticateToken(world, 'valid')).rejects.toThrow('ours')
    })
  })
})
