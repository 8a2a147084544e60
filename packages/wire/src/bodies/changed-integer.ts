/**
 * The first integer of a JSON text that `JSON.parse` would make another number of, without a word: beyond 2^53 not every
 * integer is a number. What has a fraction or an exponent is a measure, and as near as numbers come.
 *
 * @example
 * ```ts
 * import { changedInteger } from '@concordat/wire'
 * changedInteger('{"id":9007199254740993}') // '9007199254740993'
 * changedInteger('{"id":9007199254740992}') // undefined
 * ```
 */
export function changedInteger(text: string): string | undefined {
  // Sixteen digits in a row are in few texts: the others need not be looked at.
  if (!/\d{16}/.test(text)) return undefined
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[-\d][\d.eE+-]*/g)) {
    if (isChanged(token)) return token
  }
  return undefined
}

/** Whether a text is an integer that becomes another one as a number. */
export function isChanged(text: string): boolean {
  if (!/^-?\d{16,}$/.test(text)) return false
  const number = Number(text)
  // What JavaScript itself writes for a number is that number, though the digits may stand for another one.
  if (String(number) === text) return false
  return !Number.isFinite(number) || BigInt(number) !== BigInt(text)
}
