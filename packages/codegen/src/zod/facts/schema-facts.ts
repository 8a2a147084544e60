import type { JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Direction, isHidden } from './direction.ts'
import { hasOnly, listedChoice, listedValues } from './exact-values.ts'
import {
  allTypes,
  intersectTypes,
  noTypes,
  type TypeSet,
  typeOfValue,
  typeSet,
  uniteTypes,
} from './type-set.ts'

/** References that are followed before a question counts as open. */
const farthest = 200

/**
 * What can be proven about the values that schemas accept. All answers are safe: where a circle or a long way hides
 * the truth, they say less.
 */
export class SchemaFacts {
  readonly direction: Direction
  readonly #types = new Map<SchemaModel, TypeSet>()
  readonly #values = new Map<SchemaModel, readonly JsonValue[] | undefined>()
  readonly #exact = new Map<SchemaModel, readonly JsonValue[] | undefined>()
  readonly #required = new Map<SchemaModel, ReadonlySet<string>>()
  readonly #properties = new Map<string, Map<SchemaModel, readonly SchemaModel[]>>()
  readonly #forbidden = new Map<string, Map<SchemaModel, boolean>>()
  readonly #open = new Set<SchemaModel>()

  constructor(direction: Direction) {
    this.direction = direction
  }

  /** Types that accepted values can have. */
  types(node: SchemaModel): TypeSet {
    return this.#once(this.#types, node, allTypes, () => this.#findTypes(node))
  }

  #findTypes(node: SchemaModel): TypeSet {
    if (node.always !== undefined) return node.always ? allTypes : noTypes
    let types = typeSet(node.types)
    if (node.values) types = intersectTypes(types, new Set(node.values.map(typeOfValue)))
    for (const part of this.#conjuncts(node)) types = intersectTypes(types, this.types(part))
    for (const choice of [node.anyOf, node.oneOf]) {
      if (!choice) continue
      types = intersectTypes(types, uniteTypes(choice.map((branch) => this.types(branch))))
    }
    return types
  }

  /** All values that are accepted, where they can be listed. */
  values(node: SchemaModel): readonly JsonValue[] | undefined {
    return this.#once(this.#values, node, undefined, () => {
      if (node.values) {
        const types = typeSet(node.types)
        return node.values.filter((value) => types.has(typeOfValue(value)))
      }
      for (const part of this.#conjuncts(node)) {
        const values = this.values(part)
        if (values) return values
      }
      const choice = node.anyOf ?? node.oneOf
      if (!choice) return node.types?.length === 1 && node.types[0] === 'null' ? [null] : undefined
      const values: JsonValue[] = []
      for (const branch of choice) {
        const more = this.values(branch)
        if (!more) return undefined
        values.push(...more)
      }
      return values
    })
  }

  /** Exactly the values that are accepted, where a schema lists them and says nothing else. */
  exactValues(node: SchemaModel): readonly JsonValue[] | undefined {
    return this.#once(this.#exact, node, undefined, () => {
      const listed = listedValues(node)
      if (listed) return listed
      if (node.ref && hasOnly(node, 'ref') && !node.types) return this.exactValues(node.ref)
      if (node.values || !hasOnly(node, node.oneOf ? 'oneOf' : 'anyOf', 'format')) return undefined
      const choice = listedChoice(node)
      const isNumeric = choice?.every((value) => typeof value === 'number')
      if (node.format !== undefined && !isNumeric) return undefined
      const types = typeSet(node.types)
      return choice?.filter((value) => types.has(typeOfValue(value)))
    })
  }

  /** Names that every accepted object has. */
  required(node: SchemaModel): ReadonlySet<string> {
    return this.#once(this.#required, node, new Set<string>(), () => {
      const names = new Set(
        node.required?.filter((name) => !isHidden(node.properties?.get(name), this.direction)),
      )
      for (const part of this.#conjuncts(node)) {
        for (const name of this.required(part)) names.add(name)
      }
      return names
    })
  }

  /** All schemas that judge a property of accepted objects. */
  property(node: SchemaModel, name: string): readonly SchemaModel[] {
    return this.#once(ofName(this.#properties, name), node, [], () => {
      const own = node.properties?.get(name)
      const inherited = this.#conjuncts(node).flatMap((part) => this.property(part, name))
      return own ? [own, ...inherited] : inherited
    })
  }

  /** Values that a property can have, where they can be listed. */
  propertyValues(node: SchemaModel, name: string): readonly JsonValue[] | undefined {
    for (const schema of this.property(node, name)) {
      const values = this.values(schema)
      if (values) return values
    }
    return undefined
  }

  /** Whether objects with this property are refused. */
  forbids(node: SchemaModel, name: string): boolean {
    return this.#once(ofName(this.#forbidden, name), node, false, () => {
      const closed =
        node.additionalProperties?.always === false &&
        !node.patternProperties &&
        !node.properties?.has(name)
      if (closed || node.properties?.get(name)?.always === false) return true
      return this.#conjuncts(node).some((part) => this.forbids(part, name))
    })
  }

  /** Whether no value is accepted by both. */
  isDisjoint(a: SchemaModel, b: SchemaModel, depth = 2): boolean {
    const shared = intersectTypes(this.types(a), this.types(b))
    if (shared.size === 0) return true
    const values = this.values(a)
    const others = this.values(b)
    if (values && others) {
      return !values.some((value) => others.some((other) => isJsonEqual(value, other)))
    }
    if (shared.size !== 1 || !shared.has('object') || depth === 0) return false
    return this.#excludes(a, b, depth) || this.#excludes(b, a, depth)
  }

  /** Whether a property that the one requires cannot be as the other wants it. */
  #excludes(a: SchemaModel, b: SchemaModel, depth: number): boolean {
    for (const name of this.required(a)) {
      if (this.forbids(b, name)) return true
      const others = this.property(b, name)
      for (const schema of this.property(a, name)) {
        if (others.some((other) => this.isDisjoint(schema, other, depth - 1))) return true
      }
    }
    return false
  }

  /** Schemas that judge the same value, always. */
  #conjuncts(node: SchemaModel): readonly SchemaModel[] {
    const { ref, dynamicRef, allOf } = node
    return [...(ref ? [ref] : []), ...(dynamicRef ? [dynamicRef] : []), ...(allOf ?? [])]
  }

  #once<T>(cache: Map<SchemaModel, T>, node: SchemaModel, unknown: T, find: () => T): T {
    const known = cache.get(node)
    if (known !== undefined || cache.has(node)) return known ?? unknown
    if (this.#open.has(node) || this.#open.size > farthest) return unknown
    this.#open.add(node)
    const found = find()
    this.#open.delete(node)
    cache.set(node, found)
    return found
  }
}

function ofName<T>(caches: Map<string, Map<SchemaModel, T>>, name: string): Map<SchemaModel, T> {
  const known = caches.get(name)
  if (known) return known
  const made = new Map<SchemaModel, T>()
  caches.set(name, made)
  return made
}
