import type { JsonValue } from '@concordat/core'
import type { Cell } from '../cell.ts'
import { valueTypes, wholeCell } from '../cell.ts'
import { childrenOf } from '../directed.ts'
import type { Expander } from '../expand.ts'
import type { Comparison, Edge, Failure } from '../include/comparison.ts'
import { memberRule } from '../members.ts'
import { ownCell } from '../own-cell.ts'
import { textMissing } from '../text/text-within.ts'
import { type Hints, hintsOf } from './hints.ts'
import { Sampler, take } from './sampler.ts'
import { separates } from './separate.ts'

/** Values tried at one place, at most. */
const mostTries = 900
/** Schemas whose constants are tried, at most. */
const mostSchemas = 150
/** Values that separate a place and are carried on to what holds it. */
const mostCarried = 4

/** Searches values that show what a comparison found: that meet the narrower side and not the wider one. */
export class WitnessFinder {
  readonly #sampler: Sampler

  constructor(expander: Expander) {
    this.#sampler = new Sampler(expander)
  }

  /**
   * A value of the root that shows a failure at the end of a path.
   * @param path From the root to the failing comparison.
   */
  find(root: Comparison, path: readonly Edge[], failure: Failure): JsonValue | undefined {
    const leaf = path.at(-1)?.to ?? root
    let carried: readonly JsonValue[] = this.#atLeaf(leaf, failure)
    for (let index = path.length - 1; index >= 0 && carried.length > 0; index -= 1) {
      const edge = path[index]
      const parent = path[index - 1]?.to ?? root
      if (edge) carried = this.#embed(parent, edge, carried)
    }
    return carried[0]
  }

  /** Any value that separates a comparison, whatever it was that failed. */
  search(comparison: Comparison): JsonValue | undefined {
    return this.#some(comparison, this.#anyValues(comparison), 1)[0]
  }

  /** A simple value that meets a comparison's narrower side. */
  simplest(schemas: Comparison['narrower']): JsonValue | undefined {
    return this.#sampler.simplest(schemas)
  }

  #atLeaf(leaf: Comparison, failure: Failure): readonly JsonValue[] {
    const found = this.#some(leaf, this.#leafValues(leaf, failure), mostCarried)
    return found.length > 0 ? found : this.#some(leaf, this.#anyValues(leaf), mostCarried)
  }

  *#leafValues(leaf: Comparison, failure: Failure): Generator<JsonValue> {
    const { cell, other, schema, values = [], subject, keyword } = failure
    if (!cell) return
    if (keyword === 'enum' && cell.values) yield* values
    const patterns = keyword === 'pattern' && subject !== undefined ? [subject] : []
    const hints = hintsOf(other ? [other, cell] : [cell], {
      ...(schema && { schemas: [schema] }),
      ...(values.length > 0 && { values }),
      ...(patterns.length > 0 && { patterns }),
      ...(keyword === 'patternProperties' && subject !== undefined && { namePatterns: [subject] }),
    })
    if (keyword === 'not' && schema) yield* this.#sampler.values([...leaf.narrower, schema], hints)
    if (keyword === 'dependentRequired' && subject !== undefined) {
      yield* this.#withDependency(cell, subject)
    }
    yield* this.#sampler.candidates(cell, hints)
  }

  *#withDependency(cell: Cell, subject: string): Generator<JsonValue> {
    const names: unknown = JSON.parse(subject)
    const name: unknown = Array.isArray(names) ? names[0] : undefined
    if (typeof name !== 'string') return
    const value = this.#sampler.simplest(memberRule(cell, name).schemas) ?? 'text'
    yield* this.#sampler.withMember(cell, name, value)
  }

  /** Values of the narrower side, at the constants of both. */
  *#anyValues({ narrower, wider }: Comparison): Generator<JsonValue> {
    const hints = this.#hintsOfAll([...narrower, ...wider])
    yield* this.#sampler.values(narrower, hints)
    for (const schema of wider) yield* this.#sampler.values([...narrower, schema], hints)
  }

  /** The constants of schemas and of all that they lead to. */
  #hintsOfAll(schemas: Comparison['narrower']): Hints {
    const met = new Set(schemas)
    for (const schema of met) {
      if (met.size > mostSchemas) break
      for (const child of childrenOf(schema)) met.add(child)
    }
    const own = [...met].flatMap((schema) =>
      valueTypes.map((type) => ownCell(schema, type)).filter((cell) => cell !== undefined),
    )
    return hintsOf(own)
  }

  #some(
    { narrower, wider, isText }: Comparison,
    values: Iterable<JsonValue>,
    most: number,
  ): readonly JsonValue[] {
    const found: JsonValue[] = []
    let tries = 0
    for (const value of values) {
      tries += 1
      if (tries > mostTries || found.length >= most) break
      if (separates(narrower, wider, value, isText)) found.push(value)
    }
    return found
  }

  /** Values of what holds a place, with values of the place within them. */
  #embed(
    parent: Comparison,
    { step, cell }: Edge,
    inner: readonly JsonValue[],
  ): readonly JsonValue[] {
    const found: JsonValue[] = []
    for (const value of inner) {
      const outer = [...take(this.#around(cell, step, value), 60)]
      found.push(...this.#some(parent, outer, mostCarried - found.length))
      if (found.length >= mostCarried) break
    }
    return found
  }

  *#around(cell: Cell, step: Edge['step'], value: JsonValue): Generator<JsonValue> {
    switch (step.kind) {
      case 'member':
        yield* this.#sampler.withMember(cell, step.name, value)
        break
      case 'pattern': {
        const name = textMissing({ ...wholeCell('string'), patterns: [step.pattern] }, undefined)
        if (name !== undefined) yield* this.#sampler.withMember(cell, name, value)
        break
      }
      case 'rest':
        for (const name of ['other', 'x', 'a', '1', 'A']) {
          yield* this.#sampler.withMember(cell, name, value)
        }
        break
      case 'item':
        yield* this.#sampler.withItem(cell, step.index, value)
        break
      case 'items':
        yield* this.#sampler.withItem(cell, step.from, value)
        break
      case 'name':
        break
    }
  }
}
