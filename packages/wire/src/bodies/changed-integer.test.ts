import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../parameters/read-text.ts'
import { changedInteger } from './changed-integer.ts'
import { decodeJson } from './json.ts'

describe('integers that a number cannot hold', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['{"a":[1,{"b":-9007199254740993}]}', '-9007199254740993'],
    ['{"a,{[\\"":"x","b":[[],{},12345678901234567891]}', '12345678901234567891'],
    ['[9007199254740992,9223372036854775807]', '9223372036854775807'],
    [`[${'9'.repeat(400)}]`, '9'.repeat(400)],
  ])('%s is found', (text, integer) => {
    expect(changedInteger(text)).toBe(integer)
    const decoded = decodeJson(new TextEncoder().encode(text))
    expect(decoded).toMatchObject({
      ok: false,
      issues: [{ in: 'body', path: [], code: 'precision' }],
    })
  })

  it.each([
    '9007199254740992',
    '9007199254740991',
    '10000000000000000000',
    '9223372036854776000',
    '0.30000000000000004',
    '{"a":"9007199254740993","9007199254740993":1}',
    '1e300',
    '12345678901234567891.5',
    '123456789012345678E2',
    '["\\"9007199254740993"]',
  ])('%s is none', (text) => {
    expect(changedInteger(text)).toBeUndefined()
    expect(decodeJson(new TextEncoder().encode(text))).toEqual({
      ok: true,
      value: JSON.parse(text),
    })
  })

  it('are all those that are not what `JSON.stringify` writes, and no others', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
        const isKept = BigInt(Number(integer)) === integer
        const text = JSON.stringify({ a: [0] }).replace('0', String(integer))
        if (isKept) expect(changedInteger(text)).toBeUndefined()
        else if (String(Number(integer)) !== String(integer))
          expect(changedInteger(text)).toBe(String(integer))
      }),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(changedInteger(JSON.stringify(value))).toBeUndefined()
      }),
    )
  })

  it('are no integers in parameters either', () => {
    expect(readText('9007199254740993', 'integer')).toBeUndefined()
    expect(readText('9007199254740993', 'number')).toBeUndefined()
    expect(readText('9007199254740992', 'integer')).toEqual({ value: 2 ** 53 })
    expect(readText('9007199254740993', { anyOf: ['integer', 'string'] })).toEqual({
      value: '9007199254740993',
    })
  })

  it('are looked for in time that grows with the text', () => {
    const started = performance.now()
    changedInteger(`[${'1'.repeat(2_000_000)}.5,"${'\\"'.repeat(1_000_000)}"]`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
