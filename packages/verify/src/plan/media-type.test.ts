import { findMediaType as findInTable } from '@concordat/wire'
import { expect, it } from 'vitest'
import { findMediaType, readMediaType } from './media-type.ts'

const keys = [
  'application/json',
  'application/json;simple',
  'application/json; version=2',
  'application/problem+json; profile="a;b"',
  'application/*+json',
  'text/*',
  '*/*',
]

it.each([
  ['application/json', 'application/json'],
  ['application/json; charset=utf-8', 'application/json'],
  ['application/json;simple', 'application/json;simple'],
  ['application/json; Version=2', 'application/json; version=2'],
  ['application/json; version=3', 'application/json'],
  ['application/problem+json; profile="a;b"', 'application/problem+json; profile="a;b"'],
  ['application/vnd.a+json; charset=utf-8', 'application/*+json'],
  ['text/plain', 'text/*'],
  ['image/png', '*/*'],
])('judges %s by the entry %s, as client and server do', (contentType, key) => {
  const actual = readMediaType(contentType)
  const entries = keys.map((mediaType) => ({ mediaType }))
  expect(actual && findMediaType(entries, actual)?.mediaType).toBe(key)
  const table = Object.fromEntries(keys.map((one) => [one, {}]))
  expect(findInTable(table, contentType)?.key).toBe(key)
})
