import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
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

  test('reads what a server answers', async () => {
    write('order.yaml', order('id'))
    const server = createServer(({ url = '' }, response) => {
      if (url === '/order.yaml') response.end(order('id'))
      else if (url === '/old.yaml') response.end(shop('type: integer'))
      else response.writeHead(404).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    write('new.yaml', shop('type: integer, maximum: 50'))
    try {
      const { code, out } = await run(`${origin}/old.yaml`, 'new.yaml')
      expect(code).toBe(1)
      expect(out).toContain('at most 50')
      const missing = await run(`${origin}/none.yaml`, 'new.yaml')
      expect(missing.code).toBe(2)
      expect(missing.err).toContain('404')
    } finally {
      await new Promise((done) => server.close(done))
    }
  })

  test('shows the most severe in full and the others in a line each', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `q${index}`)
    const document = (parameters: string): string => `openapi: 3.1.1
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { operationId: list, parameters: [${parameters}], responses: { '200': { description: Orders } } }
`
    write(
      'old.yaml',
      document(names.map((name) => `{ name: ${name}, in: query, schema: {} }`).join()),
    )
    write('new.yaml', document(''))
    const { out } = await run('old.yaml', 'new.yaml')
    expect(out.split('\n').length).toBeLessThan(65)
    expect(out).toContain('and 10 more')
    expect(out).toContain('concordat changes')
    const verbose = await run('old.yaml', 'new.yaml', '--verbose')
    expect(verbose.out.match(/This request was allowed/g)).toHaveLength(40)
  })

  test('judges how ends are announced', async () => {
    const document = (rest: string): string => `openapi: 3.1.1
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      operationId: list
      ${rest}
      responses: { '200': { description: Orders } }
`
    const from = async (before: string, after: string): Promise<readonly string[]> => {
      write('old.yaml', document(before))
      write('new.yaml', document(after))
      const { out } = await run('old.yaml', 'new.yaml', '--format', 'json', '--today', '2026-06-01')
      const { documents } = JSON.parse(out)
      return documents[0].changes
        .filter((change: { class: string }) => change.class !== 'compatible')
        .map((change: { id: string }) => change.id)
    }
    const ends = (day: string): string => `deprecated: true\n      x-sunset: '${day}'`
    expect(await from('', 'deprecated: true')).toEqual([])
    expect(await from(ends('2026-12-31'), ends('2026-09-30'))).toEqual(['operation-sunset-earlier'])
    expect(await from(ends('2026-09-30'), ends('2026-12-31'))).toEqual([])
    expect(await from('', ends('soon'))).toEqual(['operation-sunset-unreadable'])
    const rules = { diff: { ends: { needsSunset: true, leastDays: 90 } } }
    write('concordat.config.json', JSON.stringify(rules))
    expect(await from('', 'deprecated: true')).toEqual(['operation-sunset-missing'])
    expect(await from('', ends('2026-07-01'))).toEqual(['operation-sunset-too-soon'])
    expect(await from('', ends('2026-10-01'))).toEqual([])
    const parameter = (rest: string): string =>
      `parameters: [{ name: q, in: query, schema: {}, deprecated: true${rest} }]`
    expect(await from(parameter(''), parameter(', x-sunset: never'))).toEqual([
      'operation-sunset-unreadable',
    ])
  })

  test('accepts a removal whose end was announced and has come', async () => {
    const paths = (rest: string): string => `openapi: 3.1.1
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { operationId: list, responses: { '200': { description: Orders } } } }
${rest}`
    write(
      'old.yaml',
      paths(
        `  /old: { get: { operationId: old, deprecated: true, x-sunset: '2026-05-31', responses: { '200': { description: Old } } } }\n`,
      ),
    )
    write('new.yaml', paths(''))
    expect((await run('old.yaml', 'new.yaml', '--today', '2026-06-01')).code).toBe(0)
    const early = await run('old.yaml', 'new.yaml', '--today', '2026-05-30')
    expect(early.code).toBe(1)
    expect(early.out).toContain('announced for 2026-05-31')
  })

  test('explains each kind of change', async () => {
    const context = recordedContext(folder)
    expect(await runConcordat(['changes', 'request-enum-narrowed'], context)).toBe(0)
    expect(context.out()).toContain('What to do instead')
    const other = recordedContext(folder)
    expect(await runConcordat(['changes', 'nothing-of-this'], other)).toBe(2)
    const list = recordedContext(folder)
    expect(await runConcordat(['changes', '--json'], list)).toBe(0)
    expect(JSON.parse(list.out()).changes.length).toBeGreaterThan(100)
  })

  test('does not compare what has a reference that leads nowhere', async () => {
    write('old.yaml', shop('type: integer'))
    const { code, err } = await run('old.yaml', 'old.yaml')
    expect(code).toBe(2)
    expect(err).toContain('order.yaml')
  })
})
