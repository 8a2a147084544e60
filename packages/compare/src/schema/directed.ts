import type { SchemaModel } from '@concordat/model'
import { anything, nothing } from './expand.ts'

/** Which way a value travels: `readOnly` and `writeOnly` mean something in one of them. */
export type Direction = 'request' | 'response'

/**
 * How a schema is read. `sent`: what one side may send, so that a member that it must not send is never there.
 * `taken`: what the other side has to take, where such a member is passed over.
 */
export type Reading = 'sent' | 'taken'

type Draft = { -readonly [Key in keyof SchemaModel]: SchemaModel[Key] }

/**
 * Gives schemas as they hold for one direction: a `readOnly` member is no part of a request, a `writeOnly` one no part
 * of an answer, and neither is required there.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#schema-object | OpenAPI 3.1, 4.8.24} and OpenAPI 3.0.4, 4.8.24.2
 */
export class DirectedSchemas {
  readonly #flag: 'readOnly' | 'writeOnly'
  readonly #reading: Reading
  readonly #made = new Map<SchemaModel, Map<string, SchemaModel>>()
  readonly #concerned = new Map<SchemaModel, boolean>()

  constructor(direction: Direction, reading: Reading) {
    this.#flag = direction === 'request' ? 'readOnly' : 'writeOnly'
    this.#reading = reading
  }

  /** The schema as it holds in the direction: itself, where nothing that it leads to is flagged. */
  of(node: SchemaModel): SchemaModel {
    return this.#isConcerned(node) ? this.#direct(node, new Set()) : node
  }

  #direct(node: SchemaModel, around: ReadonlySet<string>): SchemaModel {
    const flagged = new Set([...around, ...this.#flaggedNames(node)])
    const key = [...flagged].sort().join('\n')
    const known = this.#made.get(node)?.get(key)
    if (known) return known
    const draft: Draft = { ...node }
    const kept = this.#made.get(node) ?? new Map<string, SchemaModel>()
    this.#made.set(node, kept.set(key, draft))
    this.#fill(draft, node, flagged)
    return draft
  }

  #fill(draft: Draft, node: SchemaModel, flagged: ReadonlySet<string>): void {
    const same = (schema: SchemaModel): SchemaModel => this.#direct(schema, flagged)
    const inner = (schema: SchemaModel): SchemaModel => this.#direct(schema, new Set())
    if (node.required && flagged.size > 0) {
      draft.required = node.required.filter((name) => !flagged.has(name))
    }
    if (node.properties) draft.properties = this.#members(node.properties, inner)
    for (const keyword of ['ref', 'dynamicRef', 'not'] as const) {
      const schema = node[keyword]
      if (schema) draft[keyword] = same(schema)
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const schemas = node[keyword]
      if (schemas) draft[keyword] = schemas.map(same)
    }
    if (node.conditional) {
      const { condition, whenTrue, whenFalse } = node.conditional
      draft.conditional = {
        condition: same(condition),
        ...(whenTrue && { whenTrue: same(whenTrue) }),
        ...(whenFalse && { whenFalse: same(whenFalse) }),
      }
    }
    if (node.dependentSchemas) draft.dependentSchemas = mapped(node.dependentSchemas, same)
    if (node.patternProperties) draft.patternProperties = mapped(node.patternProperties, inner)
    if (node.prefixItems) draft.prefixItems = node.prefixItems.map(inner)
    for (const keyword of innerKeywords) {
      const schema = node[keyword]
      if (schema) draft[keyword] = inner(schema)
    }
  }

  #members(
    properties: ReadonlyMap<string, SchemaModel>,
    inner: (schema: SchemaModel) => SchemaModel,
  ): ReadonlyMap<string, SchemaModel> {
    return mapped(properties, (schema) => {
      if (!this.#isFlagged(schema)) return inner(schema)
      return this.#reading === 'sent' ? nothing : anything
    })
  }

  /** Names of the members that a schema and its parts flag. */
  #flaggedNames(node: SchemaModel, seen = new Set<SchemaModel>()): readonly string[] {
    if (seen.has(node)) return []
    seen.add(node)
    const own = [...(node.properties ?? [])].flatMap(([name, schema]) =>
      this.#isFlagged(schema) ? [name] : [],
    )
    const parts = [node.ref, node.dynamicRef, ...(node.allOf ?? [])]
    return [...own, ...parts.flatMap((part) => (part ? this.#flaggedNames(part, seen) : []))]
  }

  #isFlagged(node: SchemaModel, seen = new Set<SchemaModel>()): boolean {
    if (node[this.#flag]) return true
    if (seen.has(node)) return false
    seen.add(node)
    return [node.ref, ...(node.allOf ?? [])].some((part) => part && this.#isFlagged(part, seen))
  }

  /** Whether anything that a schema leads to is flagged. */
  #isConcerned(start: SchemaModel): boolean {
    const known = this.#concerned.get(start)
    if (known !== undefined) return known
    const seen = new Set([start])
    for (const node of seen) {
      if (node[this.#flag] || this.#concerned.get(node) === true) {
        this.#concerned.set(start, true)
        return true
      }
      for (const next of childrenOf(node)) if (this.#concerned.get(next) !== false) seen.add(next)
    }
    for (const node of seen) this.#concerned.set(node, false)
    return false
  }
}

const innerKeywords = [
  'items',
  'contains',
  'unevaluatedItems',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
] as const

function mapped<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> {
  return new Map([...map].map(([name, value]) => [name, change(value)]))
}

/** Every schema that a schema leads to in one step. */
export function childrenOf(node: SchemaModel): readonly SchemaModel[] {
  return [
    node.ref,
    node.dynamicRef,
    node.not,
    ...(node.allOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    node.conditional?.condition,
    node.conditional?.whenTrue,
    node.conditional?.whenFalse,
    ...(node.prefixItems ?? []),
    ...(node.properties?.values() ?? []),
    ...(node.patternProperties?.values() ?? []),
    ...(node.dependentSchemas?.values() ?? []),
    ...innerKeywords.map((keyword) => node[keyword]),
  ].filter((child) => child !== undefined)
}
