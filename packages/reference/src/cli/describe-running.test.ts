import { expect, it } from 'vitest'
import { type RunningDescription, renderRunning } from './describe-running.ts'

const url = 'http://127.0.0.1:4010'

const description: RunningDescription = {
  schemaVersion: 1,
  version: '1.2.3',
  pid: 7,
  url,
  apis: {
    iproyal: { url: `${url}/iproyal/v1` },
    connhex: { url: `${url}/connhex/auth` },
    cumulonimbus: { url: `${url}/cumulonimbus/api` },
    senhasegura: { url: `${url}/senhasegura` },
  },
  health: { live: `${url}/healthz`, ready: `${url}/readyz` },
  states: `${url}/_concordat/states`,
  docs: null,
  store: { kind: 'pglite', location: 'memory' },
  demo: {
    iproyal: { credentials: { apiToken: 'a' }, params: { residential_user_hashes: ['h'] } },
    connhex: { credentials: { sessionToken: 'b' }, params: {} },
    cumulonimbus: { credentials: { sessionToken: 'c' }, params: { id: '1' }, more: { x: 'y' } },
    senhasegura: { credentials: {}, params: { client_id: 'd' } },
  },
}

it('says where everything is, for people', () => {
  expect(renderRunning(description)).toMatchInlineSnapshot(`
    "The four APIs are served at http://127.0.0.1:4010

      iproyal      http://127.0.0.1:4010/iproyal/v1
      connhex      http://127.0.0.1:4010/connhex/auth
      cumulonimbus http://127.0.0.1:4010/cumulonimbus/api
      senhasegura  http://127.0.0.1:4010/senhasegura

      health       http://127.0.0.1:4010/healthz, http://127.0.0.1:4010/readyz
      states       http://127.0.0.1:4010/_concordat/states
      store        pglite, memory

    Demo world

      iproyal      apiToken                a
                   residential_user_hashes ["h"]
      connhex      sessionToken            b
      cumulonimbus sessionToken            c
                   id                      1
                   x                       y
      senhasegura  client_id               d

    Stop with Ctrl-C.
    "
  `)
})

it('says less when there is less', () => {
  const text = renderRunning({ ...description, states: null, demo: null })
  expect(text).not.toMatch(/states|docs|Demo/)
})
