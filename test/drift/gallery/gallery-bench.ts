import { join } from 'node:path'
import { defineBench } from '../kit/bench.ts'
import { headers } from './mutants/headers.ts'
import { methods } from './mutants/methods.ts'
import { pagination } from './mutants/pagination.ts'
import { requests } from './mutants/requests.ts'
import { robustness } from './mutants/robustness.ts'
import { schema } from './mutants/schema.ts'
import { state } from './mutants/state.ts'
import { status } from './mutants/status.ts'
import { gallery } from './server.ts'
import { variations } from './variations.ts'

export const galleryBench = defineBench({
  make: gallery,
  document: join(import.meta.dirname, 'openapi.yaml'),
  logins: {},
  callers: { auth: {}, identities: [] },
  wrong: {
    schema,
    status,
    headers,
    requests,
    security: [],
    methods,
    state,
    robustness,
    pagination,
  },
  variations,
})
