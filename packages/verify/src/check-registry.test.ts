import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkDocumentation } from './check-documentation.ts'
import { checks } from './check-registry.ts'
import { fingerprintOf } from './findings/collector.ts'
import { configureChecks } from './findings/configure-checks.ts'
import { type ApiPlan, planApi } from './plan/operation-plan.ts'
import { readCheckPage, runSection } from './testing/check-page.ts'

const pages = join(import.meta.dirname, '../docs/checks')
let api: ApiPlan

beforeAll(async () => {
  const { loaded } = await loadDocument(join(pages, 'example-document.yaml'))
  api = planApi(readApiModel(loaded).model)
})

test('every file of the folder is a check, its id is its name, and ids are sorted', () => {
  const files = readdirSync(join(import.meta.dirname, 'checks')).map((file) =>
    file.replace(/\.ts$/, ''),
  )
  expect(checks.map(({ id }) => id)).toEqual(files.sort())
})

test('every check has a page and every page a check', () => {
  const files = readdirSync(pages).filter((file) => file.endsWith('.md'))
  expect(files.map((file) => file.replace('.md', '')).sort()).toEqual(checks.map(({ id }) => id))
})

test('no id that a check had before is the id of another', () => {
  const former = checks.flatMap(({ formerIds = [] }) => formerIds)
  expect(former).toContain('other-identity-served')
  const all = [...checks.map(({ id }) => id), ...former]
  expect(new Set(all).size).toBe(all.length)
})

test('a configuration may use the id that a check had before', async () => {
  const severityOf = (check: string) =>
    configureChecks(checks, [{ check, severity: 'off', reason: 'not ours' }]).map(({ id }) => id)
  expect(severityOf('other-identity-served')).toEqual(severityOf('other-caller-served'))
  expect(severityOf('other-identity-served')).not.toContain('other-caller-served')
  expect(await checkDocumentation('other-identity-served')).toContain('# other-caller-served')
})

test('a baseline keeps the findings of a check that was renamed', () => {
  const check = checks.find(({ id }) => id === 'other-caller-served')!
  const { formerIds: _, ...named } = { ...check, id: 'other-identity-served' }
  const [operation] = api.operations
  const observation = { message: 'It.', pointer: '', cause: 'GET /books/{id}' }
  expect(fingerprintOf({ check, operation: operation!, observation })).toBe(
    fingerprintOf({ check: named, operation: operation!, observation }),
  )
})

describe.each(checks.map(({ id }) => id))('%s', (id) => {
  const page = readCheckPage(readFileSync(join(pages, `${id}.md`), 'utf8'))

  test('is silent on what its page says passes', () => {
    expect(page.passes.blocks.length).toBeGreaterThan(0)
    expect(runSection(api, id, page.passes)).toEqual([])
  })

  test('speaks on what its page says fails, and says where the document stands', () => {
    const [first] = runSection(api, id, page.fails)
    expect(first?.message).toBeTruthy()
    expect(first?.pointer).toMatch(/^\/paths|^\/components/)
    expect(first?.cause).not.toBe('')
  })
})

test('a credential in a header that the document does not describe is leaked, a cookie is not', () => {
  const shows = (header: string): number => {
    const text = `GET /books/1\n\nHTTP/1.1 200\n${header}\nETag: "a"`
    const block = { language: 'http', flags: new Map([['secret', 's3cret-token']]), text }
    return runSection(api, 'secret-leaked', { blocks: [block] }).length
  }
  expect(shows('X-Debug: for s3cret-token')).toBe(1)
  expect(shows('Set-Cookie: session=s3cret-token')).toBe(0)
  expect(shows('X-Debug: nothing')).toBe(0)
})
