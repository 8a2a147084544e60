import type { VendorDemo } from '../demo/demo-api.ts'
import { createRateLimiter } from '../store/rate-limit.ts'
import { putSession, putUser } from './records.ts'

const userId = '1234567890'
const staffId = '1000000001'
const memberId = '1000000002'
const bannedId = '1000000003'

/** The first second of 2100: nothing of the demo world expires while anybody looks at it. */
const exp = 4102444800

/** The callers, each with a token; that of the staff is the one that the samples print. */
const callers = [
  { id: staffId, name: 'demo staff', token: 'token', staff: true },
  { id: memberId, name: 'demo member', token: 'demo-member-token' },
  { id: bannedId, name: 'demo banned', token: 'demo-banned-token', staff: true, banned: true },
]

/** Cumulonimbus's part of the demo world. */
export const cumulonimbusDemo: VendorDemo = {
  api: {
    credentials: { sessionToken: 'token' },
    params: { id: userId, sid: '1234567890', sessions: ['1234567890', '0987654321'] },
    more: { memberToken: 'demo-member-token', bannedToken: 'demo-banned-token' },
  },
  async load(world) {
    for (const { id, name, token, staff, banned } of callers) {
      await putUser(world, { id, name, staff, bannedAt: banned ? world.clock() : undefined })
      await putSession(world, { userId: id, iat: 1700000000, exp, name: 'demo', token })
    }
    await putUser(world, { id: userId, name: 'demo user' })
    const sessions = [
      { iat: 1234567890, name: 'Firefox on Linux', token: 'demo-user-token-1' },
      { iat: 987654321, name: 'ShareX', token: 'demo-user-token-2' },
    ]
    for (const session of sessions) await putSession(world, { ...session, userId, exp })
    const limiter = createRateLimiter(world.db, 'cumulonimbus', world.limits.cumulonimbus)
    for (const { id } of callers) await limiter.forget(id)
  },
}
