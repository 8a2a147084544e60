import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import reportSchema from '@concordat/compare/report.schema.json' with { type: 'json' }
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runConcordat } from '../run-concordat.ts'
import { recordedContext } from '../testing-context.test-data.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-diff-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const context = recordedContext(folder)
  const code = await runConcordat(['diff', ...argv], context)
  return { code, out: context.out(), err: context.err() }
}

const shop = (limit: string, version = '1.0.0'): string => `openapi: 3.1.1
info: { title: Shop, version: ${version} }
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: limit, in: query, schema: { ${limit} } }
      responses:
        '200': { description: Orders, content: { application/json: { schema: { $ref: 'order.yaml' } } } }
`
const order = (required: string): string =>
  `type: object\nrequired: [${required}]\nproperties: { id: { type: string }, note: { type: string } }\n`

describe('concordat diff', () => {
  test('shows a request that is no longer allowed, and where', async () => {
    write('old.yaml', shop('type: integer'))
    write('new.yaml', shop('type: integer, maximum: 50'))
    write('order.yaml', order('id'))
    const { code, out } = await run('old.yaml', 'new.yaml')
    expect(code).toBe(1)
    expect(out).toContain('limit')
    expect(out).toContain('at most 50')
    expect(out).toMatch(/curl -i 'http:\/\/localhost\/orders\?limit=\d+'/)
    expect(out).toContain('new.yaml:8:')
    expect(out).toContain('a major version is due')
  })

  test('says nothing of equal documents', async () => {
    write('old.yaml', shop('type: integer'))
    write('order.yaml', order('id'))
    expect(await run('old.yaml', 'old.yaml')).toMatchObject({ code: 0, err: '' })
  })

  test('reads references at the same revision', async () => {
    const git = (...argv: string[]): Buffer =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...argv], {
        cwd: folder,
      })
    write('api/openapi.yaml', shop('type: integer'))
    write('api/order.yaml', order('id, note'))
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-qm', 'first')
    write('api/order.yaml', order('id'))
    const file = await run('main:api/openapi.yaml', 'api/openapi.yaml', '--format', 'json')
    expect(file.code, file.err).toBe(1)
    const report = JSON.parse(file.out)
    expect(report.counts).toMatchObject({ wire: 1, unknown: 0 })
    expect(report.documents[0].old.location).toBe('main:api/openapi.yaml')
    expect(report.documents[0].changes[0]).toMatchObject({
      id: 'response-required-widened',
      witness: { kind: 'response' },
    })
    const validate = new Ajv2020().compile(reportSchema)
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
    const folders = await run('main:api', 'api', '--format', 'json')
    expect(JSON.parse(folders.out).counts).toMatchObject({ wire: 1 })
    expect(await run('nowhere:api', 'api')).toMatchObject({ code: 2 })
  })

  test('fails by class, and not for what is accepted', async () => {
    write('old.yaml', shop('type: integer, default: 10'))
    write('new.yaml', shop('type: integer, default: 20'))
    write('order.yaml', order('id'))
    expect((await run('old.yaml', 'new.yaml')).code).toBe(1)
    expect((await run('old.yaml', 'new.yaml', '--fail-on', 'wire')).code).toBe(0)
    const accept = [{ id: 'request-default-changed', reason: 'agreed', until: '2026-06-30' }]
    write('concordat.config.json', JSON.stringify({ diff: { accept } }))
    expect((await run('old.yaml', 'new.yaml', '--today', '2026-06-30')).code).toBe(0)
    expect((await run('old.yaml', 'new.yaml', '--today', '2026-07-01')).code).toBe(1)
  })

  test.each(['markdown', 'html', 'junit', 'sarif', 'github'])('writes %s', async (format) => {
    write('old.yaml', shop('type: integer'))
    write('new.yaml', shop('type: string, enum: [a]'))
    write('order.yaml', order('id'))
    const { code, out } = await run('old.yaml', 'new.yaml', '--format', format, '-o', 'report')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(readFileSync(join(folder, 'report'), 'utf8')).toContain('limit')
  })

  test('does not compare what has a reference that leads nowhere', async () => {
    write('old.yaml', shop('type: integer'))
    const { code, err } = await run('old.yaml', 'old.yaml')
    expect(code).toBe(2)
    expect(err).toContain('order.yaml')
  })
})
