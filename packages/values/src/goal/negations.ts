import type { JsonType, SchemaModel } from '@concordat/model'
import { newSchema, refusalOf } from './new-schema.ts'

const cache = new WeakMap<SchemaModel, readonly SchemaModel[]>()

/**
 * The ways to be refused by a schema, each as a schema: a value of any of them is refused. Together they are all ways
 * there are, so that a schema without one refuses nothing.
 */
export function negationsOf(schema: SchemaModel): readonly SchemaModel[] {
  const known = cache.get(schema)
  if (known) return known
  const made = [...negations(schema)]
  cache.set(schema, made)
  return made
}

/** Whether a refusal of the schema is said best as it is: it says one thing that has no opposite in other words. */
export function isAtomic(schema: SchemaModel): boolean {
  const said = keywordsOf(schema)
  const [only] = said
  if (said.length !== 1 || only === undefined) return false
  if (only === 'types') return schema.types?.length === 1 && schema.types[0] === 'integer'
  return ['values', 'pattern', 'multipleOf', 'uniqueItems', 'format'].includes(only)
}

const annotations: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'uri',
  'pointer',
  'source',
  'isBase',
  'assertsFormat',
  'title',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'default',
  'examples',
  'discriminator',
])

function keywordsOf(schema: SchemaModel): string[] {
  return Object.keys(schema).filter((key) => !annotations.has(key))
}

function* negations(schema: SchemaModel): Generator<SchemaModel> {
  const make = (keywords: Parameters<typeof newSchema>[1]) => newSchema(schema, keywords)
  if (schema.always === false) yield make({})
  yield* negatedTypes(schema, make)
  if (schema.values) yield make({ not: make({ values: schema.values }) })
  for (const part of [schema.ref, schema.dynamicRef, ...(schema.allOf ?? [])]) {
    if (part) yield refusalOf(part)
  }
  if (schema.anyOf) yield make({ allOf: schema.anyOf.map(refusalOf) })
  if (schema.oneOf) yield* negatedOneOf(schema.oneOf, make)
  if (schema.not) yield make({ allOf: [schema.not] })
  if (schema.conditional) {
    const { condition, whenTrue, whenFalse } = schema.conditional
    if (whenTrue) yield make({ allOf: [condition, refusalOf(whenTrue)] })
    if (whenFalse) yield make({ allOf: [refusalOf(condition), refusalOf(whenFalse)] })
  }
  yield* negatedText(schema, make)
  yield* negatedNumber(schema, make)
  yield* negatedList(schema, make)
  yield* negatedObject(schema, make)
}

type Make = (keywords: Parameters<typeof newSchema>[1]) => SchemaModel

const allTypes: readonly JsonType[] = ['string', 'number', 'boolean', 'object', 'array', 'null']

function* negatedTypes({ types }: SchemaModel, make: Make): Generator<SchemaModel> {
  if (!types) return
  const hasInteger = types.includes('integer') && !types.includes('number')
  const others = allTypes.filter(
    (type) => !types.includes(type) && !(type === 'number' && hasInteger),
  )
  if (others.length > 0) yield make({ types: others })
  if (hasInteger) yield make({ types: ['number'], not: make({ types: ['integer'] }) })
}

function* negatedOneOf(oneOf: readonly SchemaModel[], make: Make): Generator<SchemaModel> {
  yield make({ allOf: oneOf.map(refusalOf) })
  for (const [index, left] of oneOf.entries()) {
    for (const right of oneOf.slice(index + 1)) yield make({ allOf: [left, right] })
  }
}

function* negatedText(schema: SchemaModel, make: Make): Generator<SchemaModel> {
  const { minLength, maxLength, pattern, format } = schema
  const types = ['string'] as const
  if (minLength) yield make({ types, maxLength: minLength - 1 })
  if (maxLength !== undefined) yield make({ types, minLength: maxLength + 1 })
  if (pattern !== undefined) yield make({ types, not: make({ pattern }) })
  if (format !== undefined) yield make({ types, not: make({ format }) })
}

function* negatedNumber(schema: SchemaModel, make: Make): Generator<SchemaModel> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const types = ['number'] as const
  if (minimum !== undefined) yield make({ types, exclusiveMaximum: minimum })
  if (maximum !== undefined) yield make({ types, exclusiveMinimum: maximum })
  if (exclusiveMinimum !== undefined) yield make({ types, maximum: exclusiveMinimum })
  if (exclusiveMaximum !== undefined) yield make({ types, minimum: exclusiveMaximum })
  if (multipleOf !== undefined) yield make({ types, not: make({ multipleOf }) })
}

function* negatedList(schema: SchemaModel, make: Make): Generator<SchemaModel> {
  const { prefixItems = [], items, contains, minItems, maxItems } = schema
  const types = ['array'] as const
  if (minItems) yield make({ types, maxItems: minItems - 1 })
  if (maxItems !== undefined) yield make({ types, minItems: maxItems + 1 })
  const anything = make({})
  for (const [index, item] of prefixItems.entries()) {
    const before = prefixItems.slice(0, index).map(() => anything)
    yield make({ types, minItems: index + 1, prefixItems: [...before, refusalOf(item)] })
  }
  const rest = items ?? schema.unevaluatedItems
  if (rest) {
    const before = prefixItems.map(() => anything)
    const wrong = [...before, refusalOf(rest)]
    yield make({ types, minItems: wrong.length, prefixItems: wrong })
  }
  if (contains) {
    const min = schema.minContains ?? 1
    if (min === 1) yield make({ types, items: refusalOf(contains) })
    else if (min > 1) yield make({ types, contains, minContains: 0, maxContains: min - 1 })
    const { maxContains } = schema
    if (maxContains !== undefined) yield make({ types, contains, minContains: maxContains + 1 })
  }
  if (schema.uniqueItems) yield make({ types, minItems: 2, not: make({ uniqueItems: true }) })
}

function* negatedObject(schema: SchemaModel, make: Make): Generator<SchemaModel> {
  const types = ['object'] as const
  const never = make({ always: false })
  for (const name of schema.required ?? []) {
    yield make({ types, properties: new Map([[name, never]]) })
  }
  const holding = (name: string, value: SchemaModel) =>
    make({ types, required: [name], properties: new Map([[name, value]]) })
  for (const [name, value] of schema.properties ?? []) yield holding(name, refusalOf(value))
  for (const [pattern, value] of schema.patternProperties ?? []) {
    yield make({
      types,
      minProperties: 1,
      patternProperties: new Map([[pattern, refusalOf(value)]]),
      propertyNames: make({ pattern }),
    })
  }
  const others = schema.additionalProperties ?? schema.unevaluatedProperties
  if (others) yield holding(unknownName(schema), refusalOf(others))
  if (schema.propertyNames) {
    yield make({ types, minProperties: 1, propertyNames: refusalOf(schema.propertyNames) })
  }
  const { minProperties, maxProperties } = schema
  if (minProperties) yield make({ types, maxProperties: minProperties - 1 })
  if (maxProperties !== undefined) yield make({ types, minProperties: maxProperties + 1 })
  for (const [name, needed] of schema.dependentRequired ?? []) {
    for (const other of needed) {
      if (other === name) continue
      yield make({ types, required: [name], properties: new Map([[other, never]]) })
    }
  }
  for (const [name, part] of schema.dependentSchemas ?? []) {
    yield make({ types, required: [name], allOf: [refusalOf(part)] })
  }
}

/** A name that the schema does not list. */
export function unknownName(schema: SchemaModel): string {
  for (let count = 0; ; count += 1) {
    const name = `undocumentedProperty${count === 0 ? '' : count}`
    if (!schema.properties?.has(name)) return name
  }
}
