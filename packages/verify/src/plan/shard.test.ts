import type { OperationModel } from '@concordat/model'
import { expect, test } from 'vitest'
import { createFilter } from './operation-filter.ts'
import { inShard } from './shard.ts'

// A seam: the parts of an operation that are read here.
const operations = [
  'GET /books',
  'POST /books',
  'GET /books/{id}',
  'GET /books/search',
  'GET /shops',
  'DELETE /shops/{id}',
  'GET /bookshelves',
].map((name) => {
  const [method, path] = name.split(' ')
  return { method, path, operationId: name, tags: [] } as unknown as OperationModel
})

const selected = (index: number, count: number, exclude?: readonly string[]): string[] => {
  const { selects } = inShard(createFilter(undefined, exclude), operations, { index, count })
  return operations.filter(selects).map(({ operationId }) => operationId)
}

test('what belongs to the same things stays together, and every operation is in one shard', () => {
  expect(selected(1, 2)).toEqual([
    'GET /books',
    'POST /books',
    'GET /books/{id}',
    'GET /books/search',
  ])
  expect(selected(2, 2)).toEqual(['GET /shops', 'DELETE /shops/{id}', 'GET /bookshelves'])
  expect([1, 2, 3].flatMap((index) => selected(index, 3)).sort()).toEqual(
    operations.map(({ operationId }) => operationId).sort(),
  )
})

test('what was filtered out is in no shard', () => {
  expect(selected(2, 2, ['DELETE *'])).not.toContain('DELETE /shops/{id}')
})

test.each([
  [0, 2],
  [3, 2],
  [1, 4],
])('%i of %i is refused', (index, count) => {
  expect(() => selected(index, count)).toThrow(/shard/i)
})
