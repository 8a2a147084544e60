import { expect, it } from 'vitest'
import { decodeHeaders } from '../parameters/decode-headers.ts'
import { encodeHeaders } from '../parameters/encode-headers.ts'
import { findResponse } from './find-response.ts'

it('finds the exact code before its range and the range before default', () => {
  const responses = { 200: 'a', '2XX': 'b', default: 'c' }
  const find = (status: number) => findResponse(responses, status)?.key
  expect([200, 201, 404].map(find)).toEqual(['200', '2XX', 'default'])
  expect(findResponse({ 200: 'a', '2XX': 'b' }, 404)).toBeUndefined()
})

it('gives response headers their types and says which are wrong', () => {
  const descriptors = {
    'X-Remaining': { shape: 'integer', required: true },
    'X-List': { shape: { array: 'string' } },
    'X-Json': { content: 'application/json' },
    'Set-Cookie': { shape: { array: 'string' } },
  } as const
  const headers = new Headers({ 'x-remaining': '5', 'x-list': 'a, b', 'x-json': '{"a":[1]}' })
  headers.append('set-cookie', 'a=1; Expires=Wed, 09 Jun 2032 10:18:14 GMT')
  headers.append('set-cookie', 'b=2')
  const values = {
    'x-remaining': 5,
    'x-list': ['a', 'b'],
    'x-json': { a: [1] },
    'set-cookie': ['a=1; Expires=Wed, 09 Jun 2032 10:18:14 GMT', 'b=2'],
  }
  expect(decodeHeaders(descriptors, headers)).toEqual({ ok: true, value: values })
  expect(decodeHeaders(descriptors, new Headers(encodeHeaders(descriptors, values)))).toEqual({
    ok: true,
    value: values,
  })
  expect(decodeHeaders(descriptors, new Headers())).toMatchObject({
    issues: [{ in: 'header', path: ['x-remaining'], code: 'missing' }],
  })
  expect(decodeHeaders(descriptors, new Headers({ 'X-Remaining': 'many' }))).toMatchObject({
    issues: [{ path: ['x-remaining'], code: 'type', found: 'many' }],
  })
})
