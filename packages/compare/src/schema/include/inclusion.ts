import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { bothCells, type Cell, type ValueType, valueTypes, wholeCell } from '../cell.ts'
import { isValid } from '../evaluate.ts'
import { areApart, Expander, TooManyCells } from '../expand.ts'
import { namesOf } from '../members.ts'
import { saysNothing } from '../open-members.ts'
import { Sameness } from '../same.ts'
import { asText, numeral } from '../text/readings.ts'
import { isAlwaysOneOf } from '../text/text-within.ts'
import type { Comparison, Failure } from './comparison.ts'
import { emptyFit, type Fit, type Prover, weightOf } from './fit.ts'
import { fitArray } from './fit-array.ts'
import { fitNumber } from './fit-number.ts'
import { fitObject } from './fit-object.ts'
import { fitString } from './fit-string.ts'
import { Contradictions } from './impossible.ts'
import { fewIntegers, splits } from './split.ts'

/** How often a cell is cut into parts, one within the other. */
const deepestSplit = 3
/** Ways of cutting a cell that are tried. */
const mostSplits = 12
/** Parts that are looked at in one comparison of documents. */
const mostParts = 4000

/**
 * Proves that all values of one schema are values of another, or says what speaks against it. Recursive schemas are
 * compared by taking the pair under proof for proved where it is met within its own values.
 */
export class Inclusion {
  readonly expander = new Expander()
  readonly #same = new Sameness({ withDefaults: false })
  readonly #identical = new Sameness({ withDefaults: true })
  readonly #contradictions = new Contradictions(this.expander, this.#same)
  readonly #known = new Map<string, Comparison>()
  #parts = 0

  /** Compares what meets all of some schemas with what meets all of others. */
  compare(
    narrower: readonly SchemaModel[],
    wider: readonly SchemaModel[],
    isText = false,
  ): Comparison {
    const key = `${this.expander.keyOf(narrower)}|${this.expander.keyOf(wider)}|${isText}`
    const known = this.#known.get(key)
    if (known) return known
    const comparison: Comparison = {
      narrower,
      wider,
      isText,
      failures: [],
      edges: [],
      notes: [],
      isDone: false,
      isFailing: false,
    }
    this.#known.set(key, comparison)
    if (!this.#isPlain(narrower, wider)) this.#prove(comparison)
    comparison.isFailing =
      comparison.failures.length > 0 || comparison.edges.some(({ to }) => to.isFailing)
    comparison.isDone = true
    return comparison
  }

  #isPlain(narrower: readonly SchemaModel[], wider: readonly SchemaModel[]): boolean {
    return wider.every(
      (schema) =>
        saysNothing(schema) || narrower.some((own) => this.#identical.isSame(own, schema)),
    )
  }

  #prove(comparison: Comparison): void {
    const whole = emptyFit()
    try {
      const missing: Cell[] = []
      for (const type of valueTypes) {
        const cells = this.expander.cells(comparison.narrower, type, 'over')
        if (this.#isTypeMissing(type, cells, comparison)) {
          missing.push(...cells.filter((cell) => !this.#contradictions.isEmpty(cell)).slice(0, 1))
          continue
        }
        for (const cell of cells) add(whole, this.#cover(cell, comparison, 0))
      }
      const [cell] = missing
      if (cell && comparison.wider.some(({ always }) => always === false)) {
        whole.failures.unshift({ keyword: 'forbidden', cell })
      } else if (cell) {
        const types = missing.map(({ type }) => type)
        whole.failures.unshift({ keyword: 'type', cell, types })
      }
    } catch (error) {
      if (!(error instanceof TooManyCells)) throw error
      const isSame = comparison.wider.every((schema) =>
        comparison.narrower.some((own) => this.#same.isSame(own, schema)),
      )
      if (!isSame) whole.failures.push({ keyword: 'too-wide' })
    }
    comparison.failures.push(...whole.failures)
    comparison.edges.push(...whole.edges)
    comparison.notes.push(...whole.notes)
  }

  /** Whether the wider side has no values of a type of which the narrower one has others than listed constants. */
  #isTypeMissing(type: ValueType, cells: readonly Cell[], { wider, isText }: Comparison): boolean {
    const isScalar = type !== 'array' && type !== 'object'
    if (cells.length === 0 || (isText && isScalar)) return false
    const isListed = cells.every((cell) => cell.values) && type !== 'null' && type !== 'boolean'
    return !isListed && this.expander.cells(wider, type, 'under').length === 0
  }

  /** How a cell lies within the wider side. */
  #cover(cell: Cell, comparison: Comparison, depth: number): Fit {
    if (this.#contradictions.isEmpty(cell) || this.#isExcluded(cell, comparison)) return emptyFit()
    const values = cell.values ?? (cell.type === 'number' ? fewIntegers(cell) : undefined)
    const { wider, isText } = comparison
    if (cell.values) return fitValues(cell, cell.values, comparison)
    if (values && fitValues(cell, values, comparison).failures.length === 0) return emptyFit()
    const others = this.expander
      .cells(wider, cell.type, 'under')
      .filter((other) => !this.#contradictions.isEmpty(other))
    const near = this.#near(cell, others)
    const best = this.#bestFit(cell, near, comparison)
    if (best && weightOf(best) === 0) return best
    if (isText && cell.type === 'number' && this.#fitsAsText(cell, comparison)) return emptyFit()
    const inParts =
      depth < deepestSplit ? this.#coverInParts(cell, near, comparison, depth) : undefined
    if (inParts) return inParts
    if (best) return best
    const listed = others.flatMap((other) => other.values ?? [])
    const texts = listed.filter((value) => typeof value === 'string')
    if (cell.type === 'string' && isAlwaysOneOf(cell, texts)) return emptyFit()
    if (listed.length > 0) return failed({ keyword: 'enum', cell, values: listed })
    return failed({ keyword: others.length > 0 ? 'alternative' : 'type', cell })
  }

  /** The cells of the wider side that can hold values of the cell. */
  #near(cell: Cell, others: readonly Cell[]): readonly Cell[] {
    if (others.length < 2) return others
    const near = others.filter((other) => !areApart(cell, other))
    if (near.length < 2 || near.length > mostSplits) return near
    return near.filter((other) => {
      const both = bothCells(cell, other)
      return both !== undefined && !this.#contradictions.isEmpty(both)
    })
  }

  /** The way into one of the wider side's cells against which the least speaks. */
  #bestFit(cell: Cell, others: readonly Cell[], comparison: Comparison): Fit | undefined {
    let best: Fit | undefined
    let lowest = Number.POSITIVE_INFINITY
    for (const other of others) {
      if (other.values) continue
      const fit = this.#fit(cell, other, comparison)
      const weight = weightOf(fit)
      if (weight === 0) return fit
      const score = weight * 100 - likeness(cell, other)
      if (score >= lowest) continue
      lowest = score
      best = fit
    }
    return best
  }

  /** Whether every value of a cell meets one of the schemas that none of them may meet. */
  #isExcluded(cell: Cell, comparison: Comparison): boolean {
    const rest: Cell = { ...cell, nots: [] }
    return cell.nots.some((schema) =>
      this.expander
        .cells([schema], cell.type, 'under')
        .some((other) => !other.values && weightOf(this.#fit(rest, other, comparison)) === 0),
    )
  }

  /** How the parts of a cell lie within the wider side, where cutting it helps: none fails, or not all do. */
  #coverInParts(
    cell: Cell,
    others: readonly Cell[],
    comparison: Comparison,
    depth: number,
  ): Fit | undefined {
    let tries = 0
    let partly: Fit | undefined
    if (others.length < 2 || this.#parts > mostParts) return undefined
    for (const parts of splits(cell, others, this.expander)) {
      tries += 1
      if (tries > mostSplits) break
      this.#parts += parts.length
      const fits = parts.map((part) => this.#cover(part, comparison, depth + 1))
      const failing = fits.filter((fit) => weightOf(fit) > 0)
      if (failing.length === 0) return emptyFit()
      if (failing.length === parts.length || partly) continue
      partly = emptyFit()
      for (const fit of failing) add(partly, fit)
    }
    return partly
  }

  /** Whether numbers, written as text, are strings that the wider side takes. */
  #fitsAsText(cell: Cell, comparison: Comparison): boolean {
    const patterns = [cell.isInteger ? '^-?(0|[1-9]\\d*)$' : numeral]
    const text: Cell = { ...wholeCell('string'), patterns, minLength: 1 }
    return weightOf(this.#cover(text, comparison, deepestSplit)) === 0
  }

  #fit(cell: Cell, other: Cell, { isText }: Comparison): Fit {
    const prover: Prover = {
      compare: (narrower, wider) => this.compare(narrower, wider, isText),
      isImpossible: (schemas) => this.#contradictions.isImpossible(schemas),
      isApart: (one, schema) => this.#contradictions.isApart(one, schema),
      isSame: (a, b) => this.#same.isSame(a, b),
      isWithin: (narrower, wider) => !this.compare(narrower, wider, isText).isFailing,
    }
    const fit = fitOfType(cell, other, prover)
    for (const schema of other.nots) {
      if (prover.isApart(cell, schema)) continue
      if (cell.nots.some((own) => prover.isWithin([schema], [own]))) continue
      fit.failures.push({ keyword: 'not', cell, other, schema })
    }
    for (const schema of other.opaque) {
      if (cell.opaque.some((own) => prover.isSame(own, schema))) continue
      fit.failures.push({ keyword: 'unevaluated', cell, other, schema })
    }
    return fit
  }
}

function fitOfType(cell: Cell, other: Cell, prover: Prover): Fit {
  const type: ValueType = cell.type
  if (type === 'object') return fitObject(cell, other, prover)
  if (type === 'array') return fitArray(cell, other, prover)
  if (type === 'number') return { ...emptyFit(), failures: fitNumber(cell, other) }
  if (type === 'string') return { ...emptyFit(), failures: fitString(cell, other) }
  return emptyFit()
}

/** Each value by itself, judged by the whole of the wider side. */
function fitValues(cell: Cell, values: readonly JsonValue[], { wider, isText }: Comparison): Fit {
  const refused = values.filter((value) => {
    const sent = isText ? asText(value) : value
    return !wider.every((schema) => isValid(schema, sent, { isText }))
  })
  return refused.length === 0 ? emptyFit() : failed({ keyword: 'enum', cell, values: refused })
}

function failed(failure: Failure): Fit {
  return { ...emptyFit(), failures: [failure] }
}

function add(whole: Fit, fit: Fit): void {
  whole.failures.push(...fit.failures)
  whole.edges.push(...fit.edges)
  whole.notes.push(...fit.notes)
}

/** How many members two cells of objects have in common. */
function likeness(cell: Cell, other: Cell): number {
  if (cell.type !== 'object') return 0
  const names = new Set(namesOf(other))
  return namesOf(cell).filter((name) => names.has(name)).length
}
