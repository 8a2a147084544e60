import { describe, expect, it } from 'vitest'
import { petServer } from '../testing/pet-server.ts'

describe('negotiation', () => {
  it.each([
    { accept: 'image/png', refuse: true, status: 406 },
    { accept: 'image/png', refuse: false, status: 200 },
    { accept: 'text/*', refuse: true, status: 200 },
    { accept: '*/*', refuse: true, status: 200 },
    { accept: 'application/json;q=0, text/plain;q=0', refuse: true, status: 406 },
  ])(
    'Accept: $accept is answered $status when refusing is $refuse',
    async ({ accept, refuse: refuseUnacceptable, status }) => {
      const response = await petServer({ refuseUnacceptable }).request('/pets/1', {
        headers: { accept },
      })
      expect(response.status).toBe(status)
    },
  )
})
