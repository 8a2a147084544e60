import { join } from 'node:path'
import type { Bench } from '../kit/bench.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Where each API is mounted by the reference server. */
const prefixes = {
  iproyal: '/iproyal/v1',
  connhex: '/connhex/auth',
  cumulonimbus: '/cumulonimbus/api',
  senhasegura: '/senhasegura',
}

let listening: Promise<{ readonly url: string }> | undefined

/** One server for all four, started when first needed: it ends with its process. */
function reference(): Promise<{ readonly url: string }> {
  listening ??= import('@concordat/reference').then(({ startReference }) =>
    startReference({ port: 0, demo: 'fresh', states: true }),
  )
  return listening
}

/** The four reference servers, which are right, with their provider states. */
export const referenceBenches: readonly Bench[] = Object.entries(prefixes).map(([api, prefix]) => ({
  api,
  document: join(root, 'openapi', api, 'openapi.yaml'),
  callers: { auth: {}, identities: [] },
  logins: {},
  states: '/_concordat/states',
  servers: [
    {
      api,
      id: api,
      kind: 'right' as const,
      text: 'The reference server.',
      start: async () => {
        const { url } = await reference()
        return { url: url + prefix, requests: () => 0, close: async () => {} }
      },
      exhibit: async () => false,
    },
  ],
}))
