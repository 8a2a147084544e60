import { expect, it } from 'vitest'
import { secondsAfter } from '../clock.ts'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import type { World } from '../world.ts'
import { authenticateSession, type ConnhexCaller } from './authenticate-session.ts'
import { putIdentity, putSession } from './records.ts'
import { revokeOtherSessions } from './revoke-other-sessions.ts'

async function putUser(world: World, identityId: string, tokens: readonly string[]): Promise<void> {
  await putIdentity(world, { id: identityId })
  for (const token of tokens) {
    const expiresAt = secondsAfter(world.clock(), 3600)
    await putSession(world, { id: `session-${token}`, identityId, token, expiresAt })
  }
}

async function callerOf(world: World, token: string): Promise<ConnhexCaller> {
  const caller = await authenticateSession(world, token)
  if (!caller) throw new Error(`nobody has the token ${token}`)
  return caller
}

describeOnEachStore('revoking other sessions', (fixture) => {
  it('revokes every other session of the user, keeps the rows, and counts them again the second time', async () => {
    const { world } = fixture()
    await putUser(world, 'anna', ['a', 'b', 'c'])
    await putUser(world, 'bert', ['d'])
    const caller = await callerOf(world, 'a')
    expect(await revokeOtherSessions(world, caller)).toEqual({ kind: 'revoked', count: 2 })
    expect(await revokeOtherSessions(world, caller)).toEqual({ kind: 'revoked', count: 2 })
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((t) => authenticateSession(world, t)))
    expect(found.map((each) => each?.identityId)).toEqual(['anna', undefined, undefined, 'bert'])
    const rows = await world.db.selectFrom('connhex_sessions').select(['id', 'active']).execute()
    expect(rows).toHaveLength(4)
    expect(rows.filter(({ active }) => !active)).toHaveLength(2)
  })

  it('counts also sessions that have expired and those that were revoked before, as Kratos does', async () => {
    const { world } = fixture()
    await putUser(world, 'anna', ['a', 'b'])
    const now = world.clock()
    const old = { identityId: 'anna', expiresAt: secondsAfter(now, -1) }
    await putSession(world, { ...old, id: 'expired', token: 'x' })
    await putSession(world, {
      id: 'revoked',
      identityId: 'anna',
      token: 'y',
      expiresAt: secondsAfter(now, 60),
      revokedAt: now,
    })
    expect(await revokeOtherSessions(world, await callerOf(world, 'a'))).toEqual({
      kind: 'revoked',
      count: 3,
    })
  })

  it('leaves exactly one session when all of them do it at once', async () => {
    const { world } = fixture()
    const tokens = ['a', 'b', 'c', 'd', 'e']
    await putUser(world, 'anna', tokens)
    const callers = await Promise.all(tokens.map((token) => callerOf(world, token)))
    const outcomes = await Promise.all(callers.map((each) => revokeOtherSessions(world, each)))
    expect(outcomes.filter(({ kind }) => kind === 'revoked')).toEqual([
      { kind: 'revoked', count: 4 },
    ])
    expect(outcomes.filter(({ kind }) => kind === 'caller-revoked')).toHaveLength(4)
    const found = await Promise.all(tokens.map((token) => authenticateSession(world, token)))
    expect(found.filter((each) => each !== undefined)).toHaveLength(1)
  })

  it('ends a session when its time is over', async () => {
    const { world } = fixture()
    await putUser(world, 'anna', ['a'])
    world.wait(3599)
    expect(await authenticateSession(world, 'a')).toBeDefined()
    world.wait(1)
    expect(await authenticateSession(world, 'a')).toBeUndefined()
  })

  it('refuses a user whose identity is outdated', async () => {
    const { world } = fixture()
    await putUser(world, 'anna', ['a', 'b'])
    await world.db.updateTable('connhex_identities').set({ fault: 'outdated' }).execute()
    expect(await revokeOtherSessions(world, await callerOf(world, 'a'))).toEqual({
      kind: 'invalid-identity',
    })
    expect(await authenticateSession(world, 'b')).toBeDefined()
  })
})
