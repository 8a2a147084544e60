import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startVitest } from 'vitest/node'
import { contractReporter } from './contract-reporter.ts'

const root = new URL('../../../../', import.meta.url).pathname
const document = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'getThings',
        responses: {
          200: {
            description: 'All things',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { count: { type: 'integer' }, first: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  },
}

/** A consumer with two test files; one reads `count`, the other `first`. */
const consumerTest = (member: string, end = ''): string => `
import { loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { createRecorder } from '@concordat/record'
import { saveContract } from '@concordat/record/vitest'
import { afterAll, test } from 'vitest'

const { loaded } = await loadDocumentFromObject(${JSON.stringify(document)})
const { model } = readApiModel(loaded)
const recorder = createRecorder({ model, consumer: 'reader', provider: 'things', testFiles: /never/ })
const get = recorder.fetch(async () => Response.json({ count: 1, first: 'a' }))
afterAll(() => saveContract(recorder.contract()))
test('reads ${member}', async () => {
  const { ${member} } = await (await get('http://localhost/things')).json()
  if (${member} === undefined) throw new Error('nothing read')
})
${end}
`

let folder: string
const file = (): string => join(folder, 'contracts', 'reader-things.json')

beforeAll(() => {
  // Inside the project, so that its packages are found.
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
  folder = mkdtempSync(join(root, 'node_modules', '.cache', 'record-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  writeFileSync(join(folder, 'count.check.ts'), consumerTest('count'))
  writeFileSync(join(folder, 'first.check.ts'), consumerTest('first'))
  mkdirSync(join(folder, 'contracts'), { recursive: true })
  writeFileSync(file(), 'before')
})

async function run(
  filters: string[] = [],
  options: object = {},
  reporting: { allowSkipped?: boolean } = {},
): Promise<string> {
  const model = async () => readApiModel((await loadDocumentFromObject(document)).loaded).model
  const conditions = ['@concordat/source', 'node']
  const started = await startVitest(
    'test',
    filters,
    {
      root: folder,
      config: false,
      watch: false,
      include: ['*.check.ts'],
      exclude: [],
      reporters: [contractReporter({ model, file: file(), ...reporting })],
      ...options,
    },
    { resolve: { conditions }, ssr: { resolve: { conditions, externalConditions: conditions } } },
  )
  await started.close()
  // Vitest sets it when tests fail; here that is what is expected.
  process.exitCode = undefined
  return readFileSync(file(), 'utf8')
}

test('a whole green run writes what all of its files read', async () => {
  const text = await run()
  const [interaction] = JSON.parse(text).interactions
  expect(interaction.comments.concordat.read).toEqual(['/count', '/first'])
  expect(await run()).toBe(text)
})

test('a run of some tests leaves the contract as it was', async () => {
  expect(await run(['count'])).toBe('before')
  expect(await run([], { testNamePattern: 'count' })).toBe('before')
  expect(await run([], { shard: '1/2' })).toBe('before')
})

test('a failed run leaves the contract as it was', async () => {
  const failing = "test('fails', () => { throw new Error('wrong') })"
  writeFileSync(join(folder, 'first.check.ts'), consumerTest('first', failing))
  expect(await run()).toBe('before')
})

test('a run in which tests were skipped is whole only when that is allowed', async () => {
  writeFileSync(join(folder, 'first.check.ts'), consumerTest('first', "test.only('one', () => {})"))
  expect(await run([], { allowOnly: true })).toBe('before')
  writeFileSync(join(folder, 'first.check.ts'), consumerTest('first', "test.skip('one', () => {})"))
  expect(await run()).toBe('before')
  expect(await run([], {}, { allowSkipped: true })).not.toBe('before')
})
