/**
 * The text of one value inside a style. Arrays and objects where a style has no way to say them travel as JSON text,
 * and `null` as the text `null`: OpenAPI leaves both open, and both can be read back by shape.
 *
 * @throws TypeError for a value that no text stands for: a function, a symbol, a bigint, `NaN`, an infinite number.
 */
export function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // JSON writes `null` for NaN and for infinite numbers.
  if (text === undefined || (text === 'null' && typeof value === 'number')) {
    throw new TypeError(`${String(value)} cannot be sent`)
  }
  return text
}

/** Whether a value is said by members: an array or an object. */
export function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Members of an array or object that have a value; `undefined` is left out, as in JSON. */
export function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined)
}
