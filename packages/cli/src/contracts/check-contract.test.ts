import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import reportSchema from '@concordat/contracts/report.schema.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runConcordat } from '../run-concordat.ts'
import { recordedContext } from '../testing-context.test-data.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-contract-'))
  mkdirSync(join(folder, 'pacts'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const context = recordedContext(folder)
  const code = await runConcordat(['check-contract', ...argv], context)
  return { code, out: context.out(), err: context.err() }
}

const orders = (required: string): string => `openapi: 3.1.1
info: { title: Orders, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: An order
          content:
            application/json:
              schema:
                type: object
                required: [${required}]
                properties: { id: { type: string }, note: { type: string } }
        '404': { description: None }
`

function pact(...more: readonly object[]): string {
  return JSON.stringify({
    consumer: { name: 'shop' },
    provider: { name: 'orders' },
    interactions: [
      {
        description: 'an order',
        providerStates: [{ name: 'an order exists' }],
        request: { method: 'GET', path: '/orders/7' },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          body: { note: 'x' },
          matchingRules: { body: { $: { matchers: [{ match: 'type' }] } } },
        },
      },
      ...more,
    ],
    metadata: { pactSpecification: { version: '3.0.0' } },
  })
}

describe('concordat check-contract', () => {
  test('shows the answer that a consumer does not take, and who needs it', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), orders('id'))
    writeFileSync(join(folder, 'pacts/shop.json'), pact())
    const { code, out, err } = await run('pacts', '--document', 'openapi.yaml')
    expect(code, err).toBe(1)
    expect(out).toContain('can be without `note`')
    expect(out).toContain('GET /orders/{id} 200')
    expect(out).toContain('pacts/shop.json#/interactions/0')
    expect(out).toMatch(/openapi\.yaml:\d+:\d+/)
    expect(out).toContain('HTTP/1.1 200\n')
    expect(out).toContain('GET /orders/{id}: 404')
  })

  test('says that a document keeps a contract', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), orders('id, note'))
    writeFileSync(join(folder, 'pacts/shop.json'), pact())
    const { code, out } = await run('pacts/shop.json', '--document', 'openapi.yaml')
    expect(code).toBe(0)
    expect(out).toContain('The document keeps 1 interaction.')
  })

  test('writes JSON by its schema, and JUnit', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), orders('id'))
    writeFileSync(
      join(folder, 'pacts/shop.json'),
      pact({ type: 'Asynchronous/Messages', description: 'placed' }),
    )
    const json = await run('pacts', '--document', 'openapi.yaml', '--format', 'json')
    const report = JSON.parse(json.out)
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(reportSchema)
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    expect(report).toMatchObject({ counts: { breaks: 1, unknown: 0, note: 0 } })
    expect(report.contracts[0].notRead).toHaveLength(1)
    const flags = ['--format', 'junit', '-o', 'report.xml']
    expect(await run('pacts', '--document', 'openapi.yaml', ...flags)).toMatchObject({ out: '' })
    const xml = readFileSync(join(folder, 'report.xml'), 'utf8')
    expect(xml).toContain('tests="1" failures="1"')
  })

  test.each([
    ['no pact', ['nowhere.json', '--document', 'openapi.yaml'], 'nowhere.json'],
    ['no document', ['pacts', '--document', 'nowhere.yaml'], 'nowhere.yaml'],
    ['other provider', ['pacts', '--document', 'openapi.yaml', '--provider', 'x'], 'nothing'],
    ['odd format', ['pacts', '--document', 'openapi.yaml', '--format', 'x'], 'Formats'],
  ])('cannot check: %s', async (_name, argv, message) => {
    writeFileSync(join(folder, 'openapi.yaml'), orders('id'))
    writeFileSync(join(folder, 'pacts/shop.json'), pact())
    const { code, err } = await run(...argv)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  test('names file and place of what is no Pact file', async () => {
    writeFileSync(join(folder, 'openapi.yaml'), orders('id'))
    writeFileSync(join(folder, 'pacts/shop.json'), pact({ description: 1 }))
    const { code, err } = await run('pacts', '--document', 'openapi.yaml')
    expect(code).toBe(2)
    expect(err).toContain('pacts/shop.json#/interactions/1')
  })
})
