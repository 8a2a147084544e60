import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadDocumentFromObject } from '@concordat/document'
import { type ApiModel, readApiModel } from '@concordat/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SchemaGraph } from '../schema/schema-graph.ts'
import { hostileDocument } from './hostile-document.test-data.ts'
import { isJsonBody } from './languages/sample-language.ts'
import type { SampleRequest } from './request-of.ts'
import { missingFor, runSample } from './run-sample.test-data.ts'
import { sampleLanguages } from './sample-languages.ts'
import { sampleRequest, sampleSource } from './sample-request.ts'

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

let server: Server
let base: string
let received: Received[] = []
let model: ApiModel

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      })
      response.setHeader('Content-Type', 'application/json')
      response.end(
        request.url === '/base/token' ? '{"access_token": "t0k3n", "token_type": "bearer"}' : '{}',
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`
  const { loaded } = await loadDocumentFromObject(structuredClone(hostileDocument))
  model = readApiModel(loaded).model
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

/** What must arrive: the client's own bytes, with the values that a sample puts together. */
function expected(request: SampleRequest, language: string) {
  const headers = request.headers
    // A page cannot write this header: its browser sends the cookies of the site.
    .filter(([name]) => !(language === 'fetch' && name === 'Cookie'))
    .map(([name, value]) => [
      name.toLowerCase(),
      value.kind === 'text'
        ? value.text
        : value.kind === 'token'
          ? 'Bearer t0k3n'
          : `Basic ${Buffer.from(`${value.username}:${value.password}`).toString('base64')}`,
    ])
  const url = new URL(request.url)
  return {
    method: request.method,
    url: url.pathname + url.search,
    headers: Object.fromEntries(headers),
    body: isJsonBody(request.essence) ? JSON.parse(request.body ?? '') : (request.body ?? ''),
  }
}

/**
 * Mono, unlike .NET, writes escaped apostrophes as themselves: to a server both are the same. Both drop overrides of the
 * direction of writing from addresses, which may not hold them (RFC 3987, 4.1).
 */
function comparable(url: string, language: string): string {
  return language === 'csharp' ? url.replaceAll("'", '%27').replaceAll(/%E2%80%A[A-E]/g, '') : url
}

describe.each(sampleLanguages.filter(({ isTested }) => isTested))('$label', (language) => {
  const missing = missingFor(language.id)
  if (missing !== undefined)
    console.warn(`No \`${missing}\` on this machine: ${language.label} is skipped.`)

  test.skipIf(missing !== undefined)(
    'sends what the client would send, whatever the examples hold',
    { timeout: 600_000 },
    async () => {
      const source = sampleSource(model, new SchemaGraph(model), base)
      expect(model.operations.length).toBe(7)
      for (const operation of model.operations) {
        const request = await sampleRequest(operation, source)
        if (typeof request === 'string') throw new Error(request)
        received = []
        const code = language.write(request)
        // A page would turn it into a line feed.
        expect(code).not.toContain('\r')
        const { output, ranCommand } = await runSample(language.id, code)
        const last = received.at(-1)
        const want = expected(request, language.id)
        expect({
          operation: operation.operationId,
          output: last ? '' : output,
          ranCommand,
          requests: received.length,
          method: last?.method,
          url: last && comparable(last.url, language.id),
          headers: Object.fromEntries(
            Object.keys(want.headers).map((name) => [name, last?.headers[name]]),
          ),
          body: isJsonBody(request.essence) ? JSON.parse(last?.body || 'null') : last?.body,
        }).toEqual({
          operation: operation.operationId,
          output: '',
          ranCommand: false,
          requests: request.token ? 2 : 1,
          ...want,
          url: comparable(want.url, language.id),
        })
        if (request.token) {
          expect(received[0]?.body).toBe(request.token.body)
          expect(received[0]?.headers['content-type']).toMatch(
            /^application\/x-www-form-urlencoded(;|$)/,
          )
        }
      }
    },
  )
})
