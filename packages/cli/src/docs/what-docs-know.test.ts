import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runConcordat } from '../run-concordat.ts'
import { recordedContext } from '../testing-context.test-data.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-docs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const operation = (operationId: string, properties: object) => ({
  operationId,
  summary: operationId,
  responses: {
    200: {
      description: 'Found.',
      content: { 'application/json': { schema: { type: 'object', properties } } },
    },
    404: { description: 'Gone.' },
  },
})

const shop = (version: string, paths: object) =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version }, paths })

const first = shop('1', { '/orders': { get: operation('listOrders', { total: {} }) } })
const second = shop('2', {
  '/orders': {
    get: operation('listOrders', { total: {} }),
    delete: operation('dropOrders', {}),
  },
})
const third = shop('3', { '/orders': { get: operation('listOrders', { total: {} }) } })

async function run(...args: string[]) {
  const context = recordedContext(folder, new AbortController().signal)
  const code = await runConcordat(['docs', 'openapi.json', '--out', 'public', ...args], context)
  return { code, said: context.out() + context.err() }
}

const page = (file: string) => readFile(join(folder, 'public/shop', file), 'utf8')

/** A page's words. */
const words = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')

describe('what tests saw', () => {
  const report = (digest: string, startedAt: string, findings = 0) => ({
    schemaVersion: 1,
    api: { name: 'shop', digest },
    startedAt,
    seed: 4711,
    operations: [
      {
        operationId: 'listOrders',
        verdict: 'verified',
        cases: [{ sound: 40 }, { sound: 2 }],
        missing: [],
        findings,
        responses: [
          { status: '200', seen: 12 },
          { status: '404', seen: 0 },
        ],
      },
      {
        operationId: 'dropOrders',
        verdict: 'not-verified',
        cases: [],
        missing: ['It never succeeded.'],
        findings: 0,
        responses: [],
      },
    ],
  })

  test('is said of the document that was held, the newest run first', async () => {
    await writeFile(join(folder, 'openapi.json'), second)
    const { loaded } = await loadDocument('openapi.json', { cwd: folder })
    const reports = [
      report('another', '2030-03-01T08:00:00.000Z'),
      report(loaded.hash, '2030-02-01T08:00:00.000Z'),
      report(loaded.hash, '2030-01-01T08:00:00.000Z', 3),
    ]
    await writeFile(join(folder, 'reports.json'), JSON.stringify(reports))
    expect(await run('--report', 'reports.json')).toMatchObject({ code: 0 })
    const said = words(await page('index.html'))
    expect(said).toContain('✓ Held on 2030-02-01 by 42 checks, seed 4711.')
    expect(said).toContain('Not held on 2030-02-01. It never succeeded.')
    expect(said).toContain('Seen 12 times in the tests of this version.')
    expect(said).toContain('Not seen in the tests of this version.')
    expect(said).toContain('1 of 2 operations on 2030-02-01')
  })

  test('is not said of another version, nor of an operation with findings', async () => {
    await writeFile(join(folder, 'openapi.json'), second)
    const other = report('another', '2030-03-01T08:00:00.000Z')
    await writeFile(join(folder, 'report.json'), JSON.stringify(other))
    await run('--report', 'report.json')
    const said = words(await page('index.html'))
    expect(said).toContain('Not held for this version: the tests of 2030-03-01 ran on another one.')
    expect(said).not.toMatch(/✓ Held|Seen 12/)
    const { loaded } = await loadDocument('openapi.json', { cwd: folder })
    const bad = report(loaded.hash, '2030-03-01T08:00:00.000Z', 3)
    await writeFile(join(folder, 'report.json'), JSON.stringify(bad))
    await run('--report', 'report.json')
    const again = words(await page('index.html'))
    expect(again).toContain('3 findings on 2030-03-01 by 42 checks')
    expect(again).not.toContain('✓ Held')
  })

  test('comes from a report, and from nothing else', async () => {
    await writeFile(join(folder, 'openapi.json'), second)
    expect(await run('--report', 'openapi.json')).toMatchObject({ code: 2 })
    expect((await run('--report', 'openapi.json')).said).toContain('no report of')
    expect((await run('--report', 'absent.json')).said).toContain('`absent.json`')
    await run()
    expect(words(await page('index.html'))).not.toMatch(/[Hh]eld/)
  })
})

describe('the change log', () => {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.com',
      },
    })

  async function commit(text: string, tag: string) {
    await writeFile(join(folder, 'openapi.json'), text)
    git('add', '-A')
    git('commit', '-qm', tag, '--allow-empty')
    git('tag', tag)
  }

  test('tells by meaning what each tag changed, at the operation too', async () => {
    git('init', '-q')
    await commit(first, 'v1')
    await commit('{', 'v1.1')
    await commit(second, 'v2')
    await commit(second, 'v2.0.1')
    git('tag', 'candidate')
    await writeFile(join(folder, 'openapi.json'), third)
    expect(await run('--changes', 'v*')).toMatchObject({ code: 0 })
    const said = words(await page('changes.html'))
    expect(said).toMatch(/Not released.*`?DELETE \/orders`? is gone.*v2 .*DELETE \/orders.* is new/)
    expect(said).not.toMatch(/v1\.1|v2\.0\.1|candidate/)
    await writeFile(join(folder, 'openapi.json'), second)
    await run('--changes', 'v*')
    const index = await page('index.html')
    expect(index).toContain('href="changes.html#version/v2"')
    expect(words(index)).toContain('v2 compatible DELETE /orders is new.')
    expect((await run('--changes', 'none*')).said).toContain('No tag of this repository')
  })

  test('needs a repository', async () => {
    await writeFile(join(folder, 'openapi.json'), first)
    const { code, said } = await run('--changes')
    expect(code).toBe(2)
    expect(said).toContain('needs a git repository with tags')
  })
})

test('contracts say who reads what, of this API only, and only when they are given', async () => {
  await writeFile(join(folder, 'openapi.json'), second)
  const interactions = [
    {
      description: 'recorded',
      request: { method: 'GET', path: '/orders' },
      response: { status: 200 },
      comments: { concordat: { operationId: 'listOrders', read: ['/total', '/lines/*/price'] } },
    },
    {
      description: 'of others',
      request: { method: 'DELETE', path: '/orders' },
      response: { status: 404, body: { contentType: 'a/b', content: { why: [{ code: 1 }] } } },
    },
    { description: 'a message', contents: {} },
  ]
  const contract = (provider: string, consumer: string) =>
    JSON.stringify({ consumer: { name: consumer }, provider: { name: provider }, interactions })
  await mkdir(join(folder, 'pacts'))
  await writeFile(join(folder, 'pacts/a.json'), contract('shop', 'till'))
  await writeFile(join(folder, 'pacts/b.json'), contract('bakery', 'oven'))
  expect(await run('--contracts', 'pacts/a.json', 'pacts/b.json')).toMatchObject({ code: 0 })
  const said = words(await page('index.html'))
  expect(said).toContain('till: 200 lines[].price, total')
  expect(said).toContain('till: 404 why[].code')
  expect(said).not.toContain('oven')
  await run()
  expect(words(await page('index.html'))).not.toContain('till')
  expect(await run('--contracts', 'openapi.json')).toMatchObject({ code: 2 })
})
