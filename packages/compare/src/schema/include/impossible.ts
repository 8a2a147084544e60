import type { SchemaModel } from '@concordat/model'
import { bothCells, type Cell, type ValueType, valueTypes } from '../cell.ts'
import { isValid } from '../evaluate.ts'
import { type Expander, TooManyCells } from '../expand.ts'
import { itemSchemas, memberRule } from '../members.ts'
import type { Sameness } from '../same.ts'
import { hasNoText } from '../text/text-within.ts'

/** How deep within values a contradiction is looked for. */
const deepest = 3

/** Finds contradictions: schemas that no value can meet together. What it does not find may still be one. */
export class Contradictions {
  readonly #expander: Expander
  readonly #sameness: Sameness
  readonly #impossible = new Map<string, boolean>()

  constructor(expander: Expander, sameness: Sameness) {
    this.#expander = expander
    this.#sameness = sameness
  }

  isImpossible(schemas: readonly SchemaModel[], depth = deepest): boolean {
    if (schemas.length === 0) return false
    const key = `${this.#expander.keyOf(schemas)} ${depth}`
    const known = this.#impossible.get(key)
    if (known !== undefined) return known
    // What is met within itself holds no contradiction of its own.
    this.#impossible.set(key, false)
    const isImpossible = this.#hasNoCell(schemas, depth)
    this.#impossible.set(key, isImpossible)
    return isImpossible
  }

  #hasNoCell(schemas: readonly SchemaModel[], depth: number): boolean {
    return valueTypes.every((type) =>
      this.#cells(schemas, type)?.every((cell) => this.isEmpty(cell, depth)),
    )
  }

  /** Whether it is certain that the cell holds no value. */
  isEmpty(cell: Cell, depth = deepest): boolean {
    if (cell.values) return cell.values.length === 0
    if (depth === 0) return false
    switch (cell.type) {
      case 'string':
        return cell.patterns.length > 0 && hasNoText(cell)
      case 'array':
        return this.#hasImpossibleItem(cell, depth)
      case 'object':
        return cell.required.some((name) =>
          this.isImpossible(memberRule(cell, name).schemas, depth - 1),
        )
      default:
        return false
    }
  }

  /** Whether it is certain that no value of the cell meets the schema. */
  isApart(cell: Cell, schema: SchemaModel, depth = deepest): boolean {
    if (cell.values) return !cell.values.some((value) => isValid(schema, value))
    if (cell.nots.some((not) => this.#sameness.isSame(not, schema))) return true
    const others = this.#cells([schema], cell.type)
    if (!others) return false
    return others.every((other) => {
      if (other.values && !other.values.some((value) => this.#mayHold(cell, value))) return true
      const both = bothCells(cell, other)
      return !both || this.isEmpty(both, depth)
    })
  }

  /** Whether a cell may hold a value that is given: by its own list, or by what is counted and named. */
  #mayHold(cell: Cell, value: unknown): boolean {
    return !cell.values || cell.values.some((one) => one === value || typeof value === 'object')
  }

  #hasImpossibleItem(cell: Cell, depth: number): boolean {
    for (let index = 0; index < Math.min(cell.minItems, 8); index += 1) {
      if (this.isImpossible(itemSchemas(cell, index), depth - 1)) return true
    }
    return false
  }

  #cells(schemas: readonly SchemaModel[], type: ValueType): readonly Cell[] | undefined {
    try {
      return this.#expander.cells(schemas, type, 'over')
    } catch (error) {
      if (error instanceof TooManyCells) return undefined
      throw error
    }
  }
}
