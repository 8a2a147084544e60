import type { JsonPointer, JsonValue } from '@concordat/core'

/** One value beside a good one: what differs, and which keyword of which schema it is about. */
export interface Variation {
  /** Path of the changed member inside the value. */
  readonly path: readonly (string | number)[]
  /** The new member; `undefined` removes it. */
  readonly member: JsonValue | undefined
  /** Keyword whose boundary is tried, for example `maxLength`; `type`, `required` and `additionalProperties` included. */
  readonly keyword: string
  /** Schema whose boundary is tried. */
  readonly pointer: JsonPointer
  /** What the author of the variation expects; the judge decides. */
  readonly expected: 'valid' | 'invalid'
  /**
   * Whether a server that keeps to the document has no other good reason to refuse it: ordinary text, documented bounds.
   * Hostile or unusual values, and values that may mean something elsewhere (ids, dates), are not ordinary.
   */
  readonly ordinary: boolean
  /** A few words for a person: `one character too long`. */
  readonly label: string
  /** Other members in its place: where they are all taken, no good reason is left to refuse this one. */
  readonly beside?: readonly JsonValue[]
}

/** Whether a difference that turns out to be valid must be taken: only one that was meant to be. */
export function isOrdinary(variation: Variation): boolean {
  return variation.ordinary && variation.expected === 'valid'
}

/** A copy of a value with the member at a path replaced or removed. */
export function withMember(
  value: JsonValue | undefined,
  path: readonly (string | number)[],
  member: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path
  if (step === undefined) return member
  if (Array.isArray(value)) {
    const index = Number(step)
    const changed = withMember(value[index], rest, member)
    const copy: JsonValue[] = [...value]
    if (changed === undefined) copy.splice(index, 1)
    else copy[index] = changed
    return copy
  }
  const copy: Record<string, JsonValue> = {}
  if (typeof value === 'object' && value !== null) {
    for (const [name, own] of Object.entries(value)) define(copy, name, own)
  }
  const name = String(step)
  const changed = withMember(Object.hasOwn(copy, name) ? copy[name] : undefined, rest, member)
  if (changed === undefined) delete copy[name]
  else define(copy, name, changed)
  return copy
}

function define(target: object, name: string, value: JsonValue): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

/** The member at a path, or `undefined`. */
export function memberAt(value: unknown, path: readonly (string | number)[]): unknown {
  let node = value
  for (const step of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined
    node = Reflect.get(node, step)
  }
  return node
}
