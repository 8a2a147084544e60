import type { SchemaModel } from '@concordat/model'
import { strongComponents } from '../schema/strong-components.ts'
import type { Expression } from './expression/expression.ts'
import { hasBranches } from './expression/unevaluated.ts'
import { type Child, childrenOf } from './facts/children.ts'
import { type Direction, isHidden } from './facts/direction.ts'

/** A schema that is declared under a name. */
export interface Unit {
  readonly node: SchemaModel
  readonly direction: Direction
  readonly name: string
  /** Set when the unit is emitted. */
  expression?: Expression
  /** How many types TypeScript writes out where it infers this one. */
  size?: number
}

/** All schemas that can be reached from some, each once, in the order of discovery. */
export function reachable(roots: readonly SchemaModel[]): readonly SchemaModel[] {
  const found = new Set<SchemaModel>(roots)
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const node of found) for (const child of childrenOf(node)) found.add(child.node)
  return [...found]
}

/** Schemas that need a name: those that are referred to, and branches that are needed in two places. */
export function namedNodes(nodes: readonly SchemaModel[]): ReadonlySet<SchemaModel> {
  const named = new Set<SchemaModel>()
  for (const node of nodes) {
    for (const child of childrenOf(node)) if (child.isReference) named.add(child.node)
    const isUnevaluated = node.unevaluatedProperties ?? node.unevaluatedItems
    if (isUnevaluated && hasBranches(node)) for (const branch of branchesOf(node)) named.add(branch)
  }
  return named
}

/** Schemas that may or may not judge a value, in a schema and in those that judge the same value with it. */
function branchesOf(root: SchemaModel): ReadonlySet<SchemaModel> {
  const branches = new Set<SchemaModel>()
  const seen = new Set([root])
  for (const node of seen) {
    const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? [])]
    if (node.conditional) choices.push(node.conditional.condition)
    for (const choice of choices) {
      // A schema without keywords is as short as its name.
      if (choice.always === undefined) branches.add(choice)
    }
    for (const child of childrenOf(node)) if (child.place === 'same') seen.add(child.node)
  }
  return branches
}

/** Schemas whose requests and responses differ, because of a property somewhere in them. */
export function directionalNodes(nodes: readonly SchemaModel[]): ReadonlySet<SchemaModel> {
  const users = new Map<SchemaModel, SchemaModel[]>()
  const found = new Set<SchemaModel>()
  for (const node of nodes) {
    for (const { node: child } of childrenOf(node)) {
      const list = users.get(child)
      if (list) list.push(node)
      else users.set(child, [node])
    }
    const properties = [...(node.properties?.values() ?? [])]
    if (properties.some((item) => isHidden(item, 'request') || isHidden(item, 'response'))) {
      found.add(node)
    }
  }
  for (const node of found) for (const user of users.get(node) ?? []) found.add(user)
  return found
}

/** What one unit needs of another: to judge the same value, or a part of it. */
type Need = 'same' | 'part'

/**
 * Units in an order in which each comes after those it needs. In a circle, one that judges the same value comes first:
 * what a property needs can wait.
 */
export class UnitOrder {
  readonly sorted: readonly Unit[]
  readonly #circles: ReadonlyMap<Unit, number>
  readonly #inferable = new Map<number, boolean>()
  readonly #needs = new Map<Unit, ReadonlyMap<Unit, Need>>()

  constructor(units: readonly Unit[], unitOf: (child: Child, from: Unit) => Unit | undefined) {
    for (const unit of units) this.#needs.set(unit, needsOf(unit, unitOf))
    this.#circles = strongComponents(units, (unit) => [...this.#needsOf(unit).keys()])
    for (const [unit, circle] of this.#circles) {
      const isPlain = isPlainObject(unit.node) || isPlainUnion(unit.node)
      this.#inferable.set(circle, isPlain && this.#inferable.get(circle) !== false)
    }
    const withinCircle = postOrder(units, (unit) => {
      const needs = [...this.#needsOf(unit)]
      return needs.filter(([need, kind]) => kind === 'same' && this.#isCircle(unit, need))
    })
    const ranks = new Map(withinCircle.map((unit, index) => [unit, index]))
    const members = new Map<number, Unit[]>()
    for (const unit of postOrder(units, (item) => [...this.#needsOf(item)])) {
      const circle = this.#circles.get(unit) ?? -1
      const known = members.get(circle)
      if (known) known.push(unit)
      else members.set(circle, [unit])
    }
    // The walk ends a circle with the unit that it was entered by: after all that any of its units needs.
    this.sorted = [...members.values()].flatMap((circle) =>
      circle.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)),
    )
  }

  /** Whether a unit leads back to itself. */
  isRecursive(unit: Unit): boolean {
    return [...this.#needsOf(unit).keys()].some((need) => this.#isCircle(unit, need))
  }

  /**
   * Whether TypeScript can infer a unit's type though it leads back to itself: through getters of plain objects, and
   * unions of names, it can; through calls that must know the type of what they are given, it cannot.
   */
  isInferable(unit: Unit): boolean {
    const circle = this.#circles.get(unit)
    return circle === undefined || this.#inferable.get(circle) !== false
  }

  #needsOf(unit: Unit): ReadonlyMap<Unit, Need> {
    return this.#needs.get(unit) ?? new Map()
  }

  #isCircle(a: Unit, b: Unit): boolean {
    return this.#circles.get(a) === this.#circles.get(b)
  }
}

/** Each after those it needs, as far as there is no circle. Runs without recursion, whatever the length of a chain. */
function postOrder(
  units: readonly Unit[],
  needsOf: (unit: Unit) => readonly (readonly [Unit, Need])[],
): readonly Unit[] {
  const sorted: Unit[] = []
  const seen = new Set<Unit>()
  for (const start of units) {
    if (seen.has(start)) continue
    seen.add(start)
    const calls = [{ unit: start, needs: needsOf(start), next: 0 }]
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const need = call.needs[call.next]?.[0]
      call.next += 1
      if (need === undefined) {
        sorted.push(call.unit)
        calls.pop()
      } else if (!seen.has(need)) {
        seen.add(need)
        calls.push({ unit: need, needs: needsOf(need), next: 0 })
      }
    }
  }
  return sorted
}

function needsOf(
  unit: Unit,
  unitOf: (child: Child, from: Unit) => Unit | undefined,
): ReadonlyMap<Unit, Need> {
  const needs = new Map<Unit, Need>()
  const places = new Map<SchemaModel, Need>([[unit.node, 'same']])
  for (const [node, place] of places) {
    for (const child of childrenOf(node)) {
      const reached: Need = place === 'same' ? child.place : 'part'
      const target = unitOf(child, unit)
      if (!target) {
        if (!places.has(child.node)) places.set(child.node, reached)
      } else if (reached === 'same' || !needs.has(target)) needs.set(target, reached)
    }
  }
  return needs
}

/** Keywords of objects that are said by `z.object` alone. */
const plainKeys: ReadonlySet<string> = new Set(['properties', 'required', 'additionalProperties'])
const unionKeys: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'discriminator'])

function isPlainObject(node: SchemaModel): boolean {
  return (
    node.types?.length === 1 &&
    node.types[0] === 'object' &&
    (node.properties?.size ?? 0) > 0 &&
    (node.additionalProperties?.always !== undefined || !node.additionalProperties) &&
    ![...(node.properties?.keys() ?? [])].some((name) => name in Object.prototype) &&
    hasOnly(node, plainKeys)
  )
}

function isPlainUnion(node: SchemaModel): boolean {
  return (
    (node.anyOf !== undefined || node.oneOf !== undefined) &&
    (node.types === undefined || node.types.every((type) => type === 'object')) &&
    ![...(node.anyOf ?? []), ...(node.oneOf ?? [])].some((branch) => branch.allOf) &&
    hasOnly(node, unionKeys)
  )
}

const silentKeys: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'uri',
  'pointer',
  'source',
  'isBase',
  'types',
  'title',
  'description',
  'deprecated',
  'default',
  'examples',
])

function hasOnly(node: SchemaModel, keys: ReadonlySet<string>): boolean {
  return Object.keys(node).every((name) => silentKeys.has(name) || keys.has(name))
}
