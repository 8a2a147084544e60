import { expect, it } from 'vitest'
import { describeOnEachStore } from '../testing/describe-on-each-store.ts'
import { setUpState } from './set-up-state.ts'
import { stateCatalogue } from './state-catalogue.ts'
import { viewWorld } from './world-view.ts'

function stateNamed(name: string) {
  const state = stateCatalogue.find((each) => each.name === name)
  if (!state) throw new Error(`no state ${name}`)
  return state
}

describeOnEachStore('provider states', (fixture) => {
  it('have names of their own', () => {
    const names = stateCatalogue.map((state) => state.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('are set up without params, and again', async () => {
    const { world } = fixture()
    for (const state of stateCatalogue) {
      for (const params of [undefined, {}, {}]) {
        const outcome = await setUpState(world, state, params)
        expect(outcome.state).toBe(state.name)
      }
    }
  })

  it('make the same world again from the same params', async () => {
    const { world } = fixture()
    const iat = 1_700_000_000
    const given: Readonly<Record<string, object>> = {
      'a Cumulonimbus user with sessions': {
        id: '5',
        callerId: '6',
        token: 'own',
        tokenIat: iat,
        tokenExp: iat * 2,
        sessions: [{ iat: 7, exp: 8, name: 'seven', token: 'seven' }],
      },
      'a Connhex user with sessions': {
        identityId: 'anna',
        sessionId: 'first',
        token: 'first',
        expiresAt: '2030-01-01T00:00:00+02:00',
        others: [{ id: 'second', token: 'second', expiresAt: '2030-01-01T00:00:00Z' }],
      },
      'a senhasegura client and a remote session': {
        client_id: 'client',
        client_secret: 'secret',
        accessToken: 'access',
        session_id: 'remote',
      },
    }
    for (const [name, params] of Object.entries(given)) {
      const first = await setUpState(world, stateNamed(name), params)
      const view = await viewWorld(world)
      expect(await setUpState(world, stateNamed(name), params)).toEqual(first)
      expect(await viewWorld(world)).toEqual(view)
    }
    expect(await viewWorld(world)).toMatchObject({
      cumulonimbus: {
        sessions: [
          { sub: '5', iat: 7, exp: 8, name: 'seven' },
          { sub: '6', iat },
        ],
      },
      connhex: {
        sessions: [
          { id: 'first', expiresAt: new Date('2029-12-31T22:00:00Z') },
          { id: 'second', expiresAt: new Date('2030-01-01T00:00:00Z') },
        ],
      },
      senhasegura: { remoteSessions: [{ id: 'remote', droppedAt: null }] },
    })
  })

  it('leave nothing behind when their params are refused', async () => {
    const { world } = fixture()
    const before = await viewWorld(world)
    const missing = stateNamed('a Cumulonimbus user who does not exist')
    const setUps = [
      setUpState(world, missing, { id: '5', callerId: '5' }),
      setUpState(world, missing, { id: 'five' }),
      setUpState(world, missing, { unknown: 1 }),
      setUpState(world, missing, { token: 'nul\u0000' }),
    ]
    const outcomes = await Promise.allSettled(setUps)
    expect(outcomes.map(({ status }) => status)).toEqual(setUps.map(() => 'rejected'))
    expect(await viewWorld(world)).toEqual(before)
  })
})
