import { isObject, type JsonSchema, plainObject, schemaMap, schemasIn } from './json-schema.ts'
import { dereference } from './resolve-pointer.ts'

const deepest = 40

/** A value without what its schema lets only requests carry: examples are often written for both ways. */
export function withoutWriteOnly(
  value: unknown,
  schema: JsonSchema,
  document: unknown,
  depth = 0,
): unknown {
  const schemas = depth > deepest ? [] : applying(schema, document)
  if (Array.isArray(value)) {
    const items = schemas.flatMap((one) => schemasIn([one.items]))
    return value.map((item) =>
      items.reduce<unknown>((left, one) => withoutWriteOnly(left, one, document, depth + 1), item),
    )
  }
  if (!isObject(value)) return value
  const properties = schemas.flatMap((one) => [...schemaMap(one.properties)])
  const members = Object.entries(value).flatMap(([name, member]) => {
    const own = properties.flatMap(([key, one]) => (key === name ? [one] : []))
    if (own.some((one) => applying(one, document).some((part) => part.writeOnly === true)))
      return []
    const left = own.reduce<unknown>(
      (rest, one) => withoutWriteOnly(rest, one, document, depth + 1),
      member,
    )
    return [[name, left] as const]
  })
  return plainObject(members)
}

/** The schemas that may judge a value: one, what it refers to, and its alternatives. */
function applying(schema: JsonSchema, document: unknown): Readonly<Record<string, unknown>>[] {
  const found = new Set<Readonly<Record<string, unknown>>>()
  const open: JsonSchema[] = [schema]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'boolean' || found.has(next)) continue
    found.add(next)
    const target = typeof next.$ref === 'string' ? dereference(document, next) : undefined
    if (target) open.push(target)
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) open.push(...schemasIn(next[keyword]))
  }
  return [...found]
}
