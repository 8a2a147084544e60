/** Reads an `int8` as both engines send it, as text, into a number; refuses one that a number cannot hold. */
export function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The store holds ${text}, beyond 2^53.`)
  return value
}
