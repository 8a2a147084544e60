import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern, drawPatternText, matchesPattern } from './pattern-texts.ts'

function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const anyLength = { min: 0, max: Number.POSITIVE_INFINITY }

function draw(patterns: string[], seed: number, range = anyLength, refused: string[] = []) {
  return drawPatternText({ patterns, refused }, range, chanceOf(seed), 6)
}

describe('a text drawn from patterns', () => {
  it.each([
    [['^[A-Z]{2}-\\d{4}$']],
    [['^[A-Z]', '[0-9]$']],
    [['^(?=.*[0-9])(?=.*[A-Z])[A-Za-z0-9]{8,}$']],
    [['^([a-c])-\\1$']],
    [['^(?<x>[ab]+)c\\k<x>$']],
    [['^(?!00)[0-9]{2}$', '^(?!99)', '^[09]+$']],
    [['\\b[a-f0-9]{8}\\b-(?!00)[a-f0-9]{4}']],
    [['^\\p{Lu}\\p{Ll}+$']],
    [['^[^\\s@]+@[\\w.-]+\\.[a-z]{2,}$']],
    [['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$']],
    [['^\\u0041\\x42\\t[\\]\\-^]$']],
    [['^(?:(?!--)[a-z-]){4,}$']],
    [['^[\\w-.]+\\_$']],
    [['^[a-\\d]{3,}$']],
    [['foo|bar']],
    [['^foo|bar$']],
    [['^\\p{Script=Hiragana}{3}$']],
    [['^$|^a{3}$']],
    [['^.{1,4096}$']],
    [['^(?!-)[a-z-]{1,63}(?<!-)$']],
    [['^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}$']],
  ])('matches %j', (patterns) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const found = draw(patterns, seed)
      expect(found.kind).toBe('text')
      if (found.kind !== 'text') continue
      for (const pattern of patterns) expect(found.text).toMatch(compilePattern(pattern) ?? /^\b$/)
    }
  })

  it.each([
    ['^[a-z]+$', { min: 300, max: 310 }],
    ['^(ab)+$', { min: 5, max: 6 }],
    ['^[a-z]{0,20000}$', { min: 20_000, max: 20_000 }],
    ['foo', { min: 12, max: 12 }],
    ['^a', { min: 7, max: Number.POSITIVE_INFINITY }],
  ])('%s keeps to a length', (pattern, range) => {
    const found = draw([pattern], 3, range)
    expect(found.kind).toBe('text')
    if (found.kind !== 'text') return
    expect(found.text).toMatch(new RegExp(pattern, 'u'))
    expect([...found.text].length).toBeGreaterThanOrEqual(range.min)
    expect([...found.text].length).toBeLessThanOrEqual(range.max)
  })

  it('is not one of the refused', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      expect(draw(['^[ab]$'], seed, anyLength, ['a'])).toEqual({ kind: 'text', text: 'b' })
    }
  })

  it.each([
    [['^a', '^b'], anyLength, []],
    [['^[ab]{2}$'], { min: 3, max: 9 }, []],
    [['^a*$'], { min: 1, max: 4 }, ['a']],
    [['^(ab)+$'], { min: 5, max: 5 }, []],
    [['$^a'], anyLength, []],
  ])('is proved not to be there for %j', (patterns, range, refused) => {
    expect(draw(patterns, 1, range, refused)).toEqual({ kind: 'none' })
  })

  it('matches as the language says', () => {
    const unit = fc.constantFrom('a', 'b', '-', '1', '\n', 'é')
    const source = fc.constantFrom(
      '^a*b',
      'a|b$',
      '^(a|b-)+$',
      '(?=a)[^b]',
      '^(?!.*--)[a-b-]*$',
      '.{2}',
      '^[^a]?$',
      '\\d\\D',
      'a$|^b',
      '^(?:a|(?=b)b)*1',
      '(a{2,3}){2}',
    )
    fc.assert(
      fc.property(source, fc.string({ unit, maxLength: 8 }), (pattern, text) => {
        expect(matchesPattern(pattern, text)).toBe(new RegExp(pattern, 'u').test(text))
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  it('is found in a hostile pattern without hanging', () => {
    expect(matchesPattern('^(a+)+$', `${'a'.repeat(60)}!`)).toBe(false)
    expect(draw(['^(a+)+b$'], 1).kind).toBe('text')
  })
})
