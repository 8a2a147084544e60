import { isJsonEqual, isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { contentOf } from './content.ts'
import { saysNothing } from './open-members.ts'

type Pair = readonly [SchemaModel, SchemaModel]

/** Tells schemas that are written alike, references seen through, from others. Circles are alike that go round alike. */
export class Sameness {
  readonly #alike = new Map<SchemaModel, Set<SchemaModel>>()
  readonly #different = new Map<SchemaModel, Set<SchemaModel>>()
  readonly #withDefaults: boolean

  /** `withDefaults`: what is alike has the same defaults too. */
  constructor({ withDefaults }: { readonly withDefaults: boolean }) {
    this.#withDefaults = withDefaults
  }

  isSame(a: SchemaModel, b: SchemaModel): boolean {
    const queue: Pair[] = []
    const met = new Map<SchemaModel, Set<SchemaModel>>()
    const ask = (left: SchemaModel, right: SchemaModel): void => {
      if (has(this.#alike, left, right) || has(met, left, right)) return
      put(met, left, right)
      queue.push([left, right])
    }
    ask(a, b)
    for (const [left, right] of queue) {
      if (has(this.#different, left, right) || !this.#isAlike(left, right, ask)) {
        put(this.#different, left, right)
        put(this.#different, a, b)
        return false
      }
    }
    for (const [left, right] of queue) put(this.#alike, left, right)
    return true
  }

  /** Compares what two schemas say themselves, and asks for what they say by others. */
  #isAlike(a: SchemaModel, b: SchemaModel, ask: (a: SchemaModel, b: SchemaModel) => void): boolean {
    if (this.#withDefaults && !isJsonEqual(defaultOf(a) ?? null, defaultOf(b) ?? null)) return false
    const [left, right] = [target(a), target(b)]
    if (left === right) return true
    if (saysNothing(left) || saysNothing(right)) return saysNothing(left) && saysNothing(right)
    if (!scalars.every((keyword) => left[keyword] === right[keyword])) return false
    if (!isJsonEqual(normalForm(left), normalForm(right))) return false
    return (
      single.every((keyword) => asksOne(left[keyword], right[keyword], ask)) &&
      asksOne(left.conditional?.condition, right.conditional?.condition, ask) &&
      asksOne(left.conditional?.whenTrue, right.conditional?.whenTrue, ask) &&
      asksOne(left.conditional?.whenFalse, right.conditional?.whenFalse, ask) &&
      lists.every((keyword) => asksList(left[keyword], right[keyword], ask)) &&
      maps.every((keyword) => asksMap(left[keyword], right[keyword], ask))
    )
  }
}

/** The default of a schema, its own or that of what it refers to. */
export function defaultOf(node: SchemaModel): JsonValue | undefined {
  if (node.default !== undefined) return node.default
  for (const part of [node.ref, ...(node.allOf ?? [])]) {
    const value = part && defaultOf(part)
    if (value !== undefined) return value
  }
  return undefined
}

/** How a schema's values are written in XML. @see {@link https://spec.openapis.org/oas/v3.1.1#xml-object | XML Object} */
export function xmlOf({ source }: SchemaModel): JsonValue {
  return (isJsonObject(source) ? source.xml : undefined) ?? null
}

/** How a member is written in XML, with what holds where nothing is said. */
export function memberXmlOf(schema: SchemaModel, name: string): JsonValue {
  const said = xmlOf(schema) ?? xmlOf(target(schema))
  const { attribute, wrapped, ...rest } = isJsonObject(said) ? said : {}
  return { name, ...rest, attribute: attribute ?? false, wrapped: wrapped ?? false }
}

/** What a schema that says nothing but `$ref` refers to. */
export function target(node: SchemaModel): SchemaModel {
  let at = node
  for (let hops = 0; hops < 100; hops += 1) {
    const { ref, allOf, ...own } = at
    const only = ref ?? (allOf?.length === 1 ? allOf[0] : undefined)
    if (!only || (ref && allOf) || !saysNothing(own) || contentOf(at)) return at
    at = only
  }
  return at
}

const scalars = [
  'always',
  'format',
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

const single = [
  'ref',
  'dynamicRef',
  'not',
  'items',
  'contains',
  'unevaluatedItems',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
] as const

const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
const maps = ['properties', 'patternProperties', 'dependentSchemas'] as const

/** What is compared as a value: sets in one order. */
function normalForm(node: SchemaModel): JsonValue {
  const content = contentOf(node)
  return {
    types: [...(node.types ?? [])].sort(),
    values: node.values ? [...node.values].map((value) => JSON.stringify(value)).sort() : null,
    required: [...new Set(node.required ?? [])].sort(),
    needs: [...(node.dependentRequired ?? [])]
      .map(([name, names]) => [name, ...[...names].sort()])
      .sort(),
    content: content ? [content.encoding ?? '', content.mediaType ?? ''] : [],
    xml: xmlOf(node),
  }
}

function asksOne(
  a: SchemaModel | undefined,
  b: SchemaModel | undefined,
  ask: (a: SchemaModel, b: SchemaModel) => void,
): boolean {
  if (a && b) ask(a, b)
  return (a === undefined) === (b === undefined)
}

function asksList(
  a: readonly SchemaModel[] | undefined,
  b: readonly SchemaModel[] | undefined,
  ask: (a: SchemaModel, b: SchemaModel) => void,
): boolean {
  if (a?.length !== b?.length) return false
  return a?.every((schema, index) => asksOne(schema, b?.[index], ask)) ?? true
}

function asksMap(
  a: ReadonlyMap<string, SchemaModel> | undefined,
  b: ReadonlyMap<string, SchemaModel> | undefined,
  ask: (a: SchemaModel, b: SchemaModel) => void,
): boolean {
  if ((a?.size ?? 0) !== (b?.size ?? 0)) return false
  return [...(a ?? [])].every(([name, schema]) => b?.has(name) && asksOne(schema, b.get(name), ask))
}

function has(map: Map<SchemaModel, Set<SchemaModel>>, a: SchemaModel, b: SchemaModel): boolean {
  return map.get(a)?.has(b) ?? false
}

function put(map: Map<SchemaModel, Set<SchemaModel>>, a: SchemaModel, b: SchemaModel): void {
  const known = map.get(a)
  if (known) known.add(b)
  else map.set(a, new Set([b]))
}
