import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReferenceAppOver } from './reference-app.ts'
import { type RunningReference, serveReference } from './start-reference.ts'
import { openTestStore } from './testing/open-test-store.ts'
import {
  connhexSamples,
  cumulonimbusSamples,
  iproyalSamples,
  type SampleRequest,
  senhaseguraSample,
} from './testing/sample-requests.ts'
import { sendRaw } from './testing/send-raw.ts'

let reference: RunningReference

beforeAll(async () => {
  const app = await createReferenceAppOver(await openTestStore(), { demo: true })
  reference = await serveReference(app, { port: 0 })
})

afterAll(() => reference.close())

const send = (sample: SampleRequest) => sendRaw(reference.port, sample)

function target(token: string) {
  return { host: `127.0.0.1:${reference.port}`, token }
}

/** Samples by name: their bytes need a port that is known only while the tests run. */
function sampleNames(
  samples: (given: { host: string; token: string }) => readonly SampleRequest[],
) {
  return samples({ host: '', token: '' }).map(({ name }) => name)
}

function named(samples: readonly SampleRequest[], name: string): SampleRequest {
  const sample = samples.find((each) => each.name === name)
  if (!sample) throw new Error(`no sample ${name}`)
  return sample
}

describe('IPRoyal', () => {
  const token = () => reference.demo?.iproyal.credentials.apiToken ?? ''

  it.each(sampleNames(iproyalSamples))('answers 200 to %s, again and again', async (name) => {
    const sample = named(iproyalSamples(target(token())), name)
    for (const _ of [1, 2]) {
      const answer = await send(sample)
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: '' })
    }
  })

  it('answers 401 to the placeholder that the samples print', async () => {
    for (const sample of iproyalSamples(target('<your_api_token>'))) {
      const answer = await send(sample)
      expect(answer.status, sample.name).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
    }
  })
})

describe('Connhex', () => {
  it('answers 401 to the sample, which sends no credential', async () => {
    const answer = await send(connhexSamples(target('')).asPrinted)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.body)).toEqual({
      error: {
        code: 401,
        status: 'Unauthorized',
        reason: 'No valid session cookie found.',
        message: 'The request could not be authorized',
      },
    })
  })

  it('answers 200 to the sample with the demo token, and counts the others again the second time', async () => {
    const token = reference.demo?.connhex.credentials.sessionToken ?? ''
    const { withToken } = connhexSamples(target(token))
    expect(JSON.parse((await send(withToken)).body)).toEqual({ count: 2 })
    expect(JSON.parse((await send(withToken)).body)).toEqual({ count: 2 })
  })
})

describe('Cumulonimbus', () => {
  it.each(sampleNames(cumulonimbusSamples))(
    'answers 200 to %s, then what became of it',
    async (name) => {
      await reference.setUpState('the demo world')
      const sample = named(cumulonimbusSamples(target('token')), name)
      const first = await send(sample)
      expect(first.status).toBe(200)
      expect(JSON.parse(first.body)).toEqual(firstAnswer(name))
      const again = await send(sample)
      expect({ status: again.status, body: JSON.parse(again.body) }).toEqual(secondAnswer(name))
    },
  )
})

const exp = expect.any(Number)
const newest = { iat: 1234567890, exp, sub: '1234567890', name: 'Firefox on Linux' }
const oldest = { iat: 987654321, exp, sub: '1234567890', name: 'ShareX' }

function firstAnswer(name: string): unknown {
  if (name.startsWith('GET /user/:id/sessions')) return { count: 2, items: [newest, oldest] }
  if (name.includes(':sid')) return newest
  // The second id of the bulk sample has a leading zero, and names no session.
  return { count: name.endsWith('/all') || name.includes('/all') ? 2 : 1, type: 'session' }
}

function secondAnswer(name: string) {
  if (name.startsWith('GET')) return { status: 200, body: firstAnswer(name) }
  if (!name.includes(':sid')) return { status: 200, body: { count: 0, type: 'session' } }
  return { status: 404, body: { code: 'INVALID_SESSION_ERROR', message: 'Invalid Session' } }
}

describe('senhasegura', () => {
  it('answers 200 to the sample with a token of its token endpoint, once', async () => {
    const { params } = reference.demo!.senhasegura
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: String(params.client_id),
      client_secret: String(params.client_secret),
    })
    const issued = await fetch(`${reference.url}/senhasegura/iso/oauth2/token`, {
      method: 'POST',
      body: form,
    })
    const { access_token } = (await issued.json()) as { access_token: string }
    const sample = senhaseguraSample(target(access_token), String(params.session_id))
    const first = await send(sample)
    expect(first.status).toBe(200)
    expect(JSON.parse(first.body)).toEqual({
      code: 200,
      response: {
        status: 200,
        message: 'Sessão interrompida com sucesso',
        error: false,
        error_code: 0,
        detail: '',
        mensagem: 'Sessão interrompida com sucesso',
        erro: false,
        cod_erro: 0,
      },
    })
    const again = await send(sample)
    expect(again.status).toBe(500)
    expect(again.body).toContain('An error occurred while droping session.')
  })
})
