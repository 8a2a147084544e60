import { join } from 'node:path'
import { defineBench } from '../kit/bench.ts'
import { headers } from './mutants/headers.ts'
import { methods } from './mutants/methods.ts'
import { pagination } from './mutants/pagination.ts'
import { requests } from './mutants/requests.ts'
import { robustness } from './mutants/robustness.ts'
import { schema } from './mutants/schema.ts'
import { security } from './mutants/security.ts'
import { state } from './mutants/state.ts'
import { status } from './mutants/status.ts'
import { parcels } from './server.ts'
import { variations } from './variations.ts'

export const parcelsBench = defineBench({
  make: parcels,
  document: join(import.meta.dirname, 'openapi.yaml'),
  logins: {
    noor: { 'x-api-key': 'pk_71c9e04b52d8' },
    milo: { 'x-api-key': 'pk_2fa8b36d9c17' },
    'noor-session': { cookie: 'session=s3ss10nN00r8d7f' },
    courier: { 'x-api-key': 'pk_71c9e04b52d8', 'x-courier-token': 'ct_9b1f6e7730' },
  },
  callers: {
    auth: { key: 'pk_71c9e04b52d8', session: 's3ss10nN00r8d7f', courier: 'ct_9b1f6e7730' },
    identities: [
      {
        name: 'milo',
        auth: { key: 'pk_2fa8b36d9c17', session: 's3ss10nM1l04c2a', courier: 'ct_9b1f6e7730' },
      },
    ],
  },
  wrong: { schema, status, headers, requests, security, methods, state, robustness, pagination },
  variations,
})
