import { loadDocumentFromObject, readApiModel } from '@concordat/document'
import { expect, test } from 'vitest'
import { planApi } from '../plan/operation-plan.ts'
import { hasDefaultFilter } from './default-filter.ts'

test.each([
  ['a filter without a default', { name: 'genre', schema: { type: 'string' } }, false],
  ['a page', { name: 'page', schema: { type: 'integer', default: 1 } }, false],
  ['an order', { name: 'sort', schema: { type: 'string', default: 'name' } }, false],
  ['a default', { name: 'status', schema: { type: 'string', default: 'open' } }, true],
  ['words', { name: 'status', description: 'Defaults to open.', schema: {} }, true],
  ['a required filter', { name: 'owner', required: true, schema: { type: 'string' } }, true],
  ['a window', { name: 'startDate', schema: { type: 'string', format: 'date' } }, true],
  ['a day', { name: 'published', schema: { type: 'string', format: 'date' } }, false],
])('%s', async (_, parameter, expected) => {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: {
          parameters: [{ in: 'query', ...parameter }],
          responses: { 200: { description: 'Items' } },
        },
      },
    },
  })
  const [list] = planApi(readApiModel(loaded).model).operations
  expect(hasDefaultFilter(list)).toBe(expected)
})
