import assert from 'node:assert/strict'
import type { JsonValue } from '@concordat/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathText } from './member-path.ts'
import { ReadLog } from './read-log.ts'
import { watchValue } from './watch-value.ts'

const answer = {
  id: 1,
  total: 3,
  tags: ['a', 'b'],
  lines: [
    { sku: 'x', qty: 1 },
    { sku: 'y', qty: 2 },
  ],
  buyer: { name: 'n', phone: null },
}
type Answer = typeof answer

/** What is told of code that uses an answer. */
function usesOf(
  use: (value: Answer & { note?: string }) => unknown,
  rules: { test?: RegExp; runner?: RegExp } = {},
): Record<string, string> {
  const log = new ReadLog({
    isTest: (file) => rules.test?.test(file) ?? false,
    isRunner: (file) => (rules.runner ?? /node_modules.@?vitest|node:internal/).test(file),
  })
  const documented = (path: readonly string[]): readonly string[] =>
    path.length === 0 ? ['id', 'note', 'then', 'toJSON'] : []
  use(watchValue(answer, [], log, documented) as Answer)
  return Object.fromEntries(
    log
      .uses()
      .map(({ path, use: kind, onlyInTests, variants }) => [
        pathText(path),
        `${kind}${onlyInTests ? ' in tests' : ''} ${variants.join('|')}`,
      ]),
  )
}

describe('reading', () => {
  it('is told by member, items together', () => {
    const uses = usesOf((value) => {
      const skus = value.lines.map((line) => line.sku)
      return [skus, value.buyer.phone, value.id]
    })
    expect(uses).toEqual({
      '/buyer': 'read filled',
      '/buyer/phone': 'read null',
      '/id': 'read filled',
      '/lines': 'read filled',
      '/lines/*/sku': 'read filled',
    })
  })

  it('of an absent member is seen, and that it was absent', () => {
    expect(usesOf(({ note = 'none' }) => note)).toEqual({ '/note': 'read absent' })
  })

  it('of all members by their names is reading', () => {
    const uses = usesOf(({ buyer: { name, phone } }) => [name, phone])
    expect(uses).toEqual({
      '/buyer': 'read filled',
      '/buyer/name': 'read filled',
      '/buyer/phone': 'read null',
    })
  })

  it.each<[string, (value: Answer) => unknown]>([
    ['spread', (value) => ({ ...value.buyer })],
    ['JSON.stringify', (value) => JSON.stringify(value.buyer)],
    ['structuredClone', (value) => structuredClone(value.buyer)],
    ['Object.entries', (value) => Object.entries(value.buyer)],
    ['Object.assign', (value) => Object.assign({}, value.buyer)],
    ['a rest pattern', ({ buyer: { ...rest } }) => rest],
  ])('%s only passes on', (_, use) => {
    expect(usesOf(use)).toEqual({
      '/buyer': 'read filled',
      '/buyer/name': 'passed-on filled',
      '/buyer/phone': 'passed-on null',
    })
  })

  it('after passing on is still reading', () => {
    const uses = usesOf((value) => {
      const copy = { ...value.buyer }
      return [copy, value.buyer.name]
    })
    expect(uses['/buyer/name']).toBe('read filled')
    expect(uses['/buyer/phone']).toBe('passed-on null')
  })

  it('in a test file is marked', () => {
    expect(usesOf((value) => value.id, { test: /watch-value\.test/ })).toEqual({
      '/id': 'read in tests filled',
    })
  })

  it('by a comparison of the test runner says nothing', () => {
    expect(usesOf((value) => expect(value).toEqual(answer))).toEqual({})
    expect(usesOf((value) => expect(value).toMatchObject({ id: 1 }))).toEqual({})
    expect(usesOf((value) => assert.deepEqual(value, answer))).toEqual({})
  })
})

const watched = (value: JsonValue, names: readonly string[] = []): JsonValue =>
  watchValue(value, [], new ReadLog({ isTest: () => false, isRunner: () => false }), () => names)

describe('a watched value', () => {
  it('is the value, to everything that looks at data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: JsonValue = JSON.parse(JSON.stringify(value))
        const copy = watched(json, ['', 'a', 'absent'])
        expect(copy).toEqual(json)
        expect(copy).toStrictEqual(json)
        assert.deepStrictEqual(copy, json)
        expect(JSON.stringify(copy)).toBe(JSON.stringify(json))
        expect(structuredClone(copy)).toStrictEqual(json)
        if (typeof copy === 'object' && copy !== null) {
          expect(Object.keys(copy)).toEqual(Object.keys(json as object))
          expect(Object.getPrototypeOf(copy)).toBe(Object.getPrototypeOf(json))
        }
      }),
    )
  })

  it('can be changed, sorted, frozen and deleted from', () => {
    const value = watched(answer, ['note']) as Answer & { note?: string }
    value.total = 9
    value.note = 'new'
    value.tags.push('c')
    value.lines.sort((left, right) => right.qty - left.qty)
    expect(value).toMatchObject({ total: 9, note: 'new', tags: ['a', 'b', 'c'] })
    expect(Object.keys(value)).toContain('note')
    expect(value.lines[0]).toEqual({ sku: 'y', qty: 2 })
    Reflect.deleteProperty(value, 'id')
    expect(Object.keys(value)).not.toContain('id')
    Object.freeze(value)
    expect(value.buyer.name).toBe('n')
    expect(() => {
      value.total = 1
    }).toThrow(TypeError)
  })

  it('keeps its identity', () => {
    const value = watched(answer) as Answer
    expect(value.buyer).toBe(value.buyer)
    expect(value.lines[0]).toBe(value.lines[0])
  })
})
