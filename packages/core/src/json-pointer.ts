/**
 * A JSON pointer in its string form, for example `/paths/~1users/get`. The empty string is the whole document.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6901 | RFC 6901}
 */
export type JsonPointer = string

/** Escapes one reference token of a JSON pointer. @see RFC 6901 section 3 */
export function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token
}

/** Turns an escaped reference token back into the key it names. @see RFC 6901 section 4 */
export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token
}

/**
 * Appends keys and array indexes to a pointer.
 * @example
 * ```ts
 * import { joinPointer } from '@concordat/core'
 * joinPointer('/paths', '/users', 'get') // '/paths/~1users/get'
 * ```
 */
export function joinPointer(
  base: JsonPointer,
  ...tokens: readonly (string | number)[]
): JsonPointer {
  return base + tokens.map((token) => `/${escapeToken(String(token))}`).join('')
}

/** Splits a pointer into its unescaped tokens; the whole document has none. */
export function splitPointer(pointer: JsonPointer): string[] {
  if (pointer === '') return []
  return pointer.slice(1).split('/').map(unescapeToken)
}

/**
 * The value that a pointer names, or `undefined` where there is none. Reads own properties only, so that
 * `/constructor` does not find what every object inherits.
 */
export function valueAt(root: unknown, pointer: JsonPointer): unknown {
  let node: unknown = root
  for (const token of splitPointer(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined
    node = Reflect.get(node, token)
  }
  return node
}
