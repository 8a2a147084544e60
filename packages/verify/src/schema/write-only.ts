import { isJsonObject, type JsonObject, type JsonPointer } from '@concordat/core'
import { flattenSchema } from './merge-schema.ts'
import { asSchema, type PlacedSchema } from './resolve-schema.ts'

/** A property that should not be there: where in the value, and where the document says so. */
export interface WriteOnlyMember {
  readonly at: JsonPointer
  readonly pointer: JsonPointer
}

const withWriteOnly = new WeakMap<JsonObject, boolean>()

/** Whether a document has the keyword at all: most have not, and then no answer need be looked through. */
function hasWriteOnly(document: JsonObject): boolean {
  const known = withWriteOnly.get(document)
  if (known !== undefined) return known
  const found = JSON.stringify(document).includes('"writeOnly":true')
  withWriteOnly.set(document, found)
  return found
}

/** Members of a value whose schema is `writeOnly`; one for each property of a list's items. */
export function findWriteOnly(
  document: JsonObject,
  start: PlacedSchema,
  value: unknown,
): WriteOnlyMember[] {
  return hasWriteOnly(document) ? lookThrough(document, start, value, { at: '', depth: 0 }) : []
}

function lookThrough(
  document: JsonObject,
  start: PlacedSchema,
  value: unknown,
  { at, depth }: { readonly at: JsonPointer; readonly depth: number },
): WriteOnlyMember[] {
  if (depth > 8 || typeof value !== 'object' || value === null) return []
  const { schema, pointer } = flattenSchema(document, start)
  if (typeof schema === 'boolean') return []
  const found = ['oneOf', 'anyOf'].flatMap((keyword) => {
    const branches = schema[keyword]
    return Array.isArray(branches)
      ? inEveryBranch(document, { branches, place: `${pointer}/${keyword}`, depth }, value, at)
      : []
  })
  function inner(
    next: unknown,
    place: JsonPointer,
    member: unknown,
    where: JsonPointer,
  ): WriteOnlyMember[] {
    const placed = asSchema(next)
    if (placed === undefined) return []
    return lookThrough(document, { schema: placed, pointer: place }, member, {
      at: where,
      depth: depth + 1,
    })
  }
  if (Array.isArray(value)) {
    const items = value
      .slice(0, 20)
      .flatMap((item, index) => inner(schema.items, `${pointer}/items`, item, `${at}/${index}`))
    return [...found, ...unique(items)]
  }
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  for (const [name, property] of Object.entries(properties)) {
    if (!Object.hasOwn(value, name)) continue
    const place = `${pointer}/properties/${name}`
    const where = `${at}/${name}`
    const flat = asSchema(property)
    const read =
      flat === undefined
        ? undefined
        : flattenSchema(document, { schema: flat, pointer: place }).schema
    const flagged =
      isJsonObject(property) &&
      (property.writeOnly === true || (isJsonObject(read) && read.writeOnly === true))
    if (flagged) found.push({ at: where, pointer: `${place}/writeOnly` })
    else found.push(...inner(property, place, Reflect.get(value, name), where))
  }
  return found
}

/** What is `writeOnly` in each branch that declares it: which one a value is of need not be known then. */
function inEveryBranch(
  document: JsonObject,
  {
    branches,
    place,
    depth,
  }: { readonly branches: readonly unknown[]; readonly place: JsonPointer; readonly depth: number },
  value: unknown,
  at: JsonPointer,
): WriteOnlyMember[] {
  const placed = branches.flatMap((branch, index): PlacedSchema[] => {
    const schema = asSchema(branch)
    return schema === undefined ? [] : [{ schema, pointer: `${place}/${index}` }]
  })
  const found = placed.map((branch) =>
    lookThrough(document, branch, value, { at, depth: depth + 1 }),
  )
  return unique(
    found.flat().filter((member) => {
      const name = member.at.slice(at.length).split('/')[1] ?? ''
      return placed.every(
        (branch, index) =>
          found[index]?.some((other) => other.at === member.at) ||
          !declares(document, branch, name),
      )
    }),
  )
}

function declares(document: JsonObject, branch: PlacedSchema, name: string): boolean {
  const { schema } = flattenSchema(document, branch)
  return isJsonObject(schema) && isJsonObject(schema.properties) && name in schema.properties
}

function unique(members: readonly WriteOnlyMember[]): WriteOnlyMember[] {
  return members.filter(
    (member, index) => members.findIndex(({ pointer }) => pointer === member.pointer) === index,
  )
}
