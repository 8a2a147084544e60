import type { FilePlace } from './file-place.ts'
import type { ArrayVariant, Matcher, PlacedRule, RuleList } from './pact.ts'
import { parseRulePath } from './rule-path.ts'

/** Reads the rules of a body, or of part of it: `{ "$.a": { "combine": "AND", "matchers": [...] } }`. */
export function parsePlacedRules(place: FilePlace): readonly PlacedRule[] {
  return place.members().map(([expression, rule]) => {
    const path = parseRulePath(expression) ?? rule.fail(`a place such as \`$.a[*].b\` as its name`)
    return { path, rule: parseRuleList(rule) }
  })
}

/** Reads the matchers for one value; a bare matcher, as version 2 has it, is a list of one. */
export function parseRuleList(place: FilePlace): RuleList {
  const combine = place.member('combine')
  const matchers = place.member('matchers')
  if (!matchers.isThere) return { combine: 'AND', matchers: [parseMatcher(place)] }
  const said = combine.isThere ? combine.text().toUpperCase() : 'AND'
  if (said !== 'AND' && said !== 'OR') return combine.fail('`AND` or `OR`')
  return { combine: said, matchers: matchers.items().map(parseMatcher) }
}

const plain = [
  'equality',
  'integer',
  'decimal',
  'number',
  'boolean',
  'null',
  'notEmpty',
  'semver',
  'values',
] as const

/** Writers spell some kinds in ways of their own. */
const otherSpellings: Readonly<Record<string, string>> = {
  timestamp: 'datetime',
  'min-type': 'type',
  'max-type': 'type',
  'min-max-type': 'type',
  'not-empty': 'notEmpty',
  'content-type': 'contentType',
  'status-code': 'statusCode',
  'array-contains': 'arrayContains',
  'each-key': 'eachKey',
  'each-value': 'eachValue',
}

function parseMatcher(place: FilePlace): Matcher {
  const written = kindOf(place)
  const kind = otherSpellings[written] ?? written
  const simple = plain.find((one) => one === kind)
  if (simple) return { match: simple }
  switch (kind) {
    case 'type':
      return {
        match: 'type',
        ...countOf(place.member('min'), 'min'),
        ...countOf(place.member('max'), 'max'),
      }
    case 'regex':
      return { match: 'regex', regex: place.member('regex').text() }
    case 'include':
      return { match: 'include', value: textOf(place.member('value')) }
    case 'contentType':
      return { match: 'contentType', value: place.member('value').text() }
    case 'date':
    case 'time':
    case 'datetime': {
      const format = place.firstOf('format', written)
      return { match: kind, ...(format.isThere && { format: format.text() }) }
    }
    case 'statusCode':
      return { match: 'statusCode', status: statusOf(place.member('status')) }
    case 'arrayContains':
      return {
        match: 'arrayContains',
        variants: place.member('variants').items().map(parseVariant),
      }
    case 'eachKey':
    case 'eachValue':
      return { match: kind, matchers: place.member('rules').items().flatMap(parseInnerRule) }
    default:
      return place.firstOf('match').fail('a matcher of the Pact specification')
  }
}

/** Version 2 lets the kind of a matcher be seen from what it says. */
function kindOf(place: FilePlace): string {
  const match = place.member('match')
  if (match.isThere) return match.text()
  if (place.member('regex').isThere) return 'regex'
  if (place.member('min').isThere || place.member('max').isThere) return 'type'
  return place.fail('a matcher')
}

function countOf<Name extends string>(
  place: FilePlace,
  name: Name,
): { readonly [Key in Name]?: number } {
  if (!place.isThere) return {}
  const counts: { [Key in Name]?: number } = {}
  counts[name] = place.count()
  return counts
}

function textOf(place: FilePlace): string {
  const { value } = place
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : place.text()
}

function statusOf(place: FilePlace): string | readonly number[] {
  return typeof place.value === 'string'
    ? place.value
    : place.items().map((status) => status.count())
}

function parseVariant(place: FilePlace): ArrayVariant {
  return { index: place.member('index').count(), rules: parsePlacedRules(place.member('rules')) }
}

/** Within `eachKey` and `eachValue` stand matchers, or lists of them. */
function parseInnerRule(place: FilePlace): readonly Matcher[] {
  return parseRuleList(place).matchers
}
