import { expect, it } from 'vitest'
import { deleteAllSessions } from '../cumulonimbus/user-sessions.ts'
import { viewWorld } from '../states/world-view.ts'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import { loadDemoWorld, resetDemoWorld } from './demo-world.ts'

/** Proxy sessions get ids of their own each time, and no caller ever sees them. */
function withoutProxySessionIds(view: object): unknown {
  return JSON.parse(
    JSON.stringify(view, (_, value) => (value?.userHash ? { ...value, id: undefined } : value)),
  )
}

describeOnEachStore('the demo world', (fixture) => {
  it('is loaded once, and then left as callers made it', async () => {
    const { world } = fixture()
    expect(await loadDemoWorld(world)).toBe(true)
    await deleteAllSessions(world, '1234567890')
    const changed = await viewWorld(world)
    expect(await loadDemoWorld(world)).toBe(false)
    expect(await viewWorld(world)).toEqual(changed)
  })

  it('can be made as it was at first', async () => {
    const { world } = fixture()
    await resetDemoWorld(world)
    const before = withoutProxySessionIds(await viewWorld(world))
    await deleteAllSessions(world, '1234567890')
    expect(withoutProxySessionIds(await viewWorld(world))).not.toEqual(before)
    await resetDemoWorld(world)
    expect(withoutProxySessionIds(await viewWorld(world))).toEqual(before)
    expect(await loadDemoWorld(world)).toBe(false)
  })
})
