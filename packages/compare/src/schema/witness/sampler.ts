import type { JsonObject, JsonValue } from '@concordat/core'
import { isJsonEqual } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Cell, type ValueType, wholeCell } from '../cell.ts'
import { isValid } from '../evaluate.ts'
import { type Expander, TooManyCells } from '../expand.ts'
import { itemSchemas, memberRule, namesOf, patternsOf, restSchemas } from '../members.ts'
import { saysNothing } from '../open-members.ts'
import { textMissing } from '../text/text-within.ts'
import { type Hints, noHints } from './hints.ts'
import { scalarCandidates, textCandidates } from './scalar-candidates.ts'

/** Objects and arrays within each other beyond which only what is required is made. */
const deepest = 6
/** Items and members that are made, at most. */
const mostParts = 300

/** Values of one cell that are tried, at most. */
const mostOfCell = 600

/** One value of each type. */
const plainValues: readonly JsonValue[] = ['text', 1, true, null, {}, [], 1.5]

/** Types in the order in which they are shown best. */
const order: readonly ValueType[] = ['object', 'array', 'string', 'number', 'boolean', 'null']

/** Makes values of schemas: simple ones first, then such as lie at the constants of hints. */
export class Sampler {
  readonly #expander: Expander
  readonly #simplest = new Map<string, JsonValue | undefined>()

  constructor(expander: Expander) {
    this.#expander = expander
  }

  /** Values that meet all of the schemas, each once. */
  *values(schemas: readonly SchemaModel[], hints: Hints, depth = 0): Generator<JsonValue> {
    const seen = new Set<string>()
    for (const cell of this.#cells(schemas)) {
      for (const value of first(this.candidates(cell, hints, depth), mostOfCell)) {
        if (!schemas.every((schema) => isValid(schema, value))) continue
        const text = JSON.stringify(value)
        if (seen.has(text)) continue
        seen.add(text)
        yield value
      }
    }
  }

  /** A simple value that meets all of the schemas; `undefined` where none was found. */
  simplest(schemas: readonly SchemaModel[], depth = 0): JsonValue | undefined {
    if (depth > deepest * 2) return undefined
    const key = `${this.#expander.keyOf(schemas)}|${depth > deepest}`
    if (this.#simplest.has(key)) return this.#simplest.get(key)
    // What contains itself by force has no value.
    this.#simplest.set(key, undefined)
    const [found] = take(this.values(schemas, noHints, depth), 1)
    this.#simplest.set(key, found)
    return found
  }

  /** Values that are likely to be in a cell. */
  *candidates(cell: Cell, hints: Hints, depth = 0): Generator<JsonValue> {
    if (cell.values) yield* cell.values
    else if (cell.type === 'array') yield* this.#arrays(cell, hints, depth)
    else if (cell.type === 'object') yield* this.#objects(cell, hints, depth)
    else yield* scalarCandidates(cell, hints)
  }

  /** Objects of a cell that have a given member. */
  *withMember(cell: Cell, name: string, value: JsonValue, depth = 0): Generator<JsonObject> {
    const known = namesOf(cell).filter((one) => one !== name)
    const minimal = this.#objectOf(cell, cell.required, depth)
    if (minimal) {
      yield { ...minimal, [name]: value }
      for (const more of this.#needed(cell, { ...minimal, [name]: value }, depth)) yield more
    }
    const full = this.#objectOf(cell, [...cell.required, ...known], depth)
    if (full) yield { ...full, [name]: value }
    for (const one of known) {
      const some = this.#objectOf(cell, [...cell.required, one], depth)
      if (some) yield { ...some, [name]: value }
    }
  }

  /** Arrays of a cell that have a given item. */
  *withItem(cell: Cell, index: number, value: JsonValue, depth = 0): Generator<JsonValue[]> {
    for (const length of [Math.max(cell.minItems, index + 1), index + 2]) {
      const items = this.#arrayOf(cell, length, depth)
      if (!items || length > cell.maxItems) continue
      items[index] = value
      yield items
    }
  }

  #cells(schemas: readonly SchemaModel[], types = order): readonly Cell[] {
    return types.flatMap((type) => {
      try {
        return this.#expander.cells(schemas, type, 'over')
      } catch (error) {
        if (error instanceof TooManyCells) return []
        throw error
      }
    })
  }

  *#arrays(cell: Cell, hints: Hints, depth: number): Generator<JsonValue> {
    const near = [cell.minItems, 1, 2, ...hints.counts.flatMap((at) => [at, at + 1, at - 1])]
    const lengths = [...new Set(near)].filter(
      (at) => at >= cell.minItems && at <= Math.min(cell.maxItems, mostParts),
    )
    for (const length of lengths) {
      const items = this.#arrayOf(cell, length, depth)
      if (!items) continue
      yield items
      const [one] = items
      if (one !== undefined && length > 1) yield items.map(() => one)
      yield* this.#containing(cell, items, hints, depth)
    }
    if (depth > deepest || cell.maxItems < 1) return
    const inner = this.values(itemSchemas(cell, 0), innerHints(hints), depth + 1)
    for (const value of take(inner, 12)) yield* this.withItem(cell, 0, value, depth)
  }

  /** Arrays that have, and that have not, what `contains` asks for. */
  *#containing(
    cell: Cell,
    items: readonly JsonValue[],
    hints: Hints,
    depth: number,
  ): Generator<JsonValue> {
    if (depth > deepest) return
    for (const schema of [...cell.contains.map((rule) => rule.schema), ...hints.schemas]) {
      const found = take(this.values([...itemSchemas(cell, 0), schema], noHints, depth + 1), 3)
      const [one] = found
      if (one === undefined) continue
      yield items.map((item, index) => found[index] ?? item)
      for (const at of items.keys()) {
        yield items.map((item, index) => (index <= at ? (found[index] ?? one) : item))
      }
    }
  }

  #arrayOf(cell: Cell, length: number, depth: number): JsonValue[] | undefined {
    const items: JsonValue[] = []
    for (let index = 0; index < Math.min(length, mostParts); index += 1) {
      const item = cell.isUnique
        ? this.#another(itemSchemas(cell, index), items, depth)
        : this.simplest(itemSchemas(cell, index), depth + 1)
      if (item === undefined) return undefined
      items.push(item)
    }
    return items
  }

  #another(
    schemas: readonly SchemaModel[],
    items: readonly JsonValue[],
    depth: number,
  ): JsonValue | undefined {
    const more = { ...noHints, numbers: items.map((_, index) => index * 10) }
    const others = [...items.keys(), items.length].map((index) => `text${index}`)
    for (const value of this.values(schemas, { ...more, values: others }, depth + 1)) {
      if (!items.some((item) => isJsonEqual(item, value))) return value
    }
    return undefined
  }

  *#objects(cell: Cell, hints: Hints, depth: number): Generator<JsonValue> {
    const optional = namesOf(cell).filter((name) => !cell.required.includes(name))
    const minimal = this.#objectOf(cell, cell.required, depth)
    if (minimal) {
      yield minimal
      yield* this.#needed(cell, minimal, depth)
    }
    if (depth > deepest) return
    const full = this.#objectOf(cell, [...cell.required, ...optional], depth)
    for (const base of [minimal, full]) if (base) yield* this.#widened(cell, base, hints, depth)
    for (const name of optional.slice(0, 60)) {
      const value = this.simplest(memberRule(cell, name).schemas, depth + 1)
      if (minimal && value !== undefined) yield { ...minimal, [name]: value }
      if (full) yield without(full, name)
    }
    if (full) yield full
    yield* this.#varied(cell, minimal, hints, depth)
  }

  /** Objects in which one member is another of its values. */
  *#varied(
    cell: Cell,
    base: JsonObject | undefined,
    hints: Hints,
    depth: number,
  ): Generator<JsonValue> {
    if (!base || depth > 2) return
    for (const name of namesOf(cell).slice(0, 60)) {
      const inner = this.values(memberRule(cell, name).schemas, innerHints(hints), depth + 1)
      for (const value of take(inner, 6)) yield { ...base, [name]: value }
    }
  }

  /** What an object still needs for its members: those that others ask for, and as many as are counted. */
  *#needed(cell: Cell, base: JsonObject, depth: number): Generator<JsonObject> {
    let object = base
    for (const [name, needed] of cell.dependencies) {
      if (!Object.hasOwn(object, name)) continue
      const more = this.#objectOf(cell, needed, depth)
      if (more) object = { ...more, ...object }
    }
    for (const name of namesOf(cell)) {
      if (Object.keys(object).length >= cell.minProperties) break
      const value = this.simplest(memberRule(cell, name).schemas, depth + 1)
      if (value !== undefined && !Object.hasOwn(object, name)) object = { ...object, [name]: value }
    }
    if (Object.keys(object).length < cell.minProperties) {
      const filled = this.#filled(cell, object, cell.minProperties, depth)
      if (filled) object = filled
    }
    if (object !== base) yield object
  }

  /** Objects with members that nobody names. */
  *#widened(cell: Cell, base: JsonObject, hints: Hints, depth: number): Generator<JsonValue> {
    if (depth > 3) return
    const rest = restSchemas(cell)
    const taken = new Set([...namesOf(cell), ...hints.names])
    for (const count of hints.counts) {
      const filled = this.#filled(cell, base, count + 1, depth)
      if (filled) yield filled
    }
    const values = rest.every(saysNothing)
      ? [...hints.values.slice(0, 8), ...plainValues]
      : take(this.values(rest, hints, depth + 2), 24)
    for (const name of this.#freshNames(cell, hints)) {
      if (taken.has(name)) continue
      const { schemas } = memberRule(cell, name)
      const fit =
        schemas.length === rest.length ? values : take(this.values(schemas, hints, depth + 2), 8)
      for (const value of fit) yield { ...base, [name]: value }
    }
  }

  #filled(cell: Cell, base: JsonObject, count: number, depth: number): JsonObject | undefined {
    const filled: Record<string, JsonValue> = { ...base }
    const names = [...namesOf(cell), ...take(this.#freshNames(cell, noHints), count + 8)]
    for (const name of names) {
      if (Object.keys(filled).length >= Math.min(count, mostParts)) return filled
      const value = this.simplest(memberRule(cell, name).schemas, depth + 1)
      if (value !== undefined && !Object.hasOwn(filled, name)) filled[name] = value
    }
    return Object.keys(filled).length >= count ? filled : undefined
  }

  *#freshNames(cell: Cell, hints: Hints): Generator<string> {
    yield 'other'
    for (const pattern of [...patternsOf(cell).keys(), ...hints.namePatterns]) {
      const name = textMissing({ ...wholeCell('string'), patterns: [pattern] }, undefined)
      if (name !== undefined) yield name
    }
    for (const schema of [...cell.names, ...hints.schemas]) {
      for (const names of this.#cells([schema], ['string'])) {
        for (const name of take(scalarCandidates(names, hints), 12)) yield String(name)
      }
    }
    yield* take(textCandidates(wholeCell('string'), hints), 40)
    for (let index = 1; index < mostParts; index += 1) yield `other${index}`
  }

  #objectOf(cell: Cell, names: readonly string[], depth: number): JsonObject | undefined {
    const members = new Map<string, JsonValue>()
    for (const name of names) {
      const value = this.simplest(memberRule(cell, name).schemas, depth + 1)
      if (value !== undefined) members.set(name, value)
      else if (cell.required.includes(name)) return undefined
    }
    // Also a member named `__proto__` is a member.
    return Object.fromEntries(members)
  }
}

/** Constants that are worth trying deeper within a value, too. */
function innerHints({ values, numbers, lengths, patterns }: Hints): Hints {
  return { ...noHints, values, numbers, lengths, patterns }
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object
  return rest
}

/** The first values of a sequence. */
export function take<T>(values: Iterable<T>, most: number): T[] {
  return [...first(values, most)]
}

function* first<T>(values: Iterable<T>, most: number): Generator<T> {
  let count = 0
  for (const value of values) {
    if (count >= most) return
    count += 1
    yield value
  }
}
