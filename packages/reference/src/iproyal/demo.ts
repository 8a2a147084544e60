import type { VendorDemo } from '../demo/demo-api.ts'
import { createRateLimiter } from '../store/rate-limit.ts'
import { putAccount, putResidentialUser, putToken } from './records.ts'

const accountId = 'demo-account'
const foreignAccountId = 'demo-other-account'
const token = 'demo-iproyal-token'

/** The hashes of the samples, and one as the service issues them. */
const hashes = ['hash1', 'hash2', 'hash3', '01H7YCG0R9GYY1YCPS2S4QA6WB']
const foreignHash = '01H7YCG0R9GYY1YCPS2S4QA6WC'

/** IPRoyal's part of the demo world. */
export const iproyalDemo: VendorDemo = {
  api: {
    credentials: { apiToken: token },
    params: {
      'X-HTTP-Method-Override': 'DELETE',
      residential_user_hashes: hashes.slice(0, 3),
    },
    more: { otherHash: hashes[3] ?? '', foreignHash },
  },
  async load(world) {
    await putAccount(world, { id: accountId })
    await putAccount(world, { id: foreignAccountId })
    await putToken(world, { accountId, token })
    for (const hash of hashes) {
      await putResidentialUser(world, { accountId, hash, runningSessions: 2 })
    }
    await putResidentialUser(world, {
      accountId: foreignAccountId,
      hash: foreignHash,
      runningSessions: 2,
    })
    await createRateLimiter(world.db, 'iproyal', world.limits.iproyal).forget(accountId)
  },
}
