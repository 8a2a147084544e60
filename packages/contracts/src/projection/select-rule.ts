import type { Matcher, PlacedRule, RuleList, RulePath, RuleStep } from '../pact/pact.ts'

/** The rule for a place, with whether it was said of something around it. */
export interface SelectedRule {
  readonly rule: RuleList
  readonly isCascaded: boolean
}

/**
 * The rule that holds for a place: of those whose path leads to it, or to something around it, the heaviest. Root and
 * exact steps weigh 2, `*` weighs 1, multiplied, and longer paths count more.
 * @see {@link https://github.com/pact-foundation/pact-specification/tree/version-3#selecting-the-best-matching-rule | Pact specification}
 */
export function selectRule(rules: readonly PlacedRule[], path: RulePath): SelectedRule | undefined {
  let best: { readonly placed: PlacedRule; readonly weight: number } | undefined
  for (const placed of rules) {
    const own = placed.path.length === path.length
    if (placed.path.length > path.length || !(own || canCascade(placed.rule))) continue
    const weight = weightOf(placed.path, path)
    if (weight === 0 || (best && best.weight > weight)) continue
    best = { placed, weight }
  }
  if (!best) return undefined
  return { rule: best.placed.rule, isCascaded: best.placed.path.length < path.length }
}

function weightOf(rule: RulePath, path: RulePath): number {
  const root = 2
  return (
    rule.reduce((weight, step, index) => weight * stepWeight(step, path[index]), root) *
    (rule.length + 1)
  )
}

function stepWeight(rule: RuleStep, step: RuleStep | undefined): number {
  if (rule.kind === 'any') return 1
  if (rule.kind === 'name') return step?.kind === 'name' && step.name === rule.name ? 2 : 0
  return step?.kind === 'index' && step.index === rule.index ? 2 : 0
}

/** What is said of the members of a map, or of items among others, is not said of what they hold. */
function canCascade({ matchers }: RuleList): boolean {
  return !matchers.some(({ match }) => ends.has(match))
}

const ends: ReadonlySet<Matcher['match']> = new Set([
  'values',
  'eachKey',
  'eachValue',
  'arrayContains',
])
