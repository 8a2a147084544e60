import type { PrimitiveShape, Shape } from '../shape.ts'

/** A value that a text stands for, or `undefined` when it stands for none of its shape. */
export type ReadValue = { readonly value: unknown } | undefined

const integerText = /^-?(?:0|[1-9]\d*)$/
const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * Reads a text as its shape says, never by coercion: an integer is digits as JSON writes them (`limit=`, `0x10`,
 * `1e1`, `+5` are none), a number follows JSON's grammar, a boolean is `true` or `false`. Arrays and objects at this
 * point are JSON text.
 */
export function readText(text: string, shape: Shape): ReadValue {
  if (typeof shape === 'string') return readPrimitive(text, shape)
  if ('anyOf' in shape) {
    for (const one of shape.anyOf) {
      const read = readText(text, one)
      if (read) return read
    }
    return undefined
  }
  const read = readJsonText(text)
  const isArray = Array.isArray(read?.value)
  return typeof read?.value === 'object' && read.value !== null && isArray === 'array' in shape
    ? read
    : undefined
}

function readPrimitive(text: string, shape: PrimitiveShape): ReadValue {
  switch (shape) {
    case 'integer':
    case 'number': {
      const value = (shape === 'integer' ? integerText : numberText).test(text)
        ? Number(text)
        : Number.NaN
      // Adding zero turns -0, which JSON Schema cannot tell apart, into 0.
      return Number.isFinite(value) ? { value: value + 0 } : undefined
    }
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : undefined
    case 'null':
      return text === 'null' ? { value: null } : undefined
    default:
      return { value: text }
  }
}

function readJsonText(text: string): ReadValue {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    // A SyntaxError says only that; the caller names the place.
    return undefined
  }
}

/** What a shape expects, in words, with an article. */
export function describeShape(shape: Shape): string {
  if (typeof shape === 'string') {
    return (
      { string: 'a string', unknown: 'a string', null: '`null`', boolean: '`true` or `false`' }[
        shape as string
      ] ?? `${shape === 'integer' ? 'an' : 'a'} ${shape}`
    )
  }
  if ('anyOf' in shape) return shape.anyOf.map(describeShape).join(' or ')
  return 'array' in shape ? 'an array' : 'an object'
}
