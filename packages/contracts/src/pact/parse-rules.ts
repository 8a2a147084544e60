import type { FilePlace } from './file-place.ts'
import type { PlacedRule, ResponseRules, RuleList } from './pact.ts'
import { parsePlacedRules, parseRuleList } from './parse-matchers.ts'
import { parseRulePath } from './rule-path.ts'

/** Reads the rules of an answer: by category (versions 3 and 4), or each with its whole path (version 2). */
export function parseResponseRules(place: FilePlace): ResponseRules {
  const isByPath = place.members().some(([name]) => name.startsWith('$'))
  return isByPath ? rulesByPath(place) : rulesByCategory(place)
}

function rulesByCategory(place: FilePlace): ResponseRules {
  const status = place.member('status')
  const headers = place.firstOf('header', 'headers').members()
  return {
    ...(status.isThere && { status: parseRuleList(atRoot(status)) }),
    headers: new Map(
      headers.map(([name, rule]) => [headerName(name).toLowerCase(), parseRuleList(rule)]),
    ),
    body: parsePlacedRules(place.member('body')),
  }
}

/** What is for a single value stands bare, or under `$` or an empty name. */
function atRoot(place: FilePlace): FilePlace {
  if (place.member('matchers').isThere) return place
  return place.firstOf('$', '').isThere ? place.firstOf('$', '') : place
}

/** Some writers give the name of a header as a path. */
function headerName(written: string): string {
  const [step] = parseRulePath(written) ?? []
  return step?.kind === 'name' ? step.name : written.replace(/\[(\d+|\*)\]$/, '')
}

function rulesByPath(place: FilePlace): ResponseRules {
  const headers = new Map<string, RuleList>()
  const body: PlacedRule[] = []
  let status: RuleList | undefined
  for (const [expression, written] of place.members()) {
    const [category, ...path] =
      parseRulePath(expression) ?? written.fail('a place such as `$.body.a[*].b` as its name')
    const rule = parseRuleList(written)
    const name = category?.kind === 'name' ? category.name : ''
    const [step] = path
    if (name === 'body') body.push({ path, rule })
    else if (name === 'status') status = rule
    else if (/^headers?$/.test(name) && step?.kind === 'name') {
      headers.set(step.name.toLowerCase(), rule)
    }
  }
  return { ...(status && { status }), headers, body }
}
