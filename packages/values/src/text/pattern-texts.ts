import type { CharacterSet, PatternNode } from '@concordat/core'
import { type Expression, Expressions } from './expression.ts'
import { patternExpression } from './pattern-expression.ts'
import { type Chance, type FoundText, type LengthRange, TextMachine } from './text-machine.ts'

/** What texts must, and must not match. */
export interface TextPatterns {
  readonly patterns: readonly string[]
  readonly refused: readonly string[]
}

interface Prepared {
  readonly machine: TextMachine
  readonly isExact: boolean
}

const prepared = new Map<string, Prepared | undefined>()
/** Machines that are kept; documents have fewer patterns. */
const mostKept = 500

/** Draws a text that all patterns match and no refused one does. */
export function drawPatternText(
  texts: TextPatterns,
  range: LengthRange,
  chance: Chance,
  slack: number,
): FoundText {
  // What stands beside a match is best nothing at all; only a length may demand it.
  const whole = machineOf(texts, true, chance)?.machine.draw(range, chance, slack)
  if (whole?.kind === 'text') return whole
  const loose = machineOf(texts, false, chance)
  if (!loose) return { kind: 'not-found' }
  const found = loose.machine.draw(range, chance, slack)
  return found.kind === 'none' && !loose.isExact ? { kind: 'not-found' } : found
}

/** Whether a pattern matches a text, in time linear in the text wherever the pattern allows that. */
export function matchesPattern(pattern: string, text: string): boolean {
  const texts = { patterns: [pattern], refused: [] }
  const known = machineOf(texts, false, () => 0)
  if (known?.isExact) return known.machine.has(text)
  const compiled = compilePattern(pattern)
  // Text that is longer is not asked of a pattern that may take for ever to answer.
  return compiled === undefined || (text.length <= 2000 && compiled.test(text))
}

/** A pattern as validators read it: with the `u` flag or, where it is none then, without. */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // Another reading, or none: what is no pattern says nothing of a text.
    }
  }
  return undefined
}

function machineOf(texts: TextPatterns, isWhole: boolean, chance: Chance): Prepared | undefined {
  const hasReference = [...texts.patterns, ...texts.refused].some((pattern) =>
    /\\(?:[1-9]|k<)/.test(pattern),
  )
  if (hasReference) return prepare(texts, isWhole, chance)
  const key = JSON.stringify([texts.patterns, texts.refused, isWhole])
  if (!prepared.has(key)) {
    if (prepared.size > mostKept) prepared.clear()
    prepared.set(key, prepare(texts, isWhole, chance))
  }
  return prepared.get(key)
}

function prepare(
  { patterns, refused }: TextPatterns,
  isWhole: boolean,
  chance: Chance,
): Prepared | undefined {
  const expressions = new Expressions()
  const textOfGroup = (group: PatternNode): string => groupText(group, expressions, chance)
  const read = (pattern: string, whole: boolean) =>
    patternExpression(pattern, expressions, whole, textOfGroup)
  const wanted = patterns.flatMap((pattern) => read(pattern, isWhole) ?? [])
  // What is not exact must not be taken for all that a pattern matches.
  const unwanted = refused.flatMap((pattern) => read(pattern, false) ?? [])
  const exactUnwanted = unwanted.filter(({ isExact }) => isExact)
  if (wanted.length < patterns.length) return undefined
  const start = expressions.both([
    ...wanted.map(({ expression }) => expression),
    ...exactUnwanted.map(({ expression }) => expressions.not(expression)),
  ])
  const isExact =
    unwanted.length === refused.length && [...wanted, ...unwanted].every((one) => one.isExact)
  return { machine: new TextMachine(expressions, start, allSets(start)), isExact }
}

/** A text for a group that something refers back to. */
function groupText(group: PatternNode, expressions: Expressions, chance: Chance): string {
  const source = patternOf(group, expressions)
  const machine = new TextMachine(expressions, source, allSets(source))
  const found = machine.draw({ min: 0, max: Number.POSITIVE_INFINITY }, chance, 2)
  return found.kind === 'text' ? found.text : ''
}

function patternOf(node: PatternNode, all: Expressions): Expression {
  switch (node.kind) {
    case 'character':
      return all.set(node.set)
    case 'sequence':
      return node.parts.reduceRight<Expression>(
        (rest, part) => all.chain(patternOf(part, all), rest),
        all.empty,
      )
    case 'choice':
      return all.either(node.options.map((option) => patternOf(option, all)))
    case 'group':
      return patternOf(node.part, all)
    case 'repeat':
      return all.repeat(patternOf(node.part, all), node.min, node.max)
    default:
      return all.empty
  }
}

/** All sets within an expression. */
function allSets(root: Expression): ReadonlySet<CharacterSet> {
  const found = new Set<CharacterSet>()
  const seen = new Set<Expression>()
  const open = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const { form } = next
    if (form.kind === 'set') found.add(form.set)
    if (form.kind === 'chain') open.push(form.first, form.rest)
    if (form.kind === 'either') open.push(...form.options)
    if (form.kind === 'both') open.push(...form.parts)
    if (form.kind === 'not' || form.kind === 'repeat') open.push(form.part)
  }
  return found
}
