import { describe, expect, it } from 'vitest'
import { normaliseSchema30 } from '../index.ts'

describe('a pattern of another engine', () => {
  it.each([
    ['\\Aab\\z', '^ab$'],
    ['/^[0-9]{5}$/', '^[0-9]{5}$'],
    ['/^ab-[a-f1-3\\d]$/i', '^[aA][bB]-[a-fA-F1-3\\d]$'],
    ['(?i)^a-z\\p{Lu}$', '^[aA]-[zZ]\\p{Lu}$'],
    ['(?i)^ab$', '^[aA][bB]$'],
    ['(?P<year>\\d{4})(?P=year)', '(?<year>\\d{4})\\k<year>'],
    ['^[[:alpha:]_]+$', '^[a-zA-Z_]+$'],
    ['^\\p{Alnum}[\\p{Han}\\p{Digit}]\\P{Upper}$', '^[a-zA-Z0-9][\\p{Script=Han}0-9][^A-Z]$'],
    ['\\x{60}', '\\u{60}'],
  ])('%s is read as %s', (pattern, read) => {
    const { schema, findings } = normaliseSchema30({ pattern })
    expect(schema).toEqual({ pattern: read })
    expect(findings.map(({ id }) => id)).toEqual(['schema-pattern-dialect'])
  })

  it.each([
    ['what ECMA-262 has', '^/a/[a-z]+\\/$'],
    ['slashes that a text can have', '/a|b/'],
    ['an intersection of sets', '[\\p{Print}&&[^|]]+'],
    ['a range that is no range of letters', '/^[A-z]$/i'],
    ['nonsense', '(a'],
  ])('is left as it is: %s', (_, pattern) => {
    expect(normaliseSchema30({ pattern })).toMatchObject({ schema: { pattern }, findings: [] })
  })
})
