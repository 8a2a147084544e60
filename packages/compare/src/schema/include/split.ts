import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import {
  type Bound,
  bothCells,
  type Cell,
  firstInteger,
  lastInteger,
  valueTypes,
  wholeCell,
} from '../cell.ts'
import { type Expander, nothing } from '../expand.ts'
import { memberRule, namesOf } from '../members.ts'

/** Values that are tried one by one, at most. */
const mostValues = 64

/** The integers of a cell, where there are few. */
export function fewIntegers({ isInteger, lower, upper }: Cell): readonly number[] | undefined {
  if (!isInteger || !lower || !upper) return undefined
  const [first, last] = [firstInteger(lower), lastInteger(upper)]
  if (last - first >= mostValues) return undefined
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/**
 * Ways of cutting a cell into parts, of which each may lie within another of the wider side's cells: at their bounds,
 * at whether a member is there, at what a member is.
 */
export function* splits(
  cell: Cell,
  others: readonly Cell[],
  expander: Expander,
): Generator<readonly Cell[]> {
  if (others.length < 2) return
  if (cell.type === 'object') yield* splitObject(cell, others, expander)
  else yield* splitCounts(cell, others)
}

function* splitCounts(cell: Cell, others: readonly Cell[]): Generator<readonly Cell[]> {
  if (cell.type === 'number') {
    for (const { lower, upper } of others) {
      if (upper && isInside(cell, upper)) yield cutAt(cell, upper, upper.isExclusive)
      if (lower && isInside(cell, lower)) yield cutAt(cell, lower, !lower.isExclusive)
    }
  }
  const counts =
    cell.type === 'string'
      ? (['minLength', 'maxLength'] as const)
      : (['minItems', 'maxItems'] as const)
  for (const other of others) {
    for (const at of [other[counts[0]] - 1, other[counts[1]]]) {
      if (at < cell[counts[0]] || at >= cell[counts[1]]) continue
      yield [
        { ...cell, [counts[1]]: at },
        { ...cell, [counts[0]]: at + 1 },
      ]
    }
  }
}

function isInside({ lower, upper }: Cell, { at }: Bound): boolean {
  return (!lower || lower.at <= at) && (!upper || at <= upper.at)
}

/** Two parts; the bound itself belongs to the upper one, or to the lower one. */
function cutAt(cell: Cell, { at }: Bound, isInUpper: boolean): readonly Cell[] {
  const parts: Partial<Cell>[] = [
    { upper: { at, isExclusive: isInUpper } },
    { lower: { at, isExclusive: !isInUpper } },
  ]
  return parts.flatMap((part) => bothCells(cell, { ...wholeCell('number'), ...part }) ?? [])
}

function* splitObject(
  cell: Cell,
  others: readonly Cell[],
  expander: Expander,
): Generator<readonly Cell[]> {
  const names = new Set(others.flatMap((other) => [...other.required, ...namesOf(other)]))
  for (const name of names) {
    if (!cell.required.includes(name)) {
      const isTold = others.some((other) => other.required.includes(name) || forbids(other, name))
      if (isTold) yield [{ ...cell, required: [...cell.required, name] }, without(cell, name)]
      continue
    }
    const parts = partsOfMember(cell, name, expander)
    if (parts && parts.length > 1) yield parts
  }
}

function forbids({ objects }: Cell, name: string): boolean {
  return objects.some(({ isForbidding, properties }) => isForbidding && properties.has(name))
}

function without(cell: Cell, name: string): Cell {
  const layer = { properties: new Map([[name, nothing]]), patterns: new Map() }
  return { ...cell, objects: [...cell.objects, layer] }
}

/** A cell for each constant, or for each type, that a required member may have. */
function partsOfMember(cell: Cell, name: string, expander: Expander): readonly Cell[] | undefined {
  const { schemas, isNamed } = memberRule(cell, name)
  if (!isNamed) return undefined
  const byType = valueTypes.map((type) => ({ type, cells: expander.cells(schemas, type, 'over') }))
  const used = byType.filter(({ cells }) => cells.length > 0)
  const cells = used.flatMap((one) => one.cells)
  const constants = cells.flatMap((one) => one.values ?? [])
  if (cells.every((one) => one.values) && constants.length <= mostValues) {
    return constants.map((value) => withMember(cell, name, constant(value)))
  }
  return used.map(({ type }) => withMember(cell, name, ofType(type)))
}

function withMember(cell: Cell, name: string, schema: SchemaModel): Cell {
  const layer = { properties: new Map([[name, schema]]), patterns: new Map() }
  return { ...cell, objects: [...cell.objects, layer] }
}

function constant(value: JsonValue): SchemaModel {
  return { kind: 'schema', id: 0, uri: '', pointer: '', source: { const: value }, values: [value] }
}

function ofType(type: (typeof valueTypes)[number]): SchemaModel {
  return { kind: 'schema', id: 0, uri: '', pointer: '', source: { type }, types: [type] }
}
