import {
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  type JsonValue,
} from '@concordat/core'
import type { FuncKeywordDefinition, SchemaValidateFunction } from 'ajv'
import { asSchema, referencePointer, resolveSchema, typesOf } from './resolve-schema.ts'

/**
 * The document with every choice that a `discriminator` makes written out: a branch of `oneOf` or `anyOf` is judged
 * together with the values that stand for it. A choice is left as it is where that would contradict what its schemas say
 * of the property, and where one of them has no name. @see OpenAPI 3.1, 4.8.25
 */
export function discriminatedDocument(document: JsonObject): JsonObject {
  const visit = (node: JsonValue): JsonValue => {
    if (Array.isArray(node)) return node.map(visit)
    if (!isJsonObject(node)) return node
    const result: Record<string, JsonValue> = {}
    for (const [key, value] of Object.entries(node)) result[key] = visit(value)
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = node[keyword]
      const told = Array.isArray(branches) && branchValues(document, node, branches)
      if (!told) continue
      result[keyword] = branches.map((branch) => {
        const values = told.get(branch)
        if (!isJsonObject(branch) || values === undefined) return visit(branch)
        const properties = { [told.property]: { enum: values } }
        return { $ref: branch.$ref ?? '#', properties, required: [told.property] }
      })
    }
    return result
  }
  const written = visit(document)
  return isJsonObject(written) ? written : document
}

class BranchValues extends Map<JsonValue, string[]> {
  readonly property: string

  constructor(property: string) {
    super()
    this.property = property
  }
}

/** For each branch the values that stand for it, unless its own schema says which. */
function branchValues(
  document: JsonObject,
  schema: JsonObject,
  branches: readonly JsonValue[],
): BranchValues | undefined {
  const { discriminator } = schema
  const property = isJsonObject(discriminator) ? discriminator.propertyName : undefined
  if (!isJsonObject(discriminator) || typeof property !== 'string') return undefined
  const names = mappedNames(discriminator.mapping)
  const told = new BranchValues(property)
  const targets = new Set<JsonPointer>()
  for (const branch of branches) {
    if (isJsonObject(branch) && branch.type === 'null') continue
    const reference = isJsonObject(branch) ? branch.$ref : undefined
    const target = typeof reference === 'string' ? referencePointer(reference) : undefined
    if (target === undefined || targets.has(target)) return undefined
    targets.add(target)
    const declared = declarations(document, { $ref: `#${target}` }, property)
    if (declared === undefined || !declared.every(isOpenText)) return undefined
    const values = names.get(target) ?? [target.split('/').at(-1) ?? '']
    const lists = declared.flatMap(listedValues)
    // A schema that lists just these says it itself, and one that lists others knows better.
    const isSaid = lists.some((list) => list.length === values.length)
    const isKnown = values.every((value) => lists.every((list) => list.includes(value)))
    if (isKnown && !isSaid) told.set(branch, values)
  }
  return [...names.keys()].every((pointer) => targets.has(pointer)) ? told : undefined
}

/** A branch, and what the value must hold so that the discriminator chooses this one. */
export function taggedBranch(
  document: JsonObject,
  schema: JsonObject,
  branches: readonly JsonValue[],
  branch: JsonSchema,
): JsonSchema[] {
  const told = branchValues(document, schema, branches)
  const values = told?.get(branch)
  if (told === undefined || values === undefined) return [branch]
  return [branch, { properties: { [told.property]: { enum: values } }, required: [told.property] }]
}

function mappedNames(mapping: JsonValue | undefined): Map<JsonPointer, string[]> {
  const names = new Map<JsonPointer, string[]>()
  for (const [value, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
    if (typeof target !== 'string') continue
    const pointer = referencePointer(target) ?? `/components/schemas/${target}`
    names.set(pointer, [...(names.get(pointer) ?? []), value])
  }
  return names
}

/** What a schema and those that it includes say of a property; `undefined` where it is forbidden. */
function declarations(
  document: JsonObject,
  start: JsonObject,
  property: string,
): JsonObject[] | undefined {
  const found: JsonObject[] = []
  const schemas = includedIn(document, start)
  for (const schema of schemas) {
    const properties = isJsonObject(schema.properties) ? schema.properties : {}
    const own = Object.hasOwn(properties, property) ? asSchema(properties[property]) : undefined
    if (own === false || (own === undefined && schema.additionalProperties === false)) {
      return undefined
    }
    if (isJsonObject(own)) found.push(...includedIn(document, own))
  }
  return found
}

/** A schema and those that judge the same value with it. */
function includedIn(document: JsonObject, start: JsonObject): JsonObject[] {
  const seen = new Set<JsonObject>([start])
  for (const schema of seen) {
    const parts: JsonValue[] = Array.isArray(schema.allOf) ? [...schema.allOf] : []
    if (typeof schema.$ref === 'string') {
      parts.push(resolveSchema(document, { schema: { $ref: schema.$ref }, pointer: '' }).schema)
    }
    for (const part of parts) if (isJsonObject(part)) seen.add(part)
  }
  return [...seen]
}

function listedValues(schema: JsonObject): (readonly JsonValue[])[] {
  if (schema.const !== undefined) return [[schema.const]]
  return Array.isArray(schema.enum) ? [schema.enum] : []
}

/** Whether a property can hold names, in requests and in responses. */
function isOpenText(schema: JsonObject): boolean {
  if (schema.readOnly === true || schema.writeOnly === true) return false
  const types = typesOf(schema)
  return types.length === 0 || types.includes('string')
}

/**
 * `discriminator` as a keyword of a {@link discriminatedDocument}: it says in one sentence what the branches say in many.
 */
export const discriminatorKeyword: FuncKeywordDefinition = {
  keyword: 'discriminator',
  schemaType: 'object',
  type: 'object',
  errors: true,
  compile(definition, parent) {
    const property = isJsonObject(definition) ? definition.propertyName : undefined
    const branches: unknown = parent.oneOf ?? parent.anyOf
    if (typeof property !== 'string' || !Array.isArray(branches)) return () => true
    const names = new Set(branches.flatMap((branch) => namesOf(branch, property)))
    // A branch that lists values itself, or `null`, may take what is not named.
    if (branches.some((branch) => namesOf(branch, property).length === 0)) return () => true
    const check: SchemaValidateFunction = (value: unknown): boolean => {
      const name = isJsonObject(value) ? value[property] : undefined
      if (typeof name === 'string' && names.has(name)) return true
      const said = JSON.stringify(name)
      const message =
        name === undefined
          ? `must have the discriminator \`${property}\``
          : `has the discriminator \`${property}\` ${said}, which names no branch`
      check.errors = [{ keyword: 'discriminator', message, params: { property } }]
      return false
    }
    return check
  },
}

function namesOf(branch: unknown, property: string): string[] {
  if (!isJsonObject(branch) || branch.$ref === undefined || !isJsonObject(branch.properties)) {
    return []
  }
  const tag = branch.properties[property]
  const values = isJsonObject(tag) && Array.isArray(tag.enum) ? tag.enum : []
  return values.filter((value) => typeof value === 'string')
}
