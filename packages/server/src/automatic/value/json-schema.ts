/** A schema as a document writes it: an object of keywords, or the boolean schemas. */
export type JsonSchema = boolean | SchemaObject

/** Keywords by name; what is read of them is checked where it is read. */
export type SchemaObject = Readonly<Record<string, unknown>>

/** Whether a value is an object that is neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value can be read as a schema. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isObject(value)
}

/** The schemas in a list, what is none left out. */
export function schemasIn(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

/** A map of schemas, such as `properties`, without what is none. */
export function schemaMap(value: unknown): ReadonlyMap<string, JsonSchema> {
  const found = new Map<string, JsonSchema>()
  if (isObject(value))
    for (const [name, schema] of Object.entries(value))
      if (isSchema(schema)) found.set(name, schema)
  return found
}

/** A keyword's number; `undefined` when it is absent or none. */
export function numberAt(schema: SchemaObject, keyword: string): number | undefined {
  const value = schema[keyword]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The texts in a list, such as `required`. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** A map of plain own members, whatever their names: assignment to `__proto__` would set the prototype. */
export function plainObject(
  entries: Iterable<readonly [string, unknown]>,
): Record<string, unknown> {
  return Object.fromEntries(entries)
}
