import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearPattern } from './linear-pattern.ts'

const letters = ['a', 'b', '-', '1', ' ', 'é', '\n', '\u{1F4A9}', '\uD83D', '_', '\u2028']
const atoms = [
  'a',
  'b',
  '-',
  '.',
  '\\d',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '[ab]',
  '[^a]',
  '[a-f\\d]',
  '\\p{L}',
  '\\P{L}',
  '\\p{Lu}',
  '\\u{1F4A9}',
  '\\uD83D\\uDCA9',
  '\\x61',
  '\\n',
  '\\-'.slice(1),
  '[\\]a]',
  '[^]',
  '[]',
  '\\uD83D',
  '\\/',
  '[\\b]',
  '\\0',
]

const pattern: fc.Arbitrary<string> = fc.letrec<{ whole: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'term' },
    { weight: 6, arbitrary: fc.constantFrom(...atoms) },
    { weight: 2, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B') },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?:${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?=${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?!${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?<=${inner})`) },
    { weight: 1, arbitrary: tie('whole').map((inner) => `(?<!${inner})`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.oneof(
            fc.constantFrom(...atoms),
            tie('whole').map((inner) => `(?:${inner})`),
          ),
          fc.constantFrom('*', '+', '?', '*?', '{2}', '{1,2}', '{0,}', '{0}', '{2,}?'),
        )
        .map(([inner, count]) => inner + count),
    },
  ),
  whole: fc
    .array(
      fc.array(tie('term'), { maxLength: 3 }).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((options) => options.join('|')),
})).whole

const text = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((parts) => parts.join(''))

/** V8 also looks between the halves of a character; ECMA-262 knows whole ones only (RegExpBuiltinExec, step 13). */
function matchesSomewhere(sticky: RegExp, given: string): boolean {
  for (let index = 0; index <= given.length; index += given.codePointAt(index)! > 0xffff ? 2 : 1) {
    sticky.lastIndex = index
    if (sticky.test(given)) return true
  }
  return false
}

describe('linearPattern', () => {
  it('means what the engine of the language means', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        let native: RegExp
        try {
          native = new RegExp(source, 'uy')
        } catch {
          return
        }
        const linear = linearPattern(source)
        for (const given of texts) {
          expect({ source, given, match: linear.test(given) }).toEqual({
            source,
            given,
            match: matchesSomewhere(native, given),
          })
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('counts a repeated character as the engine of the language does', () => {
    const counted = fc
      .tuple(fc.constantFrom('a', 'b', '[ab]', '(?:a)', '.'), fc.nat(3), fc.option(fc.nat(3)))
      .map(([set, min, more]) => `${set}{${min},${more === null ? '' : min + more}}`)
    const source = fc
      .array(
        fc.oneof(
          counted,
          counted.map((one) => `(?:${one})*`),
          fc.tuple(counted, counted).map((two) => `(?:${two.join('|')})+`),
          fc.tuple(counted, counted).map((two) => `(?=${two.join('')})`),
          fc.tuple(counted, counted).map((two) => `(?<!${two.join('')})`),
          fc.tuple(counted, counted).map((two) => `(?:${two.join('')}){1,3}`),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .chain((parts) => fc.constantFrom(parts.join(''), `^${parts.join('')}$`))
    const short = fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'c'), maxLength: 12 })
    fc.assert(
      fc.property(source, fc.array(short, { minLength: 5, maxLength: 5 }), (given, texts) => {
        const native = new RegExp(given, 'u')
        const linear = linearPattern(given)
        for (const one of texts) {
          expect({ given, one, match: linear.test(one) }).toEqual({
            given,
            one,
            match: native.test(one),
          })
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    '(a{1,900}){1,9}b',
    '(?:[a-z]{1,50000}){1,9}\\d',
    '^(?:a?){300}b',
    '^(a+)+$',
    '^(a|aa)+$',
    '^(a|a?)+$',
    '(.*)*x',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(?=.*\\d)(?=.*[a-z])(a*)*$',
    '(x+x+)+y',
    '^(.*a){20}$',
    '\\s+$',
    '(?<!a+)b',
  ])('answers %s at once', (source) => {
    const evil = `${'a'.repeat(20_000)}${' '.repeat(20_000)}!`
    const linear = linearPattern(source)
    const start = performance.now()
    linear.test(evil)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('refuses backreferences', () => {
    expect(() => linearPattern('(a)\\1').test('aa')).toThrow(RangeError)
    expect(() => linearPattern('(?<x>a)\\k<x>').test('aa')).toThrow(RangeError)
  })

  it('refuses counts that would fill the memory', () => {
    expect(() => linearPattern('(?:ab{1000}){9000}').test('a')).toThrow(/10000 steps/)
  })
})
