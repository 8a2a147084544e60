import { expect, it } from 'vitest'
import { placeKey } from './identity.ts'

const request = (target: string, cookie?: string) => ({
  method: 'GET',
  target,
  headers: cookie === undefined ? [] : [['Cookie', cookie] as const],
})

it('lets a credential stand for a parameter of its name', () => {
  expect(placeKey(request('/a?key=mine&q=1&key2=x'), 'query', 'key', 's&t').target).toBe(
    '/a?q=1&key2=x&key=s%26t',
  )
  expect(placeKey(request('/a'), 'query', 'key', 's').target).toBe('/a?key=s')
  expect(placeKey(request('/a', 'sid=mine; other=1'), 'cookie', 'sid', 's').headers).toEqual([
    ['Cookie', 'other=1; sid=s'],
  ])
})
