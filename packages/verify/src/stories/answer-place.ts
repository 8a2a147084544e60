import { isJsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'
import { answerSchema, branchesOf, declaredNames } from './compare-items.ts'

/** Where in an answer the members of a request come back, and what the document declares there. */
export interface AnswerPlace {
  /** Path below the answer's envelope; empty where the members stand in the answer itself. */
  readonly path: readonly string[]
  /** Names that are declared at this place. */
  readonly declared: readonly string[]
  /** Names that are declared at this place or inside of it. */
  readonly declaredInside: readonly string[]
}

const deepest = 2

/**
 * Finds where an answer shows the members that were sent: at its top, or inside one member of it, such as the order's
 * `line` or the envelope's `data`. Inside a member they are looked for only where the document leaves no other reading:
 * the top declares none of them, and the member is the only one of the answer, or declares them all, which are at least two.
 */
export function answerPlace(
  operation: OperationPlan,
  envelope: readonly string[],
  sent: readonly string[],
): AnswerPlace {
  const top = answerSchema(operation, envelope)
  const path = findPlace(operation, top, sent) ?? []
  const place = answerSchema(operation, [...envelope, ...path])
  return {
    path,
    declared: [...ownNames(operation, place)],
    declaredInside: [...declaredNames(operation, place)],
  }
}

function findPlace(
  operation: OperationPlan,
  top: PlacedSchema | undefined,
  sent: readonly string[],
): readonly string[] | undefined {
  if (top === undefined || sent.length === 0) return undefined
  let level: { readonly path: readonly string[]; readonly place: PlacedSchema }[] = [
    { path: [], place: top },
  ]
  for (let depth = 0; depth <= deepest; depth++) {
    for (const { path, place } of level) {
      const names = ownNames(operation, place)
      const shared = sent.filter((name) => names.has(name))
      if (depth === 0 && shared.length > 0) return []
      const isOnly = depth === 1 && membersOf(operation, top).length === 1
      if (isOnly && shared.length > 0) return path
      if (depth > 0 && shared.length === sent.length && shared.length > 1) return path
    }
    level = level.flatMap(({ path, place }) =>
      membersOf(operation, place).map((member) => ({
        path: [...path, member.name],
        place: member.place,
      })),
    )
  }
  return undefined
}

function membersOf(
  operation: OperationPlan,
  place: PlacedSchema,
): { readonly name: string; readonly place: PlacedSchema }[] {
  const flat = flattenSchema(operation.api.document, place)
  const properties = isJsonObject(flat.schema) ? flat.schema.properties : undefined
  return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, property]) => {
    const schema = asSchema(property)
    const pointer = `${flat.pointer}/properties/${name}`
    return schema === undefined ? [] : [{ name, place: { schema, pointer } }]
  })
}

/** Names that a schema declares itself, through references, `allOf` and the branches of choices, and not inside members. */
function ownNames(operation: OperationPlan, place: PlacedSchema | undefined): ReadonlySet<string> {
  if (place === undefined) return new Set()
  const flat = flattenSchema(operation.api.document, place).schema
  if (!isJsonObject(flat)) return new Set()
  const names = Object.entries(isJsonObject(flat.properties) ? flat.properties : {}).flatMap(
    ([name, property]) => {
      const own = asSchema(property)
      const read = own && flattenSchema(operation.api.document, { schema: own, pointer: '' }).schema
      return isJsonObject(read) && read.writeOnly === true ? [] : [name]
    },
  )
  const branches = branchesOf(flat).flatMap((schema) => [
    ...ownNames(operation, { schema, pointer: '' }),
  ])
  return new Set([...names, ...branches])
}
