import { join } from 'node:path'
import { defineBench } from '../kit/bench.ts'
import { fragile, lenient, lists } from './mutants/edges.ts'
import { headers } from './mutants/headers.ts'
import { methods } from './mutants/methods.ts'
import { pagination } from './mutants/pagination.ts'
import { refusals } from './mutants/refusals.ts'
import { requests } from './mutants/requests.ts'
import { robustness } from './mutants/robustness.ts'
import { schema } from './mutants/schema.ts'
import { security } from './mutants/security.ts'
import { state } from './mutants/state.ts'
import { status } from './mutants/status.ts'
import { hidden, values } from './mutants/values.ts'
import { library } from './server.ts'
import { tokens } from './state.ts'
import { variations } from './variations.ts'

export const libraryBench = defineBench({
  make: library,
  document: join(import.meta.dirname, 'openapi.yaml'),
  logins: Object.fromEntries(
    Object.entries(tokens).map(([token, name]) => [name, { authorization: `Bearer ${token}` }]),
  ),
  callers: {
    auth: { member: 'lib_4f9d2c71ab03e6588' },
    identities: [{ name: 'ben', auth: { member: 'lib_b81e60f7d9aa12c4f' } }],
  },
  wrong: {
    schema,
    status,
    headers,
    requests: [...requests, ...refusals, ...lenient],
    security: [...security, ...hidden],
    methods,
    state: [...state, ...values],
    robustness: [...robustness, ...fragile],
    pagination: [...pagination, ...lists],
  },
  variations,
})
