import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import fc from 'fast-check'
import type { Direction, DocumentSchemas } from './document-schemas.ts'
import { type Random, randomOf } from './random.ts'

/** A schema and where it stands. */
export interface Place {
  readonly pointer: string
  readonly schema: unknown
}

/** How a value is made. */
interface Making {
  readonly schemas: DocumentSchemas
  readonly direction: Direction
  readonly random: Random
  /** Whether what may be left out is there, too. */
  readonly isFull: boolean
}

const tries = 14

/**
 * A value that a schema accepts, decided by the seed; `undefined` where none is found. Full ones are tried first, then
 * ones with what is required only.
 */
export function makeValue(
  schemas: DocumentSchemas,
  { pointer, schema }: Place,
  direction: Direction,
  seed: string,
  isFull = true,
): JsonValue | undefined {
  for (let attempt = 0; attempt < tries; attempt++) {
    const random = randomOf(`${seed}/${attempt}`)
    const making = { schemas, direction, random, isFull: isFull && attempt < tries / 2 }
    const value = make(making, schema, 0)
    if (value !== undefined && schemas.accepts(pointer, value, direction)) return value
  }
  return undefined
}

const deepest = 9

function make(making: Making, schema: unknown, depth: number): JsonValue | undefined {
  if (depth > deepest || schema === false) return undefined
  const flat = making.schemas.flatten(schema)
  if (flat.const !== undefined) return flat.const as JsonValue
  if (Array.isArray(flat.enum)) {
    const values = flat.enum.filter((value) => value !== null)
    return making.random.pick(values.length > 0 ? values : flat.enum) as JsonValue | undefined
  }
  for (const choice of [flat.oneOf, flat.anyOf]) {
    if (Array.isArray(choice) && choice.length > 0) return makeBranch(making, flat, choice, depth)
  }
  switch (typeOf(flat)) {
    case 'object':
      return makeObject(making, flat, depth)
    case 'array':
      return makeArray(making, flat, depth)
    case 'string':
      return makeText(making, flat)
    case 'integer':
    case 'number':
      return makeNumber(making, flat)
    case 'boolean':
      return making.random.chance()
    case 'null':
      return null
    default:
      return making.isFull ? 'any' : {}
  }
}

/** The type of a value that a schema describes, said or shown by its keywords. */
export function typeOf(flat: JsonObject): string | undefined {
  const said = Array.isArray(flat.type) ? flat.type.find((type) => type !== 'null') : flat.type
  if (typeof said === 'string') return said
  if (flat.properties !== undefined || flat.additionalProperties !== undefined) return 'object'
  if (flat.items !== undefined || flat.prefixItems !== undefined) return 'array'
  if (flat.format !== undefined || flat.pattern !== undefined) return 'string'
  return flat.minimum !== undefined || flat.maximum !== undefined ? 'number' : undefined
}

function makeBranch(
  making: Making,
  flat: JsonObject,
  choice: readonly unknown[],
  depth: number,
): JsonValue | undefined {
  const { discriminator, oneOf: _, anyOf: __, ...base } = flat
  const usable = choice.filter((branch) => typeOf(making.schemas.flatten(branch)) !== 'null')
  const branch = making.random.pick(usable.length > 0 ? usable : choice)
  const value = make(making, { allOf: [base, branch] }, depth + 1)
  const name = isJsonObject(discriminator) ? discriminator.propertyName : undefined
  const target = isJsonObject(branch) ? branch.$ref : undefined
  if (typeof name !== 'string' || typeof target !== 'string' || !isJsonObject(value)) return value
  const mapping = isJsonObject(discriminator) ? discriminator.mapping : undefined
  const mapped = Object.entries(isJsonObject(mapping) ? mapping : {}).find(
    ([, to]) => to === target || target.endsWith(`/${String(to)}`),
  )
  const tag = mapped?.[0] ?? target.split('/').at(-1) ?? ''
  return { ...value, [name]: tag }
}

function makeObject(making: Making, flat: JsonObject, depth: number): JsonValue | undefined {
  const { direction, isFull } = making
  const properties = isJsonObject(flat.properties) ? flat.properties : {}
  const required = new Set(Array.isArray(flat.required) ? flat.required.map(String) : [])
  const barred = direction === 'request' ? 'readOnly' : 'writeOnly'
  const made: Record<string, JsonValue> = {}
  for (const [name, property] of Object.entries(properties)) {
    const own = making.schemas.flatten(property)
    if (own[barred] === true) continue
    if (!required.has(name) && (!isFull || depth > 2)) continue
    // Where a server fills in what nobody said, it fills in what is documented.
    const standard = !required.has(name) && direction === 'response' ? own.default : undefined
    const value =
      standard !== undefined && standard !== null
        ? (standard as JsonValue)
        : make(making, property, depth + 1)
    if (value !== undefined) made[name] = value
    else if (required.has(name)) return undefined
  }
  for (const name of required) {
    if (properties[name] === undefined) made[name] ??= makeOther(making, flat, depth) ?? 'any'
  }
  const least = typeof flat.minProperties === 'number' ? flat.minProperties : 0
  for (let index = 0; Object.keys(made).length < least && index < 20; index++) {
    made[`key${index}`] = makeOther(making, flat, depth) ?? 'any'
  }
  return made
}

function makeOther(making: Making, flat: JsonObject, depth: number): JsonValue | undefined {
  return isJsonObject(flat.additionalProperties)
    ? make(making, flat.additionalProperties, depth + 1)
    : undefined
}

function makeArray(making: Making, flat: JsonObject, depth: number): JsonValue | undefined {
  const least = typeof flat.minItems === 'number' ? flat.minItems : 0
  const most = typeof flat.maxItems === 'number' ? flat.maxItems : 99
  const wanted = depth > 3 || !making.isFull ? 0 : making.random.integer(1, 2)
  const count = Math.min(Math.max(least, wanted), most, 60)
  const items: JsonValue[] = []
  const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems : []
  for (let index = 0; items.length < Math.max(count, prefix.length) && index < 90; index++) {
    const item = make(making, prefix[items.length] ?? flat.items ?? {}, depth + 1)
    if (item === undefined) return count === 0 || least === 0 ? items : undefined
    const isNew = !items.some((other) => JSON.stringify(other) === JSON.stringify(item))
    if (flat.uniqueItems !== true || isNew) items.push(item)
  }
  return items
}

function makeNumber({ random }: Making, flat: JsonObject): number {
  const isWhole = typeOf(flat) === 'integer'
  const step = typeof flat.multipleOf === 'number' ? flat.multipleOf : isWhole ? 1 : 0.25
  const bound = (name: string, by: number): number | undefined =>
    typeof flat[name] === 'number' ? Number(flat[name]) + by : undefined
  const low = bound('minimum', 0) ?? bound('exclusiveMinimum', step)
  const high = bound('maximum', 0) ?? bound('exclusiveMaximum', -step)
  const from = low ?? Math.min(1, high ?? 1)
  const to = Math.min(high ?? from + 1000, from + 1000)
  const steps = Math.max(0, Math.floor((to - from) / step))
  const value = Math.ceil(from / step) * step + random.integer(0, steps) * step
  return Math.min(value, to) === value ? Number(value.toPrecision(12)) : from
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A word of lower-case letters. */
export function word(random: Random, length: number): string {
  return Array.from({ length }, () => letters[random.integer(0, 25)] ?? 'a').join('')
}

function makeText({ random }: Making, flat: JsonObject): string {
  const least = typeof flat.minLength === 'number' ? flat.minLength : 0
  const most = typeof flat.maxLength === 'number' ? flat.maxLength : Math.max(least, 4000)
  if (typeof flat.format === 'string') {
    const formatted = ofFormat(flat.format, random)
    if (formatted !== undefined) return formatted
  }
  if (typeof flat.pattern === 'string') {
    try {
      const seed = random.integer(1, 1e9)
      const sampled = fc.sample(fc.stringMatching(new RegExp(flat.pattern)), { seed, numRuns: 24 })
      const fitting = sampled.find((text) => text.length >= least && text.length <= most)
      if (fitting !== undefined) return fitting
    } catch {
      // A pattern with what fast-check cannot make: its example, or nothing fits.
    }
    const [example] = Array.isArray(flat.examples) ? flat.examples : [flat.example]
    if (typeof example === 'string') return example
  }
  const length = Math.max(least, Math.min(most, random.integer(6, 14)))
  return word(random, length)
}

function ofFormat(format: string, random: Random): string | undefined {
  const two = (from: number, to: number): string =>
    String(random.integer(from, to)).padStart(2, '0')
  const date = `20${two(10, 24)}-${two(1, 12)}-${two(1, 28)}`
  const hex = (length: number): string =>
    Array.from({ length }, () => random.integer(0, 15).toString(16)).join('')
  switch (format) {
    case 'date':
      return date
    case 'date-time':
      return `${date}T${two(0, 23)}:${two(0, 59)}:${two(0, 59)}Z`
    case 'time':
      return `${two(0, 23)}:${two(0, 59)}:${two(0, 59)}Z`
    case 'duration':
      return `PT${random.integer(1, 59)}M`
    case 'uuid':
      return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
    case 'email':
    case 'idn-email':
      return `${word(random, 8)}@example.com`
    case 'uri':
    case 'url':
    case 'iri':
      return `https://example.com/${word(random, 8)}`
    case 'uri-reference':
      return `/${word(random, 8)}`
    case 'hostname':
      return `${word(random, 8)}.example.com`
    case 'ipv4':
      return `192.0.2.${random.integer(1, 254)}`
    case 'ipv6':
      return `2001:db8::${hex(4)}`
    case 'byte':
      return Buffer.from(word(random, 9)).toString('base64')
    default:
      return undefined
  }
}
