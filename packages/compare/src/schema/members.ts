import type { SchemaModel } from '@concordat/model'
import type { Cell } from './cell.ts'
import { saysNothing } from './open-members.ts'
import { matchesPattern } from './text/match-pattern.ts'

/** What a cell says of one member: all of the schemas hold. */
export interface MemberRule {
  readonly schemas: readonly SchemaModel[]
  /** Whether it names or describes the member, so that what is said of it elsewhere counts. */
  readonly isNamed: boolean
}

export function memberRule(cell: Cell, name: string): MemberRule {
  const schemas: SchemaModel[] = []
  let isNamed = false
  for (const { properties, patterns, additional } of cell.objects) {
    const own = properties.get(name)
    const matched = [...patterns].flatMap(([pattern, schema]) =>
      matchesPattern(pattern, name) ? [schema] : [],
    )
    if (own) schemas.push(own)
    schemas.push(...matched)
    if (own || matched.length > 0) isNamed = true
    else if (additional) {
      schemas.push(additional)
      if (!saysNothing(additional)) isNamed = true
    }
  }
  return { schemas, isNamed }
}

/** What a cell says of members that it neither names nor describes by a pattern. */
export function restSchemas({ objects }: Cell): readonly SchemaModel[] {
  return objects.flatMap(({ additional }) => additional ?? [])
}

/** What a cell says of the item at an index. */
export function itemSchemas({ arrays }: Cell, index: number): readonly SchemaModel[] {
  return arrays.flatMap(({ prefix, rest }) => prefix[index] ?? rest ?? [])
}

/** The index from which on all items are described alike. */
export function tupleLength({ arrays }: Cell): number {
  return Math.max(0, ...arrays.map(({ prefix }) => prefix.length))
}

/** The names of all members that a cell names. */
export function namesOf({ objects, required }: Cell): readonly string[] {
  return [...new Set([...objects.flatMap(({ properties }) => [...properties.keys()]), ...required])]
}

/** The schemas of a cell's patterns of names. */
export function patternsOf({ objects }: Cell): ReadonlyMap<string, readonly SchemaModel[]> {
  const found = new Map<string, SchemaModel[]>()
  for (const { patterns } of objects) {
    for (const [pattern, schema] of patterns) {
      found.set(pattern, [...(found.get(pattern) ?? []), schema])
    }
  }
  return found
}
