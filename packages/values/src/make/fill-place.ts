import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { acceptsValue, type CheckContext } from '../check/check-value.ts'
import { type Contradiction, contradiction, placeOf } from '../goal/contradiction.ts'
import { type FlatGoal, flattenGoal, type Goal } from '../goal/flat-goal.ts'
import {
  conflictOfType,
  isWhole,
  listedValues,
  typesLeft,
  type ValueType,
  valueTypes,
} from '../goal/limits.ts'
import { Budget } from './budget.ts'
import { makeList } from './list-values.ts'
import type { MakeOptions } from './make-options.ts'
import { numberCandidates } from './number-values.ts'
import { makeObject } from './object-values.ts'
import { missed, type Outcome } from './outcome.ts'
import type { Place } from './place.ts'
import { makeText } from './text-values.ts'

/** Rounds in which a goal is tried anew, with other choices. */
const mostRounds = 10

/** Depth from which nothing optional is made any more. */
const deepest = 8

/** Fills places with values, one search with one budget. */
export class Filler {
  readonly #options: MakeOptions
  readonly #context: CheckContext
  readonly #budget: Budget
  readonly #numbers = new WeakMap<SchemaModel, number>()
  #count = 0

  constructor(options: MakeOptions) {
    this.#options = options
    this.#context = { direction: options.direction, formats: options.formats }
    this.#budget = new Budget(options.bound)
  }

  /** Another whole value is made: there is room for it, but no more time. */
  begin(): void {
    this.#budget.empty()
  }

  /** Whether schemas accept a value. */
  accepts(goal: Goal, value: JsonValue): boolean {
    return goal.every((schema) => acceptsValue(schema, value, this.#context))
  }

  /** A value that all schemas of a goal accept. */
  readonly fill = (goal: Goal, place: Place): Outcome => {
    const cut = this.#budget.step()
    if (cut) return { cut }
    const known = place.name === '' ? undefined : this.#options.known?.(place.name, goal)
    if (known !== undefined && this.accepts(goal, known)) return this.#paid(known)
    const here = this.#atItsPlace(goal, place)
    if (!here) {
      const message = 'Every value holds another of the same kind, without end.'
      return {
        certain: contradiction(
          'endless',
          message,
          goal.map((part) => placeOf(part, '')),
        ),
      }
    }
    const against = new Set<SchemaModel>()
    for (let round = 0; round < mostRounds; ) {
      const now = round === 0 ? here : inRound(round, here)
      const outcome = this.#round(goal, now, against)
      if (outcome === 'again') continue
      if (outcome.value !== undefined || outcome.certain || outcome.cut) return outcome
      round += 1
    }
    return missed
  }

  /** All ways to meet a goal, until one gives a value; `again` where a refusal was overlooked. */
  #round(goal: Goal, place: Place, against: Set<SchemaModel>): Outcome | 'again' {
    let blamed: Contradiction | undefined
    let isCertain = true
    const order = <Option>(options: readonly Option[]) => ordered(options, place)
    const blame = (found: Contradiction): void => {
      blamed ??= found
    }
    const left = this.#budget.sizeLeft
    for (const flat of flattenGoal(goal, { against, order, blame })) {
      const cut = this.#budget.step()
      if (cut) return { cut }
      const outcome = this.#fillFlat(flat, goal, place)
      if (outcome.value === undefined) {
        if (outcome.cut && outcome.cut !== 'size') return outcome
        if (outcome.certain) blame(outcome.certain)
        else isCertain = false
        if (outcome.cut) return outcome
      } else if (this.accepts(goal, outcome.value)) {
        return outcome
      } else {
        isCertain = false
        const { value } = outcome
        const overlooked = flat.unlikely.find((part) => this.accepts([part], value))
        if (overlooked && !against.has(overlooked)) {
          against.add(overlooked)
          this.#budget.sizeLeft = left
          return 'again'
        }
      }
      this.#budget.sizeLeft = left
    }
    return isCertain && blamed ? { certain: blamed } : missed
  }

  /** Deep down only what must be there is made, and there no goal needs itself: the least value has none within. */
  #atItsPlace(goal: Goal, place: Place): Place | undefined {
    const isDeep = place.depth >= deepest || this.#budget.isScarce
    const fullness = isDeep ? 'smallest' : place.style.fullness
    if (fullness !== 'smallest') return place
    const key = this.#keyOf(goal)
    if (place.trail.has(key)) return undefined
    const trail = new Set(place.trail).add(key)
    return { ...place, style: { ...place.style, fullness }, trail }
  }

  #keyOf(goal: Goal): string {
    const numbers = goal.map((schema) => {
      const known = this.#numbers.get(schema)
      if (known !== undefined) return known
      this.#count += 1
      this.#numbers.set(schema, this.#count)
      return this.#count
    })
    return numbers.sort((left, right) => left - right).join(',')
  }

  #fillFlat(flat: FlatGoal, goal: Goal, place: Place): Outcome {
    const { parts } = flat
    const listed = listedValues(parts)
    if (listed) return this.#fillListed(listed, flat, goal, place)
    const example = place.style.examples ? this.#example(parts, goal, place) : undefined
    if (example !== undefined) return this.#paid(example)
    let isCertain = true
    let certain: Contradiction | undefined
    for (const type of typeOrder(parts, place)) {
      const conflict = conflictOfType(parts, type)
      const outcome = conflict ? { certain: conflict } : this.#fillType(type, flat, place)
      if (outcome.value !== undefined || outcome.cut) return outcome
      certain ??= outcome.certain
      if (!outcome.certain) isCertain = false
    }
    return isCertain && certain ? { certain } : missed
  }

  #fillListed(
    listed: readonly JsonValue[],
    { parts, refused }: FlatGoal,
    goal: Goal,
    place: Place,
  ): Outcome {
    const isAny = place.style.fullness === 'random'
    const start = isAny ? place.random.integer(0, Math.max(0, listed.length - 1)) : 0
    const values = [...listed.slice(start), ...listed.slice(0, start)]
    // `null` is what people list last, and mean least.
    const inOrder = isAny
      ? values
      : values.toSorted((a, b) => Number(a === null) - Number(b === null))
    const found = inOrder.find(
      (value) => this.accepts(goal, value) && !this.#isRefused(refused, value),
    )
    if (found !== undefined) return this.#paid(found)
    const message = 'None of the listed values is allowed by all that is said beside the list.'
    const places = parts.filter(({ values: own }) => own).map((part) => placeOf(part, 'enum'))
    return { certain: contradiction('values', message, places) }
  }

  #isRefused(refused: readonly SchemaModel[], value: JsonValue): boolean {
    return refused.some((schema) => acceptsValue(schema, value, this.#context))
  }

  /** An example or a default, where it is allowed as it stands. */
  #example(parts: readonly SchemaModel[], goal: Goal, place: Place): JsonValue | undefined {
    const { fullness } = place.style
    if (fullness === 'smallest' && place.depth === 0) return undefined
    if (fullness === 'random' && !place.random.fork('example').chance(0.3)) return undefined
    const given = parts.flatMap((part) => [
      ...(part.examples ?? []),
      ...(part.default === undefined ? [] : [part.default]),
    ])
    return given.find((value) => this.accepts(goal, value))
  }

  #fillType(type: ValueType, { parts, refused }: FlatGoal, place: Place): Outcome {
    const budget = this.#budget
    const { random } = place
    switch (type) {
      case 'null':
        return this.#firstOf([null], refused, parts)
      case 'boolean':
        return this.#firstOf(random.chance() ? [true, false] : [false, true], refused, parts)
      case 'number': {
        const prefersLeast =
          this.#options.leastNumbers === true || place.style.fullness === 'smallest'
        const { numbers, isComplete } = numberCandidates(parts, random, prefersLeast)
        const fractionOf = refused.find(({ types }) => types?.[0] === 'integer')
        if (fractionOf && isWhole(parts)) {
          const message = 'No number is whole, and not whole.'
          const places = [...parts.filter(({ types }) => types), fractionOf]
          return {
            certain: contradiction(
              'types',
              message,
              places.map((part) => placeOf(part, 'type')),
            ),
          }
        }
        return this.#firstOf(numbers, refused, parts, isComplete)
      }
      case 'string':
        return this.#text(parts, refused, place)
      case 'array':
        this.#pay(1)
        return makeList({ parts, refused, place, budget, fill: this.fill })
      case 'object':
        this.#pay(1)
        return makeObject({ parts, place, context: this.#context, budget, fill: this.fill })
    }
  }

  #text(parts: readonly SchemaModel[], refused: readonly SchemaModel[], place: Place): Outcome {
    const { random, style } = place
    const made = makeText({
      parts,
      refused,
      random,
      isShort: style.fullness === 'smallest' && place.depth >= deepest,
      room: this.#budget.sizeLeft,
      context: this.#context,
    })
    if (made.text !== undefined) return this.#paid(made.text)
    if (made.isTooLong) return { cut: 'size' }
    return made.certain ? { certain: made.certain } : missed
  }

  /** The first of some values that the parts' own keywords allow and nothing refuses. */
  #firstOf(
    values: Iterable<JsonValue>,
    refused: readonly SchemaModel[],
    parts: readonly SchemaModel[],
    isComplete = true,
  ): Outcome {
    for (const value of values) {
      if (this.#isRefused(refused, value)) continue
      if (typeof value === 'number' && !parts.every((part) => isNumberAllowed(part, value)))
        continue
      return this.#paid(value)
    }
    if (!isComplete) return missed
    const message = 'None of the few values that are left is allowed.'
    const places = [...parts, ...refused].map((part) => placeOf(part, ''))
    return { certain: contradiction('values', message, places) }
  }

  #paid(value: JsonValue): Outcome {
    this.#pay(sizeOf(value))
    return this.#budget.spent === 'size' ? { cut: 'size' } : { value }
  }

  #pay(size: number): void {
    this.#budget.sizeLeft -= size
  }
}

/** Numbers are asked for by the keywords of numbers alone: what stands beside them is known to hold. */
function isNumberAllowed(part: SchemaModel, value: number): boolean {
  const { kind, id, uri, pointer, source } = part
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, types } = part
  const own = { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, types }
  const said = Object.fromEntries(Object.entries(own).filter(([, one]) => one !== undefined))
  const isExact = multipleOf === undefined || Number.isInteger(value / multipleOf)
  return isExact && acceptsValue({ kind, id, uri, pointer, source, ...said }, value)
}

function inRound(round: number, place: Place): Place {
  const isSmallest = place.style.fullness === 'smallest' || round % 3 === 2
  const style = { fullness: isSmallest ? 'smallest' : 'random', examples: false } as const
  return { ...place, style, random: place.random.fork(`round ${round}`) }
}

/** The first option first, `null` last; any first where values are varied. */
function ordered<Option>(options: readonly Option[], { style, random }: Place): readonly Option[] {
  if (style.fullness !== 'random' || options.length < 2) return options
  const start = random.integer(0, options.length - 1)
  return [...options.slice(start), ...options.slice(0, start)]
}

/** Types to try, those first that the schemas name or speak of. */
function typeOrder(parts: readonly SchemaModel[], { style, random }: Place): readonly ValueType[] {
  const left = typesLeft(parts)
  const isFree = left.length === valueTypes.length
  const meant = isFree ? spokenOf(parts) : left
  const filled = meant.filter((type) => type !== 'null')
  if (filled.length === 0) return left
  const isAny = style.fullness === 'random'
  const first = isAny ? random.pick(filled) : filled[0]
  const prefersNull = isAny && meant.includes('null') && random.chance(0.1)
  const order = [...(prefersNull ? ['null' as const] : []), ...(first ? [first] : []), ...meant]
  return [...new Set([...order, ...left])]
}

/** Types that keywords of untyped schemas speak of. */
function spokenOf(parts: readonly SchemaModel[]): readonly ValueType[] {
  const speaks = (keywords: readonly (keyof SchemaModel)[]) =>
    parts.some((part) => keywords.some((keyword) => part[keyword] !== undefined))
  const types: ValueType[] = []
  if (
    speaks([
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'minProperties',
      'propertyNames',
      'dependentRequired',
    ])
  )
    types.push('object')
  if (speaks(['items', 'prefixItems', 'contains', 'minItems', 'uniqueItems'])) types.push('array')
  if (speaks(['pattern', 'minLength', 'maxLength', 'format'])) types.push('string')
  if (speaks(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']))
    types.push('number')
  return types.length > 0 ? types : ['string']
}

function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return 1 + value.length
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 1)
}
