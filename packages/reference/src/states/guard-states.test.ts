import { describe, expect, it } from 'vitest'
import { startReference } from '../start-reference.ts'
import { useReferenceApp } from '../testing/json-client.ts'
import { refuseExposedStates } from './guard-states.ts'

describe('provider states', () => {
  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.org', '127.0.0.1.example.org'])(
    'are not served on %s',
    async (host) => {
      const starting = startReference({ states: true, host, port: 0 })
      await expect(starting).rejects.toMatchObject({ code: 'E_STATES_EXPOSED' })
    },
  )

  it('are not served in production', () => {
    expect(() => refuseExposedStates('127.0.0.1', 'production')).toThrow(/production/)
    expect(() => refuseExposedStates('127.0.0.1', 'test')).not.toThrow()
  })

  const client = useReferenceApp()

  it.each([
    ['localhost:4010', 200],
    ['127.0.0.1', 200],
    ['[::1]:4010', 200],
    ['rebound.example.org:4010', 403],
    ['127.0.0.1.example.org', 403],
    ['localhost.example.org', 403],
  ])('answer a request to %s with %d', async (Host, status) => {
    const answer = await client.send('GET', '/_concordat/states', { headers: { Host } })
    expect(answer.status).toBe(status)
  })
})
