import type { VendorDemo } from '../demo/demo-api.ts'
import { putClient, putRemoteSession } from './records.ts'

const clientId = 'demo-client'
const clientSecret = 'demo-secret'
const readerId = 'demo-reader'
const readerSecret = 'demo-reader-secret'

const sessionIds = [
  '5d41402abc4b2a76b9719d911017c592ae8ffad1',
  '7d793037a0760186574b0282f2f435e7c1e2b3a4',
  'e4da3b7fbbce2345d7772b0674a318d5f0a1b2c3',
]

/** senhasegura's part of the demo world. */
export const senhaseguraDemo: VendorDemo = {
  api: {
    // Tokens are short-lived: the token endpoint gives one for this id and secret.
    credentials: {},
    params: {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      session_id: sessionIds[0] ?? '',
    },
    more: {
      otherSessionIds: sessionIds.slice(1),
      clientWithoutPermission: { client_id: readerId, client_secret: readerSecret },
    },
  },
  async load(world) {
    await putClient(world, { id: clientId, secret: clientSecret, permissions: ['session:drop'] })
    await putClient(world, { id: readerId, secret: readerSecret, permissions: ['session:list'] })
    for (const id of sessionIds) await putRemoteSession(world, { id })
  },
}
