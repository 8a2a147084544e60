import type { SchemaModel } from '@concordat/document'
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

/** Units in an order in which each comes after those it needs, as far as there is no circle. */
export class UnitOrder {
  readonly sorted: readonly Unit[]
  readonly #circles: ReadonlyMap<Unit, number>
  readonly #needs = new Map<Unit, readonly Unit[]>()

  constructor(units: readonly Unit[], unitOf: (child: Child, from: Unit) => Unit | undefined) {
    for (const unit of units) this.#needs.set(unit, [...needsOf(unit, unitOf)])
    this.sorted = this.#sort(units)
    this.#circles = strongComponents(units, (unit) => this.#needs.get(unit) ?? [])
  }

  /** Whether a unit leads back to itself. */
  isRecursive(unit: Unit): boolean {
    const needs = this.#needs.get(unit) ?? []
    return needs.some((other) => this.#circles.get(other) === this.#circles.get(unit))
  }

  #sort(units: readonly Unit[]): readonly Unit[] {
    const sorted: Unit[] = []
    const seen = new Set<Unit>()
    for (const start of units) {
      const calls = [{ unit: start, next: 0 }]
      if (seen.has(start)) continue
      seen.add(start)
      for (let call = calls.at(-1); call; call = calls.at(-1)) {
        const need = this.#needs.get(call.unit)?.[call.next]
        call.next += 1
        if (need === undefined) {
          sorted.push(call.unit)
          calls.pop()
        } else if (!seen.has(need)) {
          seen.add(need)
          calls.push({ unit: need, next: 0 })
        }
      }
    }
    return sorted
  }
}

function needsOf(
  unit: Unit,
  unitOf: (child: Child, from: Unit) => Unit | undefined,
): ReadonlySet<Unit> {
  const needs = new Set<Unit>()
  const seen = new Set([unit.node])
  for (const node of seen) {
    for (const child of childrenOf(node)) {
      const target = unitOf(child, unit)
      if (target) needs.add(target)
      else seen.add(child.node)
    }
  }
  return needs
}
