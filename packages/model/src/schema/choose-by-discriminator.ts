import { isJsonObject, type JsonPointer, type JsonValue, splitPointer } from '@concordat/core'
import { splitReference } from '../reference/reference.ts'
import type { MutableSchema } from './break-circles.ts'
import type { SchemaModel } from './schema-model.ts'

/**
 * Lets the property of a `discriminator` choose among the schemas that `oneOf` or `anyOf` names: each is judged
 * together with the values that stand for it. A choice is left as it is where that would contradict what its schemas
 * say of the property, and where one of them has no name.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#discriminator-object | Discriminator Object}
 */
export function chooseByDiscriminator(nodes: readonly MutableSchema[], nextId: () => number): void {
  for (const node of nodes) {
    const property = node.discriminator?.propertyName
    if (typeof property !== 'string') continue
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = node[keyword]
      const told = branches && valuesOfBranches(branches, property, node)
      if (!told) continue
      node[keyword] = branches.map((branch) => {
        const values = told.get(branch)
        return values ? withTag(branch, property, values, nextId) : branch
      })
    }
  }
}

/** For each branch the values that stand for it, unless its own schema says which. */
function valuesOfBranches(
  branches: readonly SchemaModel[],
  property: string,
  node: SchemaModel,
): ReadonlyMap<SchemaModel, readonly string[]> | undefined {
  const named = mappedNames(node.discriminator?.mapping)
  const told = new Map<SchemaModel, readonly string[]>()
  const targets = new Set<JsonPointer>()
  for (const branch of branches) {
    if (isNull(branch)) continue
    const target = branch.ref
    if (!target || targets.has(target.pointer)) return undefined
    targets.add(target.pointer)
    const values = named.get(target.pointer) ?? [splitPointer(target.pointer).at(-1) ?? '']
    const declared = declarations(target, property)
    if (declared === undefined || !declared.every(isOpenText)) return undefined
    const lists = declared.flatMap((schema) => (schema.values ? [schema.values] : []))
    // A schema that lists just these says it itself, and one that lists others knows better.
    const isSaid = lists.some((list) => list.length === values.length)
    const isKnown = values.every((value) => lists.every((list) => list.includes(value)))
    if (isKnown && !isSaid) told.set(branch, values)
  }
  // A name of a schema that is not among the choices may still be chosen, and by nothing that is said here.
  return [...named.keys()].every((pointer) => targets.has(pointer)) ? told : undefined
}

function mappedNames(mapping: JsonValue | undefined): Map<JsonPointer, string[]> {
  const names = new Map<JsonPointer, string[]>()
  for (const [value, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
    if (typeof target !== 'string') continue
    const pointer = splitReference(target).fragment
    names.set(pointer, [...(names.get(pointer) ?? []), value])
  }
  return names
}

/** What a schema and those that it includes say of a property; `undefined` where it is forbidden. */
function declarations(root: SchemaModel, property: string): readonly SchemaModel[] | undefined {
  const found: SchemaModel[] = []
  const seen = new Set([root])
  for (const node of seen) {
    const own = node.properties?.get(property)
    if (own) found.push(...included(own))
    else if (node.additionalProperties?.always === false) return undefined
    for (const part of included(node)) seen.add(part)
  }
  return found
}

/** A schema and those that judge the same value with it. */
function included(root: SchemaModel): readonly SchemaModel[] {
  const seen = new Set([root])
  for (const node of seen) {
    for (const part of [node.ref, node.dynamicRef, ...(node.allOf ?? [])]) {
      if (part) seen.add(part)
    }
  }
  return [...seen]
}

/** Whether a property can hold names, in requests and in responses. */
function isOpenText(schema: SchemaModel): boolean {
  if (schema.readOnly || schema.writeOnly || schema.always === false) return false
  return schema.types === undefined || schema.types.includes('string')
}

function isNull(branch: SchemaModel): boolean {
  return branch.types?.length === 1 && branch.types[0] === 'null'
}

function withTag(
  branch: SchemaModel,
  property: string,
  values: readonly string[],
  nextId: () => number,
): SchemaModel {
  const { uri, pointer, source } = branch
  const make = (more: Partial<SchemaModel>): SchemaModel => ({
    kind: 'schema',
    id: nextId(),
    uri,
    pointer,
    source,
    ...more,
  })
  const tag = make({ types: ['string'], values })
  const tagged = make({
    types: ['object'],
    properties: new Map([[property, tag]]),
    required: [property],
  })
  return make({ allOf: [branch, tagged] })
}
