import { describe, expect, it } from 'vitest'
import { secondsAfter } from '../clock.ts'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import type { World } from '../world.ts'
import { accessTokenLifetime, authenticateAccessToken, issueAccessToken } from './access-tokens.ts'
import { dropSession, ProxySilent } from './drop-session.ts'
import { putClient, putRemoteSession } from './records.ts'

const credentials = { clientId: 'client', clientSecret: 'secret' }
const operator = { clientId: 'client', permissions: ['session:drop'] as const }

async function putOperator(world: World): Promise<void> {
  await putClient(world, { id: 'client', secret: 'secret', permissions: ['session:drop'] })
}

describeOnEachStore('senhasegura', (fixture) => {
  describe('dropping a remote session', () => {
    it('is final, and says who did it', async () => {
      const { world } = fixture()
      await putRemoteSession(world, { id: 'one' })
      await putRemoteSession(world, { id: 'two' })
      expect(await dropSession(world, operator, 'one')).toBe('dropped')
      expect(await dropSession(world, operator, 'one')).toBe('drop-failed')
      const rows = await world.db
        .selectFrom('senhasegura_remote_sessions')
        .select(['id', 'dropped_at', 'dropped_by'])
        .orderBy('id')
        .execute()
      expect(rows).toEqual([
        { id: 'one', dropped_at: world.clock(), dropped_by: 'client' },
        { id: 'two', dropped_at: null, dropped_by: null },
      ])
    })

    it('fails for a session that is unknown or whose proxy refuses', async () => {
      const { world } = fixture()
      await putRemoteSession(world, { id: 'stubborn', proxy: 'refuses' })
      for (const id of ['unknown', 'nul\u0000', '\udfff', 'stubborn']) {
        expect(await dropSession(world, operator, id)).toBe('drop-failed')
      }
    })

    it('fails in its own way when the proxy stays silent', async () => {
      const { world } = fixture()
      await putRemoteSession(world, { id: 'silent', proxy: 'stays-silent' })
      await expect(dropSession(world, operator, 'silent')).rejects.toBeInstanceOf(ProxySilent)
    })

    it('needs the permission, which is looked at before the session', async () => {
      const { world } = fixture()
      await putRemoteSession(world, { id: 'one' })
      const reader = { clientId: 'client', permissions: ['session:list'] as const }
      expect(await dropSession(world, reader, 'one')).toBe('not-authorized')
      expect(await dropSession(world, reader, 'unknown')).toBe('not-authorized')
      expect(await dropSession(world, operator, 'one')).toBe('dropped')
    })

    it('succeeds once, however many try at once', async () => {
      const { world } = fixture()
      await putRemoteSession(world, { id: 'one' })
      const outcomes = await Promise.all([1, 2, 3].map(() => dropSession(world, operator, 'one')))
      expect(outcomes.sort()).toEqual(['drop-failed', 'drop-failed', 'dropped'])
    })
  })

  describe('senhasegura access tokens', () => {
    it('are issued for the right secret only', async () => {
      const { world } = fixture()
      await putOperator(world)
      const wrong = [
        { ...credentials, clientSecret: 'Secret' },
        { ...credentials, clientSecret: '' },
        { ...credentials, clientId: 'nobody' },
        { clientId: 'nobody', clientSecret: '' },
        { ...credentials, clientId: 'client\u0000' },
      ]
      for (const each of wrong) expect(await issueAccessToken(world, each)).toBeUndefined()
      expect(await issueAccessToken(world, credentials)).toEqual({
        accessToken: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
        expiresIn: accessTokenLifetime,
      })
    })

    it('last an hour, several at a time', async () => {
      const { world } = fixture()
      await putOperator(world)
      const first = await issueAccessToken(world, credentials)
      world.wait(accessTokenLifetime - 1)
      const second = await issueAccessToken(world, credentials)
      const callers = () =>
        Promise.all(
          [first, second].map((t) => authenticateAccessToken(world, t?.accessToken ?? '')),
        )
      expect(await callers()).toEqual([operator, operator])
      world.wait(1)
      expect(await callers()).toEqual([undefined, operator])
    })

    it('grant what their client may still do', async () => {
      const { world } = fixture()
      await putOperator(world)
      const issued = await issueAccessToken(world, credentials)
      const caller = () => authenticateAccessToken(world, issued?.accessToken ?? '')
      const { db } = world
      await db
        .updateTable('senhasegura_clients')
        .set({ permissions: ['session:list'] })
        .execute()
      expect(await caller()).toEqual({ clientId: 'client', permissions: [] })
      await db.updateTable('senhasegura_clients').set({ disabled_at: world.clock() }).execute()
      expect(await caller()).toBeUndefined()
      expect(await issueAccessToken(world, credentials)).toBeUndefined()
    })

    it('are stored as hashes, and thrown away when they have expired', async () => {
      const { world } = fixture()
      await putOperator(world)
      const issued = await issueAccessToken(world, credentials)
      const rows = () => world.db.selectFrom('senhasegura_access_tokens').selectAll().execute()
      expect(JSON.stringify(await rows())).not.toContain(issued?.accessToken)
      world.wait(accessTokenLifetime)
      await issueAccessToken(world, credentials)
      expect(await rows()).toMatchObject([
        { expires_at: secondsAfter(world.clock(), accessTokenLifetime) },
      ])
    })
  })
})
