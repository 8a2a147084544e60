import { isJsonObject } from './json-value.ts'

/**
 * Whether two JSON values are equal: numbers by value, objects whatever the order of their keys.
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.2 | JSON Schema Core, 4.2.2}
 */
export function isJsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isJsonEqual(item, b[index]))
    )
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isJsonEqual(a[name], b[name]))
  )
}

/** Text that two JSON values share exactly when they are equal. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'undefined'
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`)
  return `{${members.join(',')}}`
}
