import { loadDocumentFromObject } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { expect, test } from 'vitest'
import { planApi } from '../plan/operation-plan.ts'
import { stayingNames } from './staying-names.ts'

test.each([
  ['at a read-only property', 'Changes it.', 'When it was added. It stays.', ['seats']],
  ['by name at the operation', 'Its seats and status stay.', 'Places.', ['seats']],
  ['never', 'The seats never change.', 'Places.', ['seats']],
  ['on a condition', 'The seats stay unless they are sold.', 'Places.', []],
  ['of what remains', 'Changes it.', 'Seats that remain.', []],
  ['of a guest who stays', 'Changes how long the guest stays.', 'Nights the guest stays.', []],
])('%s', async (_, description, of, expected) => {
  const thing = { type: 'object', properties: { seats: { readOnly: true, description: of } } }
  const content = { 'application/json': { schema: thing } }
  const { loaded } = await loadDocumentFromObject({
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    paths: {
      '/thing': {
        put: { description, responses: { 200: { description: 'The thing', content } } },
      },
    },
  })
  const [put] = planApi(readApiModel(loaded).model).operations
  const schema = put?.model.responses[0]?.content[0]?.schema
  expect(stayingNames(put!, schema!)).toEqual(expected)
})
