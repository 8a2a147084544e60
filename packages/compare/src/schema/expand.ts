import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { bothCells, type Cell, type ObjectLayer, type ValueType, wholeCell } from './cell.ts'
import { isValid } from './evaluate.ts'
import { saysNothing } from './open-members.ts'
import { ownCell } from './own-cell.ts'

/**
 * `over`: what is not said exactly is left out, so that the cells hold at least the schema's values. `under`: they hold
 * no others.
 */
export type Side = 'over' | 'under'

/** Required names that are told apart where none of them has to be there, at most. */
const mostNames = 3

/** Cells beyond which a schema is not taken apart. */
const mostCells = 300

/** A schema that has more ways through it than can be told apart. */
export class TooManyCells extends Error {}

/** Takes schemas apart into cells; what was taken apart once is kept. */
export class Expander {
  readonly #ids = new Map<SchemaModel, number>()
  readonly #lists = new Map<string, readonly Cell[] | 'too-many'>()
  readonly #known = new Map<SchemaModel, Map<string, readonly Cell[]>>()

  /** A name for schemas that hold together, whatever their order. */
  keyOf(schemas: readonly SchemaModel[]): string {
    const ids = schemas.map((schema) => {
      const id = this.#ids.get(schema) ?? this.#ids.size
      this.#ids.set(schema, id)
      return id
    })
    return ids.length === 1 ? String(ids[0]) : [...new Set(ids)].sort((a, b) => a - b).join()
  }

  /** The cells of values that meet all of the schemas. @throws TooManyCells */
  cells(schemas: readonly SchemaModel[], type: ValueType, side: Side): readonly Cell[] {
    const key = `${this.keyOf(schemas)} ${type} ${side}`
    const known = this.#lists.get(key)
    if (known === 'too-many') throw new TooManyCells()
    if (known) return known
    this.#lists.set(key, 'too-many')
    const cells = this.#combine(schemas, type, side)
    this.#lists.set(key, cells)
    return cells
  }

  #combine(schemas: readonly SchemaModel[], type: ValueType, side: Side): readonly Cell[] {
    let cells: readonly Cell[] = [wholeCell(type)]
    for (const schema of schemas) cells = product(cells, this.#expand(schema, type, side))
    return cells.flatMap((cell) => {
      const values = cell.values?.filter((value) => schemas.every((one) => isValid(one, value)))
      if (values === undefined) return [cell]
      return values.length > 0 ? [{ ...wholeCell(type), values }] : []
    })
  }

  #expand(node: SchemaModel, type: ValueType, side: Side): readonly Cell[] {
    const key = `${type} ${side}`
    const known = this.#known.get(node)?.get(key)
    if (known) return known
    const cells = this.#expandNew(node, type, side)
    const kept = this.#known.get(node) ?? new Map<string, readonly Cell[]>()
    kept.set(key, cells)
    this.#known.set(node, kept)
    return cells
  }

  #expandNew(node: SchemaModel, type: ValueType, side: Side): readonly Cell[] {
    const own = ownCell(node, type)
    let cells: readonly Cell[] = own ? [own] : []
    const parts = [node.ref, node.dynamicRef, ...(node.allOf ?? [])]
    for (const part of parts) {
      if (part && cells.length > 0) cells = product(cells, this.#expand(part, type, side))
    }
    if (node.anyOf && cells.length > 0) {
      const choices = node.anyOf.flatMap((choice) => this.#expand(choice, type, side))
      cells = product(cells, choices)
    }
    if (node.oneOf && cells.length > 0) cells = product(cells, this.#oneOf(node.oneOf, type, side))
    if (node.not) cells = this.#without(cells, node.not, type)
    if (node.conditional) cells = product(cells, this.#conditional(node, type, side))
    if (type === 'object') cells = this.#dependents(cells, node, side)
    return this.#unevaluated(cells, node, type, side)
  }

  /** Each choice without the others, unless it is plain that no value meets both. */
  #oneOf(choices: readonly SchemaModel[], type: ValueType, side: Side): readonly Cell[] {
    return choices.flatMap((choice) => {
      let cells = this.#expand(choice, type, side)
      for (const other of choices) if (other !== choice) cells = this.#without(cells, other, type)
      return cells
    })
  }

  /** What is left of cells without the values of a schema. */
  #without(cells: readonly Cell[], schema: SchemaModel, type: ValueType): readonly Cell[] {
    if (cells.length === 0) return cells
    const forbidden = this.#expand(schema, type, 'over')
    if (forbidden.length === 0) return cells
    const exact = this.#expand(schema, type, 'under')
    if (exact.some(isWhole)) return []
    return cells.flatMap((cell) => {
      if (cell.values) {
        const values = cell.values.filter((value) => !isValid(schema, value))
        return values.length > 0 ? [{ ...cell, values }] : []
      }
      if (forbidden.every((other) => !bothCells(cell, other) || areApart(cell, other)))
        return [cell]
      const names = forbidden.length === 1 ? onlyRequired(exact) : undefined
      if (names) return names.flatMap((name) => bothCells(cell, withoutMember(name)) ?? [])
      return [{ ...cell, nots: [...new Set([...cell.nots, schema])] }]
    })
  }

  #conditional(node: SchemaModel, type: ValueType, side: Side): readonly Cell[] {
    if (!node.conditional) return [wholeCell(type)]
    const { condition, whenTrue, whenFalse } = node.conditional
    const next = (schema: SchemaModel | undefined): readonly Cell[] =>
      schema ? this.#expand(schema, type, side) : [wholeCell(type)]
    const held = product(this.#expand(condition, type, side), next(whenTrue))
    return [...held, ...this.#without(next(whenFalse), condition, type)]
  }

  #dependents(cells: readonly Cell[], node: SchemaModel, side: Side): readonly Cell[] {
    let left = cells
    for (const [name, schema] of node.dependentSchemas ?? []) {
      const withName: Cell = { ...wholeCell('object'), required: [name] }
      const present = product([withName], this.#expand(schema, 'object', side))
      left = product(left, [withoutMember(name), ...present])
    }
    return left
  }

  #unevaluated(
    cells: readonly Cell[],
    node: SchemaModel,
    type: ValueType,
    side: Side,
  ): readonly Cell[] {
    const schema =
      type === 'object'
        ? node.unevaluatedProperties
        : type === 'array'
          ? node.unevaluatedItems
          : undefined
    if (!schema || saysNothing(schema)) return cells
    const isPlain = !hasChoices(node)
    return cells.map((cell) => {
      const rest = type === 'object' ? unnamedMembers(cell, schema) : unnamedItems(cell, schema)
      if (rest && (isPlain || side === 'under')) return rest
      return isPlain && rest ? rest : { ...cell, opaque: [...cell.opaque, node] }
    })
  }
}

/** Whether values can meet several ways through a schema at once, so that more is looked at than one cell says. */
function hasChoices(node: SchemaModel): boolean {
  const parts = [node.ref, node.dynamicRef, ...(node.allOf ?? [])]
  return (
    node.anyOf !== undefined ||
    node.conditional !== undefined ||
    node.dependentSchemas !== undefined ||
    node.contains !== undefined ||
    parts.some((part) => part !== undefined && hasChoices(part)) ||
    (node.oneOf?.some(hasChoices) ?? false)
  )
}

function unnamedMembers(cell: Cell, schema: SchemaModel): Cell | undefined {
  if (cell.objects.some(({ additional }) => additional !== undefined)) return cell
  const properties = new Map<string, SchemaModel>()
  const patterns = new Map<string, SchemaModel>()
  for (const layer of cell.objects) {
    for (const name of layer.properties.keys()) properties.set(name, anything)
    for (const pattern of layer.patterns.keys()) patterns.set(pattern, anything)
  }
  return { ...cell, objects: [...cell.objects, { properties, patterns, additional: schema }] }
}

function unnamedItems(cell: Cell, schema: SchemaModel): Cell | undefined {
  if (cell.arrays.some(({ rest }) => rest !== undefined)) return cell
  const length = Math.max(0, ...cell.arrays.map(({ prefix }) => prefix.length))
  const prefix = Array.from({ length }, () => anything)
  return { ...cell, arrays: [...cell.arrays, { prefix, rest: schema }] }
}

/** The schemas `true` and `false`. */
export const anything: SchemaModel = make(true)
export const nothing: SchemaModel = make(false)

function make(always: boolean): SchemaModel {
  return { kind: 'schema', id: 0, uri: '', pointer: '', source: always, always }
}

/** Every object that does not have a member. */
function withoutMember(name: string): Cell {
  const layer: ObjectLayer = {
    properties: new Map([[name, nothing]]),
    patterns: new Map(),
    isForbidding: true,
  }
  return { ...wholeCell('object'), objects: [layer] }
}

/** The names that objects must have, where a schema says nothing else: without it, one of them is missing. */
function onlyRequired(cells: readonly Cell[]): readonly string[] | undefined {
  const [cell, ...others] = cells
  if (cell?.type !== 'object' || others.length > 0) return undefined
  const { required } = cell
  const isAll = required.length > 0 && isWhole({ ...cell, required: [] })
  return isAll && required.length <= mostNames ? required : undefined
}

/** Whether a cell holds every value of its type. */
function isWhole(cell: Cell): boolean {
  if (cell.values)
    return cell.type === 'null' || (cell.type === 'boolean' && cell.values.length > 1)
  const whole = wholeCell(cell.type)
  return (
    Object.entries(whole).every(([key, value]) => {
      const own: unknown = Reflect.get(cell, key)
      return Array.isArray(own) ? own.length === 0 : own === value
    }) &&
    cell.lower === undefined &&
    cell.upper === undefined
  )
}

/** Whether a property that both need, or one needs and both describe, can have no value that both allow. */
export function areApart(a: Cell, b: Cell): boolean {
  if (a.type !== 'object') return false
  return [...a.required, ...b.required].some((name) => {
    const mine = memberValues(a, name)
    const others = memberValues(b, name)
    return (
      mine !== undefined &&
      others !== undefined &&
      mine.every((value) => !others.some((other) => other === value))
    )
  })
}

/** The constants that a member may have, where a schema lists them plainly. */
function memberValues(cell: Cell, name: string): readonly JsonValue[] | undefined {
  for (const { properties } of cell.objects) {
    const values = plainValues(properties.get(name))
    if (values) return values
  }
  return undefined
}

function plainValues(schema: SchemaModel | undefined): readonly JsonValue[] | undefined {
  if (!schema) return undefined
  const values = schema.values ?? plainValues(schema.ref)
  return values?.every((value) => typeof value !== 'object') ? values : undefined
}

function product(left: readonly Cell[], right: readonly Cell[]): readonly Cell[] {
  if (left.length * right.length > mostCells * 20) throw new TooManyCells()
  const cells = left.flatMap((a) => right.flatMap((b) => bothCells(a, b) ?? []))
  if (cells.length > mostCells) throw new TooManyCells()
  return cells
}
