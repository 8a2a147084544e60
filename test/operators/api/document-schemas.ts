import { isJsonObject, type JsonObject, valueAt } from '@concordat/core'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export type Direction = 'request' | 'response'

/** The schemas of one document, by their pointers: what they accept, and what they say. */
export interface DocumentSchemas {
  accepts(pointer: string, value: unknown, direction: Direction): boolean
  errors(pointer: string, value: unknown, direction: Direction): readonly ErrorObject[]
  /** A schema with its references followed and its `allOf` put together. */
  flatten(schema: unknown): JsonObject
}

/** Compiles the schemas of a bundled OpenAPI 3.1 document with ajv, each when it is first asked for. */
export function compileSchemas(document: JsonObject): DocumentSchemas {
  const engines = new Map<Direction, Ajv2020>()
  const compiled = new Map<string, ValidateFunction | undefined>()
  const engine = (direction: Direction): Ajv2020 => {
    const known = engines.get(direction)
    if (known) return known
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      logger: false,
      unicodeRegExp: false,
      validateSchema: false,
      addUsedSchema: false,
    })
    // Its default export is typed as a module namespace under NodeNext.
    const add = addFormats as unknown as (target: Ajv2020) => void
    add(ajv)
    ajv.addSchema({ ...directed(document, document, direction), $id: 'doc:' })
    engines.set(direction, ajv)
    return ajv
  }
  const validator = (pointer: string, direction: Direction): ValidateFunction | undefined => {
    const key = `${direction} ${pointer}`
    if (!compiled.has(key)) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/')
      try {
        compiled.set(key, engine(direction).compile({ $ref: `doc:#${fragment}` }))
      } catch {
        // What ajv cannot compile is not judged here.
        compiled.set(key, undefined)
      }
    }
    return compiled.get(key)
  }
  const errors: DocumentSchemas['errors'] = (pointer, value, direction) => {
    const validate = validator(pointer, direction)
    return validate === undefined || validate(value) ? [] : (validate.errors ?? [])
  }
  return {
    errors,
    accepts: (pointer, value, direction) => errors(pointer, value, direction).length === 0,
    flatten: (schema) => flatten(document, schema, 0),
  }
}

/** A copy in which what a direction must not carry is not required in it. */
function directed(document: JsonObject, node: JsonObject, direction: Direction): JsonObject {
  const barred = direction === 'request' ? 'readOnly' : 'writeOnly'
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (!isJsonObject(value)) return value
    const entries = Object.entries(value).map(([name, inner]) => [name, copy(inner)] as const)
    const result: Record<string, unknown> = Object.fromEntries(entries)
    const { properties, required } = value
    if (Array.isArray(required) && isJsonObject(properties)) {
      result.required = required.filter((name) => {
        const own = flatten(document, properties[String(name)], 0)
        return own[barred] !== true
      })
    }
    if (direction === 'response' && isJsonObject(properties) && isJsonObject(result.properties)) {
      const open = Object.entries(result.properties).map(([name, inner]) => {
        const isHidden = flatten(document, properties[name], 0).writeOnly === true
        return [name, isHidden ? false : inner] as const
      })
      result.properties = Object.fromEntries(open)
    }
    return result
  }
  const directedNode = copy(node)
  return isJsonObject(directedNode) ? directedNode : {}
}

function flatten(document: JsonObject, schema: unknown, depth: number): JsonObject {
  if (!isJsonObject(schema) || depth > 12) return {}
  const { $ref, allOf, ...own } = schema
  const parts: JsonObject[] = [own]
  if (typeof $ref === 'string' && $ref.startsWith('#')) {
    parts.unshift(
      flatten(document, valueAt(document, decodeURIComponent($ref.slice(1))), depth + 1),
    )
  }
  if (Array.isArray(allOf)) {
    parts.unshift(...allOf.map((part) => flatten(document, part, depth + 1)))
  }
  return parts.reduce(join, {})
}

/** Two schemas that hold both, near enough to make values of: they are judged afterwards. */
function join(left: JsonObject, right: JsonObject): JsonObject {
  const joined: Record<string, unknown> = { ...left, ...right }
  const both = (name: string): boolean => left[name] !== undefined && right[name] !== undefined
  if (isJsonObject(left.properties) && isJsonObject(right.properties)) {
    const merged: Record<string, unknown> = { ...left.properties }
    for (const [name, value] of Object.entries(right.properties)) {
      merged[name] = merged[name] === undefined ? value : { allOf: [merged[name], value] }
    }
    joined.properties = merged
  }
  if (Array.isArray(left.required) && Array.isArray(right.required)) {
    joined.required = [...new Set([...left.required, ...right.required])]
  }
  for (const name of ['minimum', 'minLength', 'minItems', 'minProperties', 'exclusiveMinimum']) {
    if (both(name)) joined[name] = Math.max(Number(left[name]), Number(right[name]))
  }
  for (const name of ['maximum', 'maxLength', 'maxItems', 'maxProperties', 'exclusiveMaximum']) {
    if (both(name)) joined[name] = Math.min(Number(left[name]), Number(right[name]))
  }
  if (Array.isArray(left.enum) && Array.isArray(right.enum)) {
    const allowed = right.enum.map((value) => JSON.stringify(value))
    joined.enum = left.enum.filter((value) => allowed.includes(JSON.stringify(value)))
  }
  return joined as JsonObject
}
