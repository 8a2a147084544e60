import { isJsonObject } from '../json-value.ts'

/** What two schemas leave of one value, put together: properties that either of them knows are kept. */
export function mergeOutputs(a: unknown, b: unknown): unknown {
  if (a === b || b === undefined) return a
  if (a === undefined) return b
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.map((item, index) => mergeOutputs(item, b[index]))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return b
  const merged: Record<string, unknown> = { ...a }
  for (const [name, value] of Object.entries(b)) {
    // Zod drops `__proto__` from what it gives; so does this.
    if (name === '__proto__') continue
    merged[name] = Object.hasOwn(a, name) ? mergeOutputs(a[name], value) : value
  }
  return merged
}
