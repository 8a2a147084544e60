import { items, type MemberPath, nameOfStep } from '../reads/member-path.ts'
import type { MemberUse } from '../reads/read-log.ts'
import type { MatcherRule, MatchingRules } from './pact-file.ts'

/** Everything below a place is of the example's type. */
const ofType: MatcherRule = { combine: 'AND', matchers: [{ match: 'type' }] }
const ofTypeOrNull: MatcherRule = {
  combine: 'OR',
  matchers: [{ match: 'type' }, { match: 'null' }],
}

/**
 * The weakest rules that a body can have: everything is of the example's type, a list may be empty, and what a test met
 * as null may be null.
 */
export function weakestRules(uses: readonly MemberUse[]): MatchingRules {
  const nullable = uses.filter(({ variants }) => variants.includes('null'))
  return {
    body: Object.fromEntries([
      ['$', ofType],
      ...nullable.map(({ path }): [string, MatcherRule] => [pactPath(path), ofTypeOrNull]),
    ]),
  }
}

/** A place as Pact writes it: `$.list[*]['a.b']`. */
export function pactPath(path: MemberPath): string {
  return path.reduce((text, step) => {
    if (step === items) return `${text}[*]`
    const name = nameOfStep(step)
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
      ? `${text}.${name}`
      : `${text}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
  }, '$')
}
