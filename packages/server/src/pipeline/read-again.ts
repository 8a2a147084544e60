import type { Validator, ValidatorIssue } from '@concordat/wire'

/** Ways to read a message beyond which no more are tried. */
const mostTurns = 8

/** A message that was read in one of several ways. */
export interface ReadOnce<Value> {
  readonly value: Value
  /** In how many ways it may be read. */
  readonly turns: number
  /** Reads it in another way; `undefined` where that gives nothing. */
  readonly again: (turn: number) => Value | undefined
  readonly validate: (value: Value) => readonly ValidatorIssue[]
}

/**
 * Finds the reading that the document allows. On the wire `7` may stand for a text as well as for a number: where the
 * schema takes either, and the first reading breaks it, each member that does is read in the other ways.
 */
export function readAgain<Value>({ value, turns, again, validate }: ReadOnce<Value>): {
  readonly value: Value
  readonly issues: readonly ValidatorIssue[]
} {
  let known = { value, issues: validate(value) }
  for (let turn = 1; turn < Math.min(turns, mostTurns) && known.issues.length > 0; turn++) {
    const other = again(turn)
    const names = new Set(known.issues.map(({ path }) => path[0]))
    if (names.has(undefined)) {
      const issues = other === undefined ? known.issues : validate(other)
      if (other !== undefined && issues.length === 0) known = { value: other, issues }
      continue
    }
    for (const name of names) {
      const mixed = withMember(known.value, other, name)
      if (mixed === undefined) continue
      const issues = validate(mixed)
      if (!issues.some(({ path }) => path[0] === name)) known = { value: mixed, issues }
    }
  }
  return known
}

/** The one value with a member of the other. */
function withMember<Value>(
  value: Value,
  other: Value | undefined,
  name: PropertyKey | undefined,
): Value | undefined {
  if (typeof name !== 'string' || !isRecord(value) || !isRecord(other)) return undefined
  if (!Object.hasOwn(other, name)) return undefined
  // Made of entries, so that `__proto__` stays a member. Seam: a record with another member is a record still.
  return Object.fromEntries([...Object.entries(value), [name, other[name]]]) as Value
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a validator says of a value. */
export function issuesOf(validator: Validator, value: unknown): readonly ValidatorIssue[] {
  const result = validator.safeParse(value)
  return result.success ? [] : result.error.issues
}
