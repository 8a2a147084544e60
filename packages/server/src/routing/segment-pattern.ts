/** A segment of a path template that holds at least one variable, such as `{id}` or `{name}.{format}`. */
export interface SegmentPattern {
  /** Literal texts around the variables: one more than there are variables. */
  readonly literals: readonly string[]
  readonly names: readonly string[]
  /** How many characters are literal: the more, the more concrete. */
  readonly weight: number
}

/** Reads a segment of a template; `undefined` when it is literal. */
export function readSegmentPattern(segment: string): SegmentPattern | undefined {
  const names: string[] = []
  const literals: string[] = []
  let from = 0
  for (const found of segment.matchAll(/\{([^{}]+)\}/g)) {
    literals.push(segment.slice(from, found.index))
    names.push(found[1] ?? '')
    from = found.index + found[0].length
  }
  if (names.length === 0) return undefined
  literals.push(segment.slice(from))
  return { literals, names, weight: literals.join('').length }
}

/**
 * The texts of a segment's variables, still percent-encoded, none of them empty; `undefined` when the segment does not
 * match. Every variable takes as little as it can, which finds a match wherever there is one, in linear time.
 */
export function matchSegment(
  pattern: SegmentPattern,
  segment: string,
): readonly string[] | undefined {
  const { literals } = pattern
  const first = literals[0] ?? ''
  const last = literals.at(-1) ?? ''
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined
  const end = segment.length - last.length
  const values: string[] = []
  let at = first.length
  for (let index = 1; index < literals.length - 1; index++) {
    const literal = literals[index] ?? ''
    const next = segment.indexOf(literal, at + 1)
    if (next < 0) return undefined
    values.push(segment.slice(at, next))
    at = next + literal.length
  }
  if (at >= end) return undefined
  values.push(segment.slice(at, end))
  return values
}
