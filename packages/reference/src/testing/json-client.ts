import { afterAll, beforeAll } from 'vitest'
import { createReferenceAppOver, type ReferenceApp } from '../reference-app.ts'
import type { ReferenceAppOptions } from '../reference-options.ts'
import type { StateAnswer } from '../states/set-up-state.ts'
import { openTestStore } from './open-test-store.ts'

/** An answer with its body read: JSON as a value, anything else as text. */
export interface ReadAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** What a request carries beside its method and path. */
export interface JsonRequest {
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: BodyInit
}

/** Calls a reference app that lives as long as the tests of a file. */
export interface JsonClient {
  app(): ReferenceApp
  send(method: string, path: string, request?: JsonRequest): Promise<ReadAnswer>
  setUp(state: string, params?: object): Promise<StateAnswer>
}

/** Makes an app for the tests of a file, with the demo world and provider states. */
export function useReferenceApp(options: ReferenceAppOptions = {}): JsonClient {
  let app: ReferenceApp | undefined
  beforeAll(async () => {
    app = await createReferenceAppOver(await openTestStore(), {
      demo: true,
      states: true,
      ...options,
    })
  })
  afterAll(() => app?.close())
  const current = () => {
    if (!app) throw new Error('the app is there only while a test runs')
    return app
  }
  return {
    app: current,
    setUp: (state, params) => current().setUpState(state, params),
    async send(method, path, { headers = {}, json, body } = {}) {
      const hasJson = json !== undefined
      const request = new Request(`http://reference${path}`, {
        method,
        headers: { ...(hasJson && { 'Content-Type': 'application/json' }), ...headers },
        ...(hasJson ? { body: JSON.stringify(json) } : body !== undefined && { body }),
      })
      const answer = await current().fetch(request)
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') && text !== ''
      return {
        status: answer.status,
        headers: answer.headers,
        body: isJson ? JSON.parse(text) : text,
      }
    },
  }
}
