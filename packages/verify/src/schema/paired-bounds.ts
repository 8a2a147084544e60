import { isJsonObject, type JsonValue } from '@concordat/core'

const lowerWords = new Set(
  'min minimum low lower least from start starts begin begins since after open opens departure checkin first'.split(
    ' ',
  ),
)
const upperWords = new Set(
  'max maximum high upper most to until till end ends finish before due close closes expires expire expiry return arrival checkout last deadline'.split(
    ' ',
  ),
)
const idleWords = new Set(['on', 'at', 'date', 'time', 'day', 'in', 'out', 'valid', 'value'])

interface Bound {
  readonly side: 'lower' | 'upper'
  /** What is bounded: the other words of the name. */
  readonly subject: string
}

/** Whether a name calls its value the beginning or least of something, or its end or most: `minPrice`, `ends_on`. */
function boundOf(name: string): Bound | undefined {
  const words = name
    .split(/[-_.[\]]|(?<=[a-z\d])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
  const at = words.findIndex((word) => lowerWords.has(word) || upperWords.has(word))
  const word = words[at]
  if (word === undefined) return undefined
  const subject = words.filter((other, index) => index !== at && !idleWords.has(other)).join(' ')
  return { side: lowerWords.has(word) ? 'lower' : 'upper', subject }
}

/**
 * Whether a value is bound by another one, so that a server may refuse what its own schema allows: `endsOn` beside
 * `startsOn`, `maxPrice` beside `minPrice`, a date of ending where the beginning is stored already.
 */
export function isPaired(name: string, siblings: readonly string[], schema: unknown): boolean {
  const own = boundOf(name)
  const isTime = (flat: unknown): boolean =>
    isJsonObject(flat) && /^(date|date-time|time)$/.test(String(flat.format))
  if (own === undefined) return false
  return (
    isTime(schema) ||
    siblings.some((other) => {
      const bound = boundOf(other)
      return bound !== undefined && bound.side !== own.side && bound.subject === own.subject
    })
  )
}

/** Puts the bounds among an object's members in their order, so that nothing ends before it begins. */
export function orderBounds(members: Record<string, JsonValue>): void {
  const names = Object.keys(members)
  for (const low of names) {
    const first = boundOf(low)
    if (first?.side !== 'lower') continue
    for (const high of names) {
      const second = boundOf(high)
      if (second?.side !== 'upper' || second.subject !== first.subject) continue
      const [from, to] = [members[low], members[high]]
      if (from === undefined || to === undefined || !isAfter(from, to)) continue
      members[low] = to
      members[high] = from
    }
  }
}

function isAfter(left: JsonValue, right: JsonValue): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left > right
  if (typeof left !== 'string' || typeof right !== 'string') return false
  const shape = /^(\d{4}-\d\d-\d\d|\d\d:\d\d)/
  return shape.test(left) && shape.test(right) && left.length === right.length && left > right
}
