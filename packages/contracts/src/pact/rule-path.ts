import type { RulePath, RuleStep } from './pact.ts'

/**
 * Reads the place that a rule is for: `$.list[*]['a.b'][0].*`. `undefined` for what is no such path.
 * @see {@link https://github.com/pact-foundation/pact-specification/tree/version-3#matchers | Pact specification, matchers}
 */
export function parseRulePath(text: string): RulePath | undefined {
  if (!text.startsWith('$')) return undefined
  const steps: RuleStep[] = []
  const step = /\.\*|\.([^.[\]*]+)|\[(?:(\*)|(\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y
  step.lastIndex = 1
  while (step.lastIndex < text.length) {
    const found = step.exec(text)
    if (!found) return undefined
    const [, plain, , index, single, double] = found
    const quoted = single ?? double
    if (index !== undefined) steps.push({ kind: 'index', index: Number(index) })
    else if (plain !== undefined) steps.push({ kind: 'name', name: plain })
    else if (quoted !== undefined)
      steps.push({ kind: 'name', name: quoted.replaceAll(/\\(.)/g, '$1') })
    else steps.push({ kind: 'any' })
  }
  return steps
}
