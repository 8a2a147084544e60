import type { JsonObject, JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { contentOf } from '../schema/content.ts'
import { contentKeyword } from './ajv.ts'

/**
 * Writes a schema as JSON Schema 2020-12 that needs no document: what references lead to stands under `$defs`.
 */
export function jsonSchemaOf(root: SchemaModel): JsonObject {
  const names = new Map<SchemaModel, string>()
  const queue: SchemaModel[] = []
  const refer = (node: SchemaModel): JsonObject => {
    const name = names.get(node) ?? `s${names.size}`
    if (!names.has(node)) {
      names.set(node, name)
      queue.push(node)
    }
    return { $ref: `#/$defs/${name}` }
  }
  const start = refer(root)
  const defs: Record<string, JsonValue> = {}
  for (const node of queue) defs[names.get(node) ?? ''] = write(node, refer)
  return { ...start, $defs: defs }
}

type Refer = (node: SchemaModel) => JsonObject

function write(node: SchemaModel, refer: Refer): JsonValue {
  if (node.always !== undefined) return node.always
  // Only what references lead to can lead back: everything else is a tree.
  const inner = (schema: SchemaModel): JsonValue => write(schema, refer)
  const written: Record<string, JsonValue> = {}
  for (const keyword of plain) {
    const value = node[keyword]
    if (value !== undefined) written[keyword] = value
  }
  if (node.types) written.type = [...node.types]
  if (node.values) written.enum = [...node.values]
  if (node.format !== undefined && node.format !== 'byte') written.format = node.format
  const content = contentOf(node)
  if (content) written[contentKeyword] = { ...content, schema: true }
  if (node.ref) written.$ref = refer(node.ref).$ref ?? ''
  const parts = [
    ...(node.allOf ?? []).map(inner),
    ...(node.dynamicRef ? [refer(node.dynamicRef)] : []),
  ]
  if (parts.length > 0) written.allOf = parts
  for (const keyword of lists) {
    const schemas = node[keyword]
    if (schemas) written[keyword] = schemas.map(inner)
  }
  for (const keyword of singles) {
    const schema = node[keyword]
    if (schema) written[keyword] = inner(schema)
  }
  for (const keyword of maps) {
    const schemas = node[keyword]
    if (schemas) written[keyword] = objectOf([...schemas].map(([name, one]) => [name, inner(one)]))
  }
  if (node.required) written.required = [...new Set(node.required)]
  if (node.dependentRequired) written.dependentRequired = objectOf([...node.dependentRequired])
  if (node.conditional) {
    const { condition, whenTrue, whenFalse } = node.conditional
    written.if = inner(condition)
    for (const [keyword, branch] of [
      ['then', whenTrue],
      ['else', whenFalse],
    ] as const) {
      if (branch) written[keyword] = inner(branch)
    }
  }
  return written
}

const plain = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minContains',
  'maxContains',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const

const lists = ['anyOf', 'oneOf', 'prefixItems'] as const

const singles = [
  'not',
  'items',
  'contains',
  'unevaluatedItems',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
] as const

const maps = ['properties', 'patternProperties', 'dependentSchemas'] as const

/** Also a member named `__proto__` is a member. */
function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries)
}
