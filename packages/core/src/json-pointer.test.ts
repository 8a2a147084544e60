import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeToken, joinPointer, splitPointer, unescapeToken, valueAt } from './json-pointer.ts'

describe('a JSON pointer', () => {
  // The document and the pointers of RFC 6901, section 5.
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  }

  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/nothing', undefined],
    ['/foo/9', undefined],
    ['/foo/bar/baz', undefined],
    ['/constructor', undefined],
    ['/foo/0/length', undefined],
  ])('%j names what RFC 6901 says', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value)
  })

  it('finds an own member called __proto__', () => {
    expect(valueAt(JSON.parse('{"__proto__": {"a": 1}}'), '/__proto__/a')).toBe(1)
  })

  it('is split into the tokens it was joined from', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (tokens) => {
        expect(splitPointer(joinPointer('', ...tokens))).toEqual(tokens)
      }),
    )
  })

  it('has tokens that are unescaped to what was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a') }), (token) => {
        expect(unescapeToken(escapeToken(token))).toBe(token)
        expect(escapeToken(token)).not.toContain('/')
      }),
    )
  })

  it('leads to every member of a value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.integer())), (value) => {
        for (const [outer, members] of Object.entries(value)) {
          for (const [inner, number] of Object.entries(members)) {
            expect(valueAt(value, joinPointer('', outer, inner))).toBe(number)
          }
        }
      }),
    )
  })
})
