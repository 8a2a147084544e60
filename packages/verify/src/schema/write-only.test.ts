import { expect, test } from 'vitest'
import { findWriteOnly } from './write-only.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }

function found(schema: object, value: unknown): string[] {
  const document = JSON.parse(JSON.stringify({ schema }))
  return findWriteOnly(document, { schema: document.schema, pointer: '/schema' }, value).map(
    ({ at }) => at,
  )
}

test('a writeOnly member is found in lists and below', () => {
  const schema = { items: { properties: { card: { properties: { cvc: secret, name: text } } } } }
  expect(found(schema, [{ card: { cvc: '1', name: 'a' } }])).toEqual(['/0/card/cvc'])
})

test('in a choice it is found when every branch that declares it says so', () => {
  const card = { properties: { cvc: secret, number: secret } }
  const bank = { properties: { number: text } }
  expect(found({ oneOf: [card, bank] }, { cvc: '1', number: '2' })).toEqual(['/cvc'])
})
