/** Names of the types of JSON Schema that tell values apart. */
export type JsonTypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** The type of a JSON value; `undefined` for what JSON cannot say. */
export function jsonTypeOf(value: unknown): JsonTypeName | undefined {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean'
    ? type
    : undefined
}

/** Whether a value is a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whether an object has a property of its own, as JSON text would show it. What every object inherits does not count,
 * nor does `undefined`, which `JSON.stringify` leaves out.
 */
export function hasProperty(object: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined
}

/** Names of the properties that JSON text would show. */
export function propertyNamesOf(object: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(object).filter((name) => object[name] !== undefined)
}
