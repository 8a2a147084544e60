import type { VendorDemo } from '../demo/demo-api.ts'
import { putIdentity, putSession } from './records.ts'

const identityId = '9f425a8d-7efc-4768-8f23-7647a74fdf13'

/** The documentation's example of a token, so that its samples work as they are. */
const token = 'MP2YWEMeM8MxjkGKpH4dqOQ4Q4DlSPaj'

const sessions = [
  { id: 'f38d9b1e-0f43-4f3a-9c4c-2a0d6d0d6d01', token },
  { id: 'f38d9b1e-0f43-4f3a-9c4c-2a0d6d0d6d02', token: 'Qm7TzL0aXw4RkYb2Ns9VdE6uHc1PfJgi' },
  { id: 'f38d9b1e-0f43-4f3a-9c4c-2a0d6d0d6d03', token: 'c5KpWn8ZrGy3BvTe7MxUa1LhQs6DjFoi' },
]

/** Connhex's part of the demo world. */
export const connhexDemo: VendorDemo = {
  api: {
    credentials: {
      sessionToken: token,
      sessionCookie: token,
      upstreamCookie: token,
      bearerToken: token,
    },
    params: {},
    more: { identityId, otherTokens: sessions.slice(1).map((session) => session.token) },
  },
  async load(world) {
    await putIdentity(world, { id: identityId })
    const expiresAt = new Date('2100-01-01T00:00:00Z')
    for (const session of sessions) await putSession(world, { ...session, identityId, expiresAt })
  },
}
