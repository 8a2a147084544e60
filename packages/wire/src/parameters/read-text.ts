import type { Shape } from '../shape.ts'

/** A value that a text stands for, or `undefined` when it stands for none of its shape. */
export type ReadValue = { readonly value: unknown } | undefined

/**
 * Reads a text as its shape says, never by coercion: an integer is digits as JSON writes them (`limit=`, `0x10`,
 * `1e1`, `+5` are none), a number follows JSON's grammar, a boolean is `true` or `false`, null is `null`. Arrays and
 * objects at this point are JSON text.
 *
 * @example
 * ```ts
 * import { readText } from '@concordat/wire'
 * readText('50', 'integer') // { value: 50 }
 * readText('1e1', 'integer') // undefined
 * ```
 */
export function readText(text: string, shape: Shape): ReadValue {
  if (shape === 'string' || shape === 'unknown') return { value: text }
  if (typeof shape === 'object' && 'anyOf' in shape) {
    for (const one of shape.anyOf) {
      const read = readText(text, one)
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
  const fits = Number.isFinite(value) && (shape === 'number' || /^-?\d+$/.test(text))
  // Adding zero turns -0, which JSON Schema cannot tell apart, into 0.
  return fits ? { value: Number(value) + 0 } : undefined
}

/** The value of JSON text; `undefined` for what is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
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
