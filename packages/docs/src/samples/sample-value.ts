import { createRandom, type JsonValue } from '@concordat/core'
import type { JsonType, SchemaModel } from '@concordat/model'
import { acceptsValue, makeValue } from '@concordat/values'

const deepest = 6

/** A value to show that the schema accepts; one made by chance only where none that reads well was found. */
export function validSample(node: SchemaModel): JsonValue | undefined {
  const shown = sampleValue(node)
  const direction = 'request'
  if (shown !== undefined && acceptsValue(node, shown, { direction })) return shown
  const made = makeValue(node, { random: createRandom(1), fullness: 'smallest', direction })
  return made.kind === 'made' ? made.value : shown
}

/**
 * A value to show for a schema: what the document gives as example, or else the least that the schema asks for, in words
 * that read well. It may be none that the schema accepts.
 */
function sampleValue(node: SchemaModel, depth = 0): JsonValue | undefined {
  const documented = node.examples?.[0] ?? openApiExample(node) ?? node.values?.[0] ?? node.default
  if (documented !== undefined) return documented
  if (depth > deepest || node.always === false) return undefined
  const target = node.ref ?? node.dynamicRef
  if (target) return sampleValue(target, depth + 1)
  if (node.allOf) return ofAll(node, depth)
  const branch = (node.oneOf ?? node.anyOf)?.find((one) => one.types?.[0] !== 'null')
  if (branch) {
    const value = sampleValue(branch, depth + 1)
    return isObject(value) && node.properties ? { ...ownMembers(node, depth), ...value } : value
  }
  return ofType(node.types?.find((type) => type !== 'null') ?? guessedType(node), node, depth)
}

function openApiExample({ source }: SchemaModel): JsonValue | undefined {
  return typeof source === 'object' ? source.example : undefined
}

function ofAll(node: SchemaModel, depth: number): JsonValue | undefined {
  const parts = (node.allOf ?? []).map((part) => sampleValue(part, depth + 1))
  const objects = parts.filter(isObject)
  if (objects.length === 0) return parts.find((part) => part !== undefined)
  return Object.assign({}, ...objects, ownMembers(node, depth))
}

function isObject(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ofType(type: JsonType, node: SchemaModel, depth: number): JsonValue | undefined {
  switch (type) {
    case 'string':
      return sampleText(node)
    case 'integer':
    case 'number':
      return sampleNumber(node)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array': {
      const items = (node.prefixItems ?? []).map((item) => sampleValue(item, depth + 1) ?? null)
      const item =
        node.items && node.maxItems !== 0 ? sampleValue(node.items, depth + 1) : undefined
      const missing = Math.max(1, Math.min(node.minItems ?? 1, 3)) - items.length
      if (item !== undefined) for (let count = 0; count < missing; count++) items.push(item)
      return items
    }
    case 'object':
      return ownMembers(node, depth)
  }
}

function ownMembers(node: SchemaModel, depth: number): Record<string, JsonValue> {
  const required = new Set(node.required)
  const members = [...(node.properties ?? [])].flatMap(([name, schema]): [string, JsonValue][] => {
    if (schema.readOnly || schema.ref?.readOnly) return []
    const isShown = required.has(name) || (depth < 2 && hasExample(schema))
    const value = isShown ? sampleValue(schema, depth + 1) : undefined
    return value === undefined ? [] : [[name, value]]
  })
  // Through defined properties `__proto__` stays a name like any other.
  return Object.fromEntries(members)
}

function hasExample(schema: SchemaModel): boolean {
  return schema.examples !== undefined || openApiExample(schema) !== undefined
}

function guessedType({ properties, items }: SchemaModel): JsonType {
  return properties ? 'object' : items ? 'array' : 'string'
}

const texts: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'PT1H',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  byte: 'aGVsbG8=',
}

function sampleText({ format, minLength = 0, maxLength = 1_000 }: SchemaModel): string {
  const text = texts[format ?? ''] ?? 'text'
  return format ? text : text.padEnd(Math.min(minLength, 200), 'text').slice(0, maxLength)
}

function sampleNumber(node: SchemaModel): number {
  const step = node.multipleOf ?? 1
  const least =
    node.minimum ?? (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + step)
  const most =
    node.maximum ?? (node.exclusiveMaximum === undefined ? undefined : node.exclusiveMaximum - step)
  const value = least ?? (most !== undefined && most < step ? most : step)
  return Math.ceil(value / step) * step
}
