import { oneSpelling } from './one-spelling.ts'

/** A segment of a path template that holds at least one variable, such as `{id}` or `{name}.{format}`. */
export interface SegmentPattern {
  /** Literal texts around the variables: one more than there are variables. */
  readonly literals: readonly string[]
  /** How many characters are literal: the more, the more concrete. */
  readonly weight: number
}

const variable = /\{[^{}]+\}/

/** Names of a template's variables, in order. */
export function variableNames(template: string): readonly string[] {
  return [...template.matchAll(new RegExp(variable, 'g'))].map(([text]) => text.slice(1, -1))
}

/** Reads a segment of a template; `undefined` when it is literal. */
export function readSegmentPattern(segment: string): SegmentPattern | undefined {
  const literals = segment.split(variable).map(oneSpelling)
  if (literals.length === 1) return undefined
  const literal = literals.join('').length
  // A variable alone is the least concrete there is.
  return { literals, weight: literals.length === 2 && literal === 0 ? -1 : literal }
}

/**
 * Whether a segment is of a pattern; then the texts of its variables, still percent-encoded and none of them empty, are
 * added to `values`. Every variable takes as little as it can, which finds a match wherever there is one, in linear time.
 */
export function matchSegment(
  { literals, weight }: SegmentPattern,
  segment: string,
  values: string[],
): boolean {
  if (weight < 0) {
    if (segment === '') return false
    values.push(segment)
    return true
  }
  const first = literals[0] ?? ''
  const last = literals.at(-1) ?? ''
  if (!segment.startsWith(first) || !segment.endsWith(last)) return false
  const before = values.length
  const end = segment.length - last.length
  let at = first.length
  for (let index = 1; index < literals.length - 1; index++) {
    const literal = literals[index] ?? ''
    const next = segment.indexOf(literal, at + 1)
    if (next < 0) break
    values.push(segment.slice(at, next))
    at = next + literal.length
  }
  if (values.length - before === literals.length - 2 && at < end) {
    values.push(segment.slice(at, end))
    return true
  }
  values.length = before
  return false
}
