import type { DrawValue } from './array-value.ts'
import type { Drawing } from './drawing.ts'
import {
  isObject,
  isSchema,
  type JsonSchema,
  numberAt,
  plainObject,
  type SchemaObject,
  schemaMap,
  textsIn,
} from './json-schema.ts'
import { mergeSchemas, Unsatisfiable } from './merge-schemas.ts'
import { stringValue } from './string-value.ts'

/** Draws an object with the required properties, and those optional ones that this drawing wants. */
export function objectValue(
  schema: SchemaObject,
  drawing: Drawing,
  depth: number,
  drawValue: DrawValue,
): Readonly<Record<string, unknown>> {
  const properties = schemaMap(schema.properties)
  const required = new Set(textsIn(schema.required))
  const drawn = new Map<string, unknown>()
  const add = (name: string): void => {
    if (drawn.has(name)) return
    const own = propertySchema(schema, properties, name)
    if (own === undefined || isLeftOut(own, drawing)) return
    drawn.set(name, drawValue(own, drawing, depth))
    for (const needed of neededBy(schema, name)) add(needed)
  }
  for (const name of required) add(name)
  const most = numberAt(schema, 'maxProperties') ?? Number.POSITIVE_INFINITY
  for (const name of properties.keys()) {
    if (drawn.size >= most || !wants(drawing, depth)) continue
    tryTo(() => add(name), drawn, name)
  }
  const least = numberAt(schema, 'minProperties') ?? 0
  for (const name of properties.keys()) if (drawn.size < least) tryTo(() => add(name), drawn, name)
  fill(schema, properties, drawn, least, drawing, depth, drawValue)
  const dependent = schemaMap(schema.dependentSchemas)
  const applying = [...dependent].filter(([name]) => drawn.has(name))
  if (applying.length > 0) {
    const { dependentSchemas: _applied, ...rest } = schema
    const joined = applying.reduce<JsonSchema>(
      (whole, [, part]) => mergeSchemas(whole, { allOf: [part] }),
      {
        ...rest,
        required: [...drawn.keys()],
      },
    )
    return objectFrom(drawValue(joined, { ...drawing, optional: 'none' }, depth - 1))
  }
  return plainObject(drawn)
}

function objectFrom(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new Unsatisfiable('dependentSchemas')
  return value
}

/** An optional property that cannot be drawn (a recursion that must end) is left out. */
function tryTo(add: () => void, drawn: Map<string, unknown>, name: string): void {
  try {
    add()
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error
    drawn.delete(name)
  }
}

function wants(drawing: Drawing, depth: number): boolean {
  if (drawing.optional === 'none' || depth >= drawing.maxDepth || drawing.budget.left <= 0)
    return false
  return drawing.optional === 'all' || drawing.random() < 0.5
}

function isLeftOut(schema: JsonSchema, drawing: Drawing): boolean {
  return typeof schema !== 'boolean' && schema[drawing.leaveOut] === true
}

/** What a schema says of one property; `undefined` when it may not be there. */
function propertySchema(
  schema: SchemaObject,
  properties: ReadonlyMap<string, JsonSchema>,
  name: string,
): JsonSchema | undefined {
  const own = properties.get(name)
  const matching = [...schemaMap(schema.patternProperties)]
    .filter(([pattern]) => matches(pattern, name))
    .map(([, part]) => part)
  if (own === undefined && matching.length === 0) {
    const additional = schema.additionalProperties ?? schema.unevaluatedProperties
    return additional === false ? undefined : isSchema(additional) ? additional : true
  }
  const parts = own === undefined ? matching : [own, ...matching]
  return parts.length === 1 ? parts[0] : { allOf: parts }
}

/** Only short names of the document itself are matched, against patterns that are no longer than a line. */
function matches(pattern: string, name: string): boolean {
  if (pattern.length > 200 || name.length > 40) return false
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    // Not a pattern of ECMAScript: generation refuses it, so that here it cannot matter.
    return false
  }
}

function neededBy(schema: SchemaObject, name: string): readonly string[] {
  return isObject(schema.dependentRequired) ? textsIn(schema.dependentRequired[name]) : []
}

/** Maps (`additionalProperties`, `patternProperties`) get an entry where the schema has no names of its own. */
function fill(
  schema: SchemaObject,
  properties: ReadonlyMap<string, JsonSchema>,
  drawn: Map<string, unknown>,
  least: number,
  drawing: Drawing,
  depth: number,
  drawValue: DrawValue,
): void {
  const isMap =
    properties.size === 0 && isObject(schema.additionalProperties) && wants(drawing, depth)
  const wanted = Math.max(least, isMap ? 1 : 0)
  for (let count = 0; drawn.size < wanted && count < wanted + 100; count++) {
    const name = extraName(schema, drawing, count)
    const own = drawn.has(name) ? undefined : propertySchema(schema, properties, name)
    if (own === undefined) continue
    if (least > drawn.size) drawn.set(name, drawValue(own, drawing, depth))
    else tryTo(() => void drawn.set(name, drawValue(own, drawing, depth)), drawn, name)
  }
  if (drawn.size < least) throw new Unsatisfiable('minProperties')
}

function extraName(schema: SchemaObject, drawing: Drawing, count: number): string {
  const pattern = [...schemaMap(schema.patternProperties).keys()][0]
  if (isObject(schema.propertyNames)) {
    const names = Array.isArray(schema.propertyNames.enum) ? textsIn(schema.propertyNames.enum) : []
    return names[count] ?? stringValue(schema.propertyNames, { ...drawing, vary: count > 0 })
  }
  if (pattern !== undefined && schema.additionalProperties === false)
    return stringValue({ pattern }, { ...drawing, vary: true })
  return `key${count === 0 ? '' : count}`
}
