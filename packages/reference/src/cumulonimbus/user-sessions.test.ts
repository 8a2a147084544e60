import { describe, expect, it } from 'vitest'
import { epochSeconds } from '../clock.ts'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import type { World } from '../world.ts'
import { authenticateSession, refusalOf } from './authenticate-session.ts'
import { putSession, putUser } from './records.ts'
import {
  deleteAllSessions,
  deleteSession,
  deleteSessions,
  getSession,
  listSessions,
} from './user-sessions.ts'

async function putSessions(world: World, userId: string, iats: readonly number[]): Promise<void> {
  await putUser(world, { id: userId, name: `user ${userId}` })
  for (const iat of iats) {
    const token = `${userId}-${iat}`
    await putSession(world, { userId, iat, exp: iat + 60, name: `session ${iat}`, token })
  }
}

async function iatsOf(world: World, userId: string): Promise<number[]> {
  const outcome = await listSessions(world, userId, { limit: 50, offset: 0 })
  return outcome.kind === 'listed' ? outcome.page.items.map(({ iat }) => iat) : []
}

describeOnEachStore('Cumulonimbus', (fixture) => {
  describe("a user's sessions", () => {
    it('are listed newest first, a page at a time, with the count of all', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [30, 10, 50, 40, 20])
      await putSessions(world, '2', [60])
      const list = (limit: number, offset: number) => listSessions(world, '1', { limit, offset })
      expect(await list(2, 1)).toEqual({
        kind: 'listed',
        page: {
          count: 5,
          items: [
            { iat: 40, exp: 100, sub: '1', name: 'session 40' },
            { iat: 30, exp: 90, sub: '1', name: 'session 30' },
          ],
        },
      })
      expect(await list(50, 4)).toMatchObject({ page: { count: 5, items: [{ iat: 10 }] } })
      expect(await list(50, 2_147_483_647)).toEqual({
        kind: 'listed',
        page: { count: 5, items: [] },
      })
    })

    it('hold seconds beyond 2038', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [4_102_444_800])
      expect(await getSession(world, '1', '4102444800')).toEqual({
        kind: 'found',
        session: { iat: 4_102_444_800, exp: 4_102_444_860, sub: '1', name: 'session 4102444800' },
      })
    })

    it('belong to a user that must exist', async () => {
      const { world } = fixture()
      for (const userId of ['9', '', '1\u0000', '\ud800']) {
        const outcomes = await Promise.all([
          listSessions(world, userId, { limit: 50, offset: 0 }),
          getSession(world, userId, '1'),
          deleteSession(world, userId, '1'),
          deleteSessions(world, userId, ['1']),
          deleteAllSessions(world, userId),
        ])
        expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'invalid-user' })))
      }
    })

    it('are found by their number only, whatever its leading zeros', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [987654321])
      await putSessions(world, '2', [5])
      expect(await getSession(world, '1', '0987654321')).toMatchObject({ kind: 'found' })
      const wrong = [
        '5',
        'x',
        '',
        '987654321 ',
        '9.87654321e8',
        '99999999999999999999',
        '-1',
        '1\u0000',
      ]
      for (const id of wrong) {
        expect(await getSession(world, '1', id)).toEqual({ kind: 'session-missing' })
        expect(await deleteSession(world, '1', id)).toEqual({ kind: 'session-missing' })
      }
      expect(await iatsOf(world, '2')).toEqual([5])
    })

    it('are deleted one at a time, and answer what they were', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [1, 2])
      expect(await deleteSession(world, '1', '1')).toEqual({
        kind: 'deleted',
        session: { iat: 1, exp: 61, sub: '1', name: 'session 1' },
      })
      expect(await deleteSession(world, '1', '1')).toEqual({ kind: 'session-missing' })
      expect(await iatsOf(world, '1')).toEqual([2])
    })

    it('are deleted in bulk: each once, unknown ones ignored, only those of the user', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [1, 2, 3])
      await putSessions(world, '2', [9])
      const ids = ['1', '1', '02', '3', '9', 'nonsense', '77', '']
      expect(await deleteSessions(world, '1', ids)).toEqual({ kind: 'deleted', count: 2 })
      expect(await deleteSessions(world, '1', ids)).toEqual({ kind: 'deleted', count: 0 })
      expect(await deleteSessions(world, '1', [])).toEqual({ kind: 'deleted', count: 0 })
      expect([await iatsOf(world, '1'), await iatsOf(world, '2')]).toEqual([[2], [9]])
    })

    it('are deleted 50 at a time at most, unknown ids counted', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [1])
      const unknown = Array.from({ length: 50 }, (_, index) => `unknown ${index}`)
      expect(await deleteSessions(world, '1', ['1', ...unknown])).toEqual({ kind: 'too-many' })
      expect(await iatsOf(world, '1')).toEqual([1])
      expect(await deleteSessions(world, '1', ['1', ...unknown.slice(1)])).toEqual({
        kind: 'deleted',
        count: 1,
      })
    })

    it('are deleted all at once, those of others left alone', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [1, 2, 3])
      await putSessions(world, '2', [9])
      expect(await deleteAllSessions(world, '1')).toEqual({ kind: 'deleted', count: 3 })
      expect(await deleteAllSessions(world, '1')).toEqual({ kind: 'deleted', count: 0 })
      expect(await iatsOf(world, '2')).toEqual([9])
    })

    it('are each deleted by one of two callers that try at once', async () => {
      const { world } = fixture()
      await putSessions(world, '1', [1])
      const outcomes = await Promise.all([1, 2, 3].map(() => deleteSession(world, '1', '1')))
      expect(outcomes.filter(({ kind }) => kind === 'deleted')).toHaveLength(1)
    })
  })

  describe('a Cumulonimbus caller', () => {
    it('is known by a session that is neither over nor deleted', async () => {
      const { world } = fixture()
      await putUser(world, { id: '7', name: 'seven', staff: true })
      const iat = epochSeconds(world.clock())
      await putSession(world, { userId: '7', iat, exp: iat + 60, name: 'own', token: 'token' })
      const seven = { userId: '7', staff: true, banned: false }
      expect(await authenticateSession(world, 'token')).toEqual(seven)
      expect(await authenticateSession(world, 'Bearer token')).toBeUndefined()
      world.wait(59)
      expect(await authenticateSession(world, 'token')).toEqual(seven)
      world.wait(1)
      expect(await authenticateSession(world, 'token')).toBeUndefined()
      await putSession(world, { userId: '7', iat, exp: iat + 600, name: 'own', token: 'token' })
      expect(await authenticateSession(world, 'token')).toEqual(seven)
      await deleteSession(world, '7', String(iat))
      expect(await authenticateSession(world, 'token')).toBeUndefined()
    })

    it('is refused as banned before anything is said of permissions', () => {
      const caller = { userId: '7', staff: false, banned: false }
      expect(refusalOf(caller)).toBe('permissions')
      expect(refusalOf({ ...caller, banned: true })).toBe('banned')
      expect(refusalOf({ ...caller, staff: true, banned: true })).toBe('banned')
      expect(refusalOf({ ...caller, staff: true })).toBeUndefined()
    })
  })
})
