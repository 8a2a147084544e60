import { loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { expect, test } from 'vitest'
import { type OperationPlan, planApi } from '../plan/operation-plan.ts'
import { hasDefaultFilter, openWindow } from './default-filter.ts'

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
  expect(hasDefaultFilter(await listWith(parameter))).toBe(expected)
})

test('a window of time is opened at both ends, and other defaults stay', async () => {
  const day = { type: 'string', format: 'date' }
  const open = { name: 'status', schema: { type: 'string', default: 'open' } }
  const ends = [
    { name: 'createdAfter', schema: day },
    { name: 'createdBefore', schema: day },
  ]
  const list = await listWith(...ends)
  expect(openWindow(list)).toEqual({ createdAfter: '0001-01-01', createdBefore: '9999-12-31' })
  expect(hasDefaultFilter(list, true)).toBe(false)
  expect(hasDefaultFilter(await listWith(...ends, open), true)).toBe(true)
})

async function listWith(...parameters: object[]): Promise<OperationPlan> {
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: {
          parameters: parameters.map((parameter) => ({ in: 'query', ...parameter })),
          responses: { 200: { description: 'Items' } },
        },
      },
    },
  })
  return planApi(readApiModel(loaded).model).operations[0]!
}
