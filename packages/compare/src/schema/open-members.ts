import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { appliedTo, type Evaluating, isValid, type OpenMembers } from './evaluate.ts'
import { matchesPattern } from './text/match-pattern.ts'

/** The members within a value that schemas, which all accept it, do not name and do not describe. */
export function openMembers(
  all: readonly SchemaModel[],
  value: JsonValue,
  how: Evaluating = {},
): OpenMembers {
  const open = new Map<JsonObject, Set<string>>()
  const visit = (schemas: readonly SchemaModel[], at: JsonValue): void => {
    const applied = schemas.flatMap((one) => (isValid(one, at, how) ? appliedTo(one, at, how) : []))
    if (Array.isArray(at)) {
      for (const [index, item] of at.entries()) visit(itemSchemas(applied, index), item)
    } else if (isJsonObject(at)) {
      const names = open.get(at) ?? new Set<string>()
      open.set(at, names)
      for (const [name, member] of Object.entries(at)) {
        const { isNamed, schemas: inner } = memberSchemas(applied, name)
        if (!isNamed) names.add(name)
        visit(inner, member)
      }
    }
  }
  visit(all, value)
  return open
}

function itemSchemas(applied: readonly SchemaModel[], index: number): readonly SchemaModel[] {
  return applied.flatMap(({ prefixItems = [], items, unevaluatedItems }) => {
    const schema = prefixItems[index] ?? items ?? unevaluatedItems
    return schema ? [schema] : []
  })
}

function memberSchemas(applied: readonly SchemaModel[], name: string) {
  const schemas: SchemaModel[] = []
  let isNamed = false
  for (const node of applied) {
    const named = node.properties?.get(name)
    const matched = [...(node.patternProperties ?? [])].flatMap(([pattern, schema]) =>
      matchesPattern(pattern, name) ? [schema] : [],
    )
    const others = named ? [named, ...matched] : matched
    if (others.length > 0) isNamed = true
    const rest = others.length > 0 ? undefined : node.additionalProperties
    for (const schema of [...others, ...(rest ? [rest] : [])]) schemas.push(schema)
    if (rest && !saysNothing(rest)) isNamed = true
  }
  if (schemas.length === 0) {
    for (const { unevaluatedProperties } of applied) {
      if (!unevaluatedProperties) continue
      schemas.push(unevaluatedProperties)
      if (!saysNothing(unevaluatedProperties)) isNamed = true
    }
  }
  return { isNamed, schemas }
}

/** Whether a schema is `true`, or an object without a keyword that decides anything. */
export function saysNothing(node: SchemaModel): boolean {
  if (node.always !== undefined) return node.always
  const { kind: _k, id: _i, uri: _u, pointer: _p, source: _s, isBase: _b, ref, ...rest } = node
  if (ref && !saysNothing(ref)) return false
  return Object.keys(rest).every((key) => annotations.has(key))
}

const annotations: ReadonlySet<string> = new Set([
  'title',
  'description',
  'deprecated',
  'readOnly',
  'writeOnly',
  'default',
  'examples',
  'assertsFormat',
])
