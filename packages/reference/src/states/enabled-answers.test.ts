import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiName, apiNames } from '../api-name.ts'
import { callableApis } from '../callable-apis.ts'
import { silentLogger } from '../http/reference-logger.ts'
import { createReferenceAppOver } from '../reference-app.ts'
import { type RunningReference, serveReference } from '../start-reference.ts'
import { openTestStore } from '../testing/open-test-store.ts'
import type { ExampleRequest } from './example-request.ts'
import type { StateAnswer } from './set-up-state.ts'
import { stateCatalogue } from './state-catalogue.ts'

let reference: RunningReference
const findings: object[] = []

beforeAll(async () => {
  const log = (fields: object, message: string) => {
    if (message === 'an answer breaks the document') findings.push(fields)
  }
  const logger = { ...silentLogger, error: log }
  const options = { states: true, logger, rateLimit: { requests: 3, seconds: 60 } }
  const app = await createReferenceAppOver(await openTestStore(), options)
  reference = await serveReference(app, { port: 0 })
})

afterAll(() => reference.close())

async function setUp(state: string, params?: object): Promise<StateAnswer> {
  const answer = await fetch(`${reference.url}/_concordat/states`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state, params }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as StateAnswer
}

async function send(request: ExampleRequest): Promise<Response> {
  const { method, path, headers, body, bodyBytes } = request
  return fetch(reference.url + path, {
    method,
    headers: { ...headers },
    ...(body !== undefined && { body }),
    ...(bodyBytes !== undefined && { body: new Uint8Array(bodyBytes) }),
  })
}

describe('every answer that a state enables', () => {
  const enabled = stateCatalogue.flatMap((state) =>
    state.enables.map(({ operationId, status }, index) => ({
      state: state.name,
      operationId,
      status,
      index,
    })),
  )

  it.each(enabled)('$state: $operationId $status', async ({ state, status, index }) => {
    const { requests } = await setUp(state)
    const answer = await send(requests[index]!)
    const text = await answer.text()
    expect(answer.status, text).toBe(status === 'default' ? 500 : status)
    expect(text).not.toMatch(/damaged|silent|at .*\.ts/)
    expect(findings).toEqual([])
  })
})

describe('every documented answer', () => {
  const documented = apiNames.flatMap((api: ApiName) =>
    Object.entries(callableApis[api].operations).flatMap(([operationId, { responses }]) =>
      Object.keys(responses).map((status) => ({ api, operationId, status })),
    ),
  )

  it.each(documented)('$api $operationId $status is enabled by some state', (wanted) => {
    const enabling = stateCatalogue.filter(
      (state) =>
        state.api === wanted.api &&
        state.enables.some(
          (each) =>
            each.operationId === wanted.operationId && String(each.status) === wanted.status,
        ),
    )
    expect(enabling).not.toEqual([])
  })
})
