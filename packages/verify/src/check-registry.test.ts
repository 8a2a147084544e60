import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { checks } from './check-registry.ts'
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
