import { changedInteger, isChanged } from '../bodies/changed-integer.ts'
import type { Shape, UnionShape } from '../shape.ts'

/** A value that a text stands for, or `undefined` when it stands for none of its shape. */
export type ReadValue = { readonly value: unknown } | undefined

/**
 * Reads a text as its shape says, never by coercion: an integer is digits as JSON writes them (`limit=`, `0x10`,
 * `1e1`, `+5` are none), a number follows JSON's grammar, a boolean is `true` or `false`, null is `null`. Arrays and
 * objects at this point are JSON text. Of alternatives the first one that reads the text is taken; `turn` says at which
 * one to begin.
 *
 * @example
 * ```ts
 * import { readText } from '@concordat/wire'
 * readText('50', 'integer') // { value: 50 }
 * readText('1e1', 'integer') // undefined
 * ```
 */
export function readText(text: string, shape: Shape, turn = 0): ReadValue {
  if (shape === 'string' || shape === 'unknown') return { value: text }
  if (typeof shape === 'object' && 'anyOf' in shape) {
    for (const one of alternatives(shape, turn)) {
      const read = readText(text, one, turn)
      if (read) return read
    }
    return undefined
  }
  const value = jsonOf(text)
  if (typeof shape === 'object') {
    const fits = typeof value === 'object' && value && Array.isArray(value) === 'array' in shape
    return fits ? { value } : undefined
  }
  // JSON allows white space around a value.
  if (/\s/.test(text)) return undefined
  if (shape === 'null') return value === null ? { value } : undefined
  if (shape === 'boolean') return typeof value === 'boolean' ? { value } : undefined
  const isRight = shape === 'number' || /^-?\d+$/.test(text)
  const fits = Number.isFinite(value) && isRight && !isChanged(text)
  // Adding zero turns -0, which JSON Schema cannot tell apart, into 0.
  return fits ? { value: Number(value) + 0 } : undefined
}

/** The alternatives of a shape, beginning at another one each turn. */
export function alternatives({ anyOf }: UnionShape, turn = 0): readonly Shape[] {
  const start = turn % Math.max(anyOf.length, 1)
  return start === 0 ? anyOf : [...anyOf.slice(start), ...anyOf.slice(0, start)]
}

/** In how many ways a text may be read: the number of alternatives where a shape has most. */
export function turnsOf(shape: Shape): number {
  if (typeof shape === 'string') return 1
  const parts =
    'anyOf' in shape
      ? shape.anyOf
      : 'array' in shape
        ? [shape.array, ...(shape.prefix ?? [])]
        : [...Object.values(shape.object), ...(shape.additional ? [shape.additional] : [])]
  return Math.max('anyOf' in shape ? parts.length : 1, ...parts.map(turnsOf))
}

/** Whether a JSON value is of the kind that a shape stands for, whatever is inside it. */
export function isOfShape(value: unknown, shape: Shape): boolean {
  if (shape === 'unknown') return true
  if (typeof shape === 'object') {
    if ('anyOf' in shape) return shape.anyOf.some((one) => isOfShape(value, one))
    return typeof value === 'object' && value !== null && Array.isArray(value) === 'array' in shape
  }
  if (shape === 'null') return value === null
  return shape === 'integer' ? Number.isInteger(value) : typeof value === shape
}

/** The value of JSON text; `undefined` for what is none. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // A list or an object in which a number would be another one stands for nothing.
    return typeof value === 'object' && changedInteger(text) ? undefined : value
  } catch {
    // A SyntaxError says only that; the caller names the place.
    return undefined
  }
}

/** What a shape expects, in words, with an article. */
export function describeShape(shape: Shape): string {
  if (typeof shape === 'object') {
    if ('anyOf' in shape) return shape.anyOf.map(describeShape).join(' or ')
    return 'array' in shape ? 'an array' : 'an object'
  }
  if (shape === 'null') return '`null`'
  if (shape === 'boolean') return '`true` or `false`'
  return shape === 'integer' ? 'an integer' : shape === 'number' ? 'a number' : 'a string'
}
