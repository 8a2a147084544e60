import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  type Random,
} from '@concordat/core'
import { taggedBranch } from './discriminator.ts'
import { exclusiveValue } from './exclusive-value.ts'
import type { MakeContext } from './make-context.ts'
import { flattenSchema } from './merge-schema.ts'
import { makeNumber } from './number-values.ts'
import { orderBounds } from './paired-bounds.ts'
import { asSchema, type PlacedSchema, typesOf } from './resolve-schema.ts'
import { searchValue } from './search-value.ts'
import { makeString } from './string-values.ts'

/** A value that the schema at a pointer accepts, or `undefined` when none was found in a few tries. */
export function makeValue(start: PlacedSchema, context: MakeContext): JsonValue | undefined {
  for (let attempt = 0; attempt < 24; attempt++) {
    // Optional parts are where values fail most: the last tries leave them out.
    const fullness = attempt > 15 ? 'minimal' : context.fullness
    const examples = attempt > 7 && attempt % 2 === 0 ? false : context.examples
    const inner: MakeContext = {
      ...context,
      fullness,
      random: context.random.fork(String(attempt)),
      ...(examples === undefined ? {} : { examples }),
    }
    const value = make(start, inner, 0, '')
    if (value !== undefined && context.judge.accepts(start.pointer, value, context.direction)) {
      return value
    }
  }
  return searchValue(start, context)
}

const maximalDepth = 12

function make(
  start: PlacedSchema,
  context: MakeContext,
  depth: number,
  name: string,
): JsonValue | undefined {
  if (depth > maximalDepth) return undefined
  const { schema, pointer } = flattenSchema(context.document, start)
  if (schema === false) return undefined
  if (schema === true) return context.random.pick(['text', 1, true])
  if (schema.const !== undefined) return schema.const
  const known = name === '' ? undefined : context.known?.(name, schema)
  if (known !== undefined && fitsRoughly(schema, known)) return known
  if (Array.isArray(schema.enum)) return context.random.pick(schema.enum)
  const example = context.examples === false ? undefined : exampleOf(schema)
  if (
    example !== undefined &&
    (depth > 0 || context.fullness !== 'minimal') &&
    useExample(context)
  ) {
    return example
  }
  const choice = makeChoice(schema, pointer, context, { depth, name })
  if (choice !== undefined) return choice.value
  return makeByType(schema, pointer, context, { depth, name })
}

/** Whether a value known by its name alone may be meant here at all: of the right type, and a documented one. */
function fitsRoughly(schema: JsonObject, value: JsonValue): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.includes(value)
  const types = typesOf(schema)
  if (types.length === 0) return true
  const type = typeof value
  return types.includes(type) || (type === 'number' && types.includes('integer'))
}

function useExample(context: MakeContext): boolean {
  return context.fullness !== 'random' || context.random.chance(0.3)
}

function exampleOf(schema: JsonObject): JsonValue | undefined {
  if (schema.example !== undefined) return schema.example
  if (Array.isArray(schema.examples)) return schema.examples[0]
  return schema.default
}

/** A value of one branch of `oneOf` or `anyOf`, joined with the keywords beside it; nothing where there is no choice. */
function makeChoice(
  schema: JsonObject,
  pointer: JsonPointer,
  context: MakeContext,
  { depth, name }: { readonly depth: number; readonly name: string },
): { readonly value: JsonValue | undefined } | undefined {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const branches = schema[keyword]
    if (!Array.isArray(branches) || branches.length === 0) continue
    const fixed = context.fullness === 'full' && context.examples !== false
    const index = fixed ? 0 : context.random.integer(0, branches.length - 1)
    const branch = asSchema(branches[index])
    if (branch === undefined) continue
    const { [keyword]: _, discriminator: __, ...beside } = schema
    const told = taggedBranch(context.document, schema, branches, branch)
    const joined: JsonObject = { ...beside, allOf: told }
    const place = `${pointer}/${keyword}`
    const value = make({ schema: joined, pointer: `${place}/${index}` }, context, depth + 1, name)
    const isOpen = keyword === 'oneOf' && told.length === 1 && isJsonObject(value)
    return {
      value: isOpen ? exclusiveValue(value, { chosen: index, branches }, place, context) : value,
    }
  }
  return undefined
}

function makeByType(
  schema: JsonObject,
  pointer: JsonPointer,
  context: MakeContext,
  { depth, name }: { readonly depth: number; readonly name: string },
): JsonValue | undefined {
  const types = typesOf(schema)
  const type = chooseType(types.length > 0 ? types : guessTypes(schema), context)
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return context.random.chance()
    case 'integer':
    case 'number':
      return makeNumber(schema, context.random, isWhole(schema, type), context.lowest)
    case 'array':
      return makeArray(schema, pointer, context, { depth, name })
    case 'object':
      return makeObject(schema, pointer, context, depth)
    default:
      return makeString(schema, context.random)
  }
}

/** Formats of whole numbers may stand with either type. */
function isWhole({ format }: JsonObject, type: string): boolean {
  return type === 'integer' || format === 'int32' || format === 'int64'
}

function chooseType(types: readonly string[], context: MakeContext): string | undefined {
  const present = types.filter((type) => type !== 'null')
  if (present.length === 0) return types[0]
  if (context.fullness === 'random' && types.includes('null') && context.random.chance(0.1)) {
    return 'null'
  }
  return context.fullness === 'random' ? context.random.pick(present) : present[0]
}

/** Types that keywords of an untyped schema speak of. */
function guessTypes(schema: JsonObject): string[] {
  if (schema.properties || schema.required || schema.additionalProperties) return ['object']
  if (schema.items || schema.prefixItems || schema.minItems) return ['array']
  if (schema.minimum !== undefined || schema.maximum !== undefined) return ['number']
  return ['string']
}

function makeArray(
  schema: JsonObject,
  pointer: JsonPointer,
  context: MakeContext,
  { depth, name }: { readonly depth: number; readonly name: string },
): JsonValue | undefined {
  const minimum = typeof schema.minItems === 'number' ? schema.minItems : 0
  const maximum = typeof schema.maxItems === 'number' ? schema.maxItems : Math.max(minimum, 3)
  const wanted =
    context.fullness === 'minimal'
      ? minimum
      : context.fullness === 'full'
        ? Math.min(Math.max(minimum, depth > 4 ? 0 : 1), maximum)
        : context.random.integer(minimum, Math.min(maximum, minimum + 3))
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : []
  const items = asSchema(schema.items) ?? true
  const made: JsonValue[] = []
  const seen = new Set<string>()
  for (let index = 0, tries = 0; made.length < wanted && tries < wanted * 4 + 4; tries++) {
    const own = asSchema(prefix[index]) ?? items
    const place = index < prefix.length ? `prefixItems/${index}` : 'items'
    const inner = { ...context, random: context.random.fork(`${index}.${tries}`) }
    const value = make({ schema: own, pointer: `${pointer}/${place}` }, inner, depth + 1, name)
    if (value === undefined) break
    const key = JSON.stringify(value)
    if (schema.uniqueItems === true && seen.has(key)) continue
    seen.add(key)
    made.push(value)
    index++
  }
  return made
}

function makeObject(
  schema: JsonObject,
  pointer: JsonPointer,
  context: MakeContext,
  depth: number,
): JsonValue | undefined {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const made: Record<string, JsonValue> = {}
  for (const [name, property] of Object.entries(properties)) {
    const propertySchema = asSchema(property)
    if (propertySchema === undefined || isSkipped(propertySchema, context)) continue
    if (!required.has(name) && !wantsOptional(context, depth)) continue
    const inner = { ...context, random: context.random.fork(name) }
    const place = { schema: propertySchema, pointer: `${pointer}/properties/${name}` }
    const value = make(place, inner, depth + 1, name)
    if (value !== undefined) setOwn(made, name, value)
    else if (required.has(name)) return undefined
  }
  if (Object.keys(properties).length === 0 && context.fullness === 'full' && depth < 5) {
    for (const [pattern, property] of Object.entries(patternsOf(schema))) {
      const inner = asSchema(property)
      const name = makeString({ pattern }, context.random)
      const place = { schema: inner ?? true, pointer: `${pointer}/patternProperties` }
      const value = inner === undefined ? undefined : make(place, context, depth + 1, name)
      if (value !== undefined) setOwn(made, name, value)
    }
  }
  const additional = asSchema(schema.additionalProperties) ?? true
  const missing = [...required].filter(
    (name): name is string => typeof name === 'string' && !Object.hasOwn(made, name),
  )
  const open =
    typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null
  const isMap =
    open && Object.keys(properties).length === 0 && context.fullness === 'full' && depth < 5
  const minimum = Math.max(
    typeof schema.minProperties === 'number' ? schema.minProperties : 0,
    isMap && schema.maxProperties !== 0 ? 1 : 0,
  )
  for (let index = 0; Object.keys(made).length + missing.length < minimum && index < 64; index++) {
    const name = makeName(schema, context.random.fork(`name${index}`)) ?? `key${index}`
    if (!missing.includes(name) && !Object.hasOwn(made, name)) missing.push(name)
  }
  for (const name of missing) {
    if (Object.hasOwn(properties, name)) continue
    const value = make(
      { schema: additional, pointer: `${pointer}/additionalProperties` },
      context,
      depth + 1,
      name,
    )
    if (value === undefined) return undefined
    setOwn(made, name, value)
  }
  orderBounds(made)
  return made
}

/** A name that `propertyNames` allows, where it says something of names. */
function makeName(schema: JsonObject, random: Random): string | undefined {
  const names = schema.propertyNames
  if (!isJsonObject(names)) return undefined
  if (Array.isArray(names.enum)) return String(random.pick(names.enum))
  return names.pattern === undefined && names.maxLength === undefined && names.format === undefined
    ? undefined
    : makeString(names, random)
}

function patternsOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema.patternProperties) ? schema.patternProperties : {}
}

/** Sets an own property whatever its name, `__proto__` included. */
export function setOwn(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

function wantsOptional(context: MakeContext, depth: number): boolean {
  if (context.fullness === 'minimal') return false
  if (context.fullness === 'full') return depth < 5
  return context.random.chance(depth < 3 ? 0.5 : 0.2)
}

/** A request leaves out what the server alone may write; the other way round it is of no use. */
function isSkipped(schema: unknown, context: MakeContext): boolean {
  if (!isJsonObject(schema)) return false
  const flag = context.direction === 'request' ? 'readOnly' : 'writeOnly'
  if (schema[flag] === true) return true
  const flat = flattenSchema(context.document, { schema, pointer: '' }).schema
  return isJsonObject(flat) && flat[flag] === true
}
