import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planPattern } from './plan-pattern.ts'

const safe = [
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^\\S+$',
  '^.*$',
  '^[A-Z]{2}$',
  '^(foo|fob|bar)$',
  '^#[0-9a-fA-F]{6}$',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  '^(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}$',
  '^\\+?[1-9]\\d{1,14}$',
  '\\S',
  '[a-z]+',
  'foo|bar',
  '^[\\p{L}]+$',
  '^$|^[a-z]+$',
  '^[^@]+@[^@]+$',
]

const unsafe = [
  '^(a+)+$',
  '^(a|aa)+$',
  '^(a|a?)+$',
  '(.*)*x',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
  '^(.*a){20}$',
  '\\s+$',
  'a+b',
  '[a-z]+@',
  '^\\s*[a-z]*\\s*[a-z]*\\s*[a-z ]*$',
  '^(\\w+\\s?)*$',
  '^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+.)+([a-zA-Z0-9]{2,4})+$',
  '^.*foo.*bar.*$',
  '^(?=.*\\d)[a-z]+$',
  '\\bfoo\\b',
  '^[a-z]{0,200}[a-z0-9]{0,200}[a-z]{0,200}$',
  '^(?:(?:a{1,100}){1,100}){1,100}$',
  '^(|a|b|)+$',
]

describe('planPattern', () => {
  it.each(safe)('leaves %s to the language', (source) => {
    expect(planPattern(source).kind).toBe('native')
  })

  it.each(unsafe)('does not leave %s to the language', (source) => {
    expect(planPattern(source).kind).not.toBe('native')
  })

  it.each(['(a)\\1', '^(?<quote>[\'"]).*\\k<quote>$', '(?:a{1000}){1000}'])(
    'refuses %s, for which there is no safe way',
    (source) => {
      expect(planPattern(source)).toMatchObject({ kind: 'refused' })
    },
  )

  it('counts characters rather than to write them out', () => {
    expect(planPattern('(a{1,900}){1,9}b').kind).toBe('linear')
  })

  it('allows a pattern more for a character where texts are short', () => {
    const source = '^(?:ab?|a){90}$'
    expect(planPattern(source).kind).toBe('refused')
    expect(planPattern(source, 1000).kind).toBe('linear')
  })

  it.each(['(?i)abc', '(?P<a>b)', '[', 'a{2,1}', '\\A\\w+\\Z', '(?<=a'])(
    'knows that %s is none',
    (source) => {
      expect(planPattern(source).kind).toBe('invalid')
    },
  )

  it.each([
    ['^[\\w-.]+$', '^[\\w\\-.]+$'],
    ['\\_\\-\\@', '_-@'],
    ['a{', 'a\\{'],
    ['x]', 'x\\]'],
    ["^\\'a{2}$", "^'a{2}$"],
    ['[\\_]', '[_]'],
  ])('reads %s, which is valid without the u flag, as %s', (source, meant) => {
    const plan = planPattern(source)
    expect(plan).toMatchObject({ isRewritten: true })
    const rewritten = new RegExp(meant, 'u')
    const legacy = new RegExp(source)
    for (const text of ['a', 'a-b.c', '_-@', 'a{', 'x]', "'aa", '_', '-', '', 'A']) {
      expect(rewritten.test(text)).toBe(legacy.test(text))
    }
  })

  it('leaves nothing to the language that could take long', { timeout: 60_000 }, () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '.', '\\w', '[^a]', '\\d', '-')
    const term = fc
      .tuple(atom, fc.constantFrom('', '', '+', '*', '?', '{1,3}', '{2}', '{1,30}', '{0,}'))
      .map(([item, count]) => item + count)
    const group = fc
      .tuple(
        fc.array(
          fc.array(term, { maxLength: 3 }).map((items) => items.join('')),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        fc.constantFrom('', '+', '*', '?', '{2}', '{1,4}'),
      )
      .map(([options, count]) => `(?:${options.join('|')})${count}`)
    const body = fc.array(fc.oneof(term, group), { minLength: 1, maxLength: 4 })
    const pattern = fc
      .tuple(fc.constantFrom('^', ''), body, fc.constantFrom('$', ''))
      .map(([start, parts, end]) => start + parts.join('') + end)
    const evil = ['a', 'b', 'ab', 'a-', '-', 'a1'].map((unit) => `${unit.repeat(8000)}\n`)
    fc.assert(
      fc.property(pattern, (source) => {
        if (planPattern(source).kind !== 'native') return
        const native = new RegExp(source, 'u')
        const begin = performance.now()
        for (const text of evil) native.test(text)
        expect(performance.now() - begin, source).toBeLessThan(500)
      }),
      { numRuns: 1500 },
    )
  })

  it('refuses groups that are nested too deeply to be read', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
    expect(planPattern(nested(200)).kind).toBe('native')
    expect(planPattern(nested(3000))).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('nested deeper than 250'),
    })
  })
})
