import { type JsonObject, type JsonValue, joinPointer } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { acceptsValue, type CheckContext, propertySchemas } from '../check/check-value.ts'
import { flagOf, isFlagged } from '../check/left-out.ts'
import { type Contradiction, contradiction, placeOf } from '../goal/contradiction.ts'
import type { Goal } from '../goal/flat-goal.ts'
import { largest, smallest } from '../goal/limits.ts'
import { newSchema } from '../goal/new-schema.ts'
import type { Budget } from './budget.ts'
import { type Miss, missed, missWithin, type Outcome } from './outcome.ts'
import { type Fill, type Place, within } from './place.ts'

/** What an object is made for. */
export interface ObjectTask {
  readonly parts: readonly SchemaModel[]
  readonly place: Place
  readonly context: CheckContext
  readonly budget: Budget
  readonly fill: Fill
}

/** Levels down to which optional properties are made. */
const deepest = { fullest: 5, random: 5, smallest: 0 } as const

/** Makes an object: first what must be there, then what may. */
export function makeObject(task: ObjectTask): Outcome {
  const builder = new ObjectBuilder(task)
  return builder.build()
}

class ObjectBuilder {
  readonly #task: ObjectTask
  readonly #least: number
  readonly #most: number
  #members: ReadonlyMap<string, JsonValue> = new Map()

  constructor(task: ObjectTask) {
    this.#task = task
    this.#least = largest(task.parts, 'minProperties') ?? 0
    this.#most = smallest(task.parts, 'maxProperties') ?? Number.POSITIVE_INFINITY
  }

  build(): Outcome {
    const { parts } = this.#task
    const required = requiredNames(parts).filter((name) => !this.#isLeftOut(name))
    const miss = this.#add(required)
    if (miss) return miss
    if (this.#members.size > this.#most) {
      const places = parts.flatMap((part) => [
        ...(part.required ? [placeOf(part, 'required')] : []),
        ...(part.maxProperties === undefined ? [] : [placeOf(part, 'maxProperties')]),
      ])
      const message = 'More properties are required than there may be.'
      return { certain: contradiction('properties', message, places) }
    }
    this.#addOptional()
    return this.#addExtra() ?? { value: objectOf(this.#members) }
  }

  /** Adds properties, with those that they depend on; all or none. */
  #add(names: readonly string[]): Miss | undefined {
    const added = new Map(this.#members)
    const open = [...names]
    for (let name = open.shift(); name !== undefined; name = open.shift()) {
      if (added.has(name)) continue
      const refusal = this.#refusalOf(name)
      if (refusal) return { certain: refusal }
      const outcome = this.#make(name)
      if (outcome.value === undefined) return missWithin(outcome, name)
      added.set(name, outcome.value)
      for (const { dependentRequired } of this.#task.parts) {
        const needed = dependentRequired?.get(name) ?? []
        open.push(...needed.filter((other) => !this.#isLeftOut(other)))
      }
    }
    if (added.size > this.#most && this.#members.size > 0) return missed
    this.#members = added
    return undefined
  }

  #make(name: string): Outcome {
    const { place, fill } = this.#task
    return fill(this.#goalOf(name), within(place, name, name))
  }

  /** All that is said of a property. */
  #goalOf(name: string): Goal {
    const { parts } = this.#task
    const goal = parts.flatMap((part) => propertySchemas(part, name))
    if (goal.length > 0) return goal
    return parts.flatMap(({ unevaluatedProperties }) => unevaluatedProperties ?? [])
  }

  /** Why a property may not be there, where that shows at once. */
  #refusalOf(name: string): Contradiction | undefined {
    const { parts, context } = this.#task
    const never = this.#goalOf(name).find(({ always }) => always === false)
    const at = joinPointer('', name)
    if (never) {
      const requiring = parts.filter(({ required }) => required?.includes(name))
      const message = `The property \`${name}\` is required, and no value is allowed for it.`
      const places = [...requiring.map((part) => placeOf(part, 'required')), placeOf(never, '')]
      return { ...contradiction('properties', message, places), at }
    }
    for (const part of parts) {
      if (!part.propertyNames || acceptsValue(part.propertyNames, name, context)) continue
      const message = `\`propertyNames\` does not allow the name \`${name}\`.`
      return { ...contradiction('properties', message, [placeOf(part, 'propertyNames')]), at }
    }
    return undefined
  }

  #isLeftOut(name: string): boolean {
    const { direction } = this.#task.context
    if (direction === undefined) return false
    const flag = flagOf(direction)
    return this.#goalOf(name).some((part) => isFlagged(part, flag))
  }

  #addOptional(): void {
    const { parts, budget } = this.#task
    const names = [...new Set(parts.flatMap(({ properties }) => [...(properties?.keys() ?? [])]))]
    const free = names.filter((name) => !this.#members.has(name) && !this.#isLeftOut(name))
    for (const name of free) {
      if (this.#members.size >= this.#most || budget.spent) break
      if (this.#wants(name)) this.#addOrLeave(name)
    }
    for (const name of free) {
      if (this.#members.size >= this.#least || budget.spent) break
      if (!this.#members.has(name)) this.#addOrLeave(name)
    }
  }

  #addOrLeave(name: string): void {
    const { budget } = this.#task
    const left = budget.sizeLeft
    if (this.#add([name])) budget.sizeLeft = left
  }

  #wants(label: string): boolean {
    const { place, budget } = this.#task
    const { fullness } = place.style
    if (place.depth >= deepest[fullness] || budget.isScarce) return false
    if (fullness === 'fullest') return true
    return place.random.fork(`want ${label}`).chance(place.depth < 3 ? 0.5 : 0.2)
  }

  /** Members of maps, and those that are there for their number only. */
  #addExtra(): Miss | undefined {
    const { parts, budget } = this.#task
    const hasNames = parts.some(({ properties }) => properties !== undefined)
    const isMap = parts.some(
      ({ additionalProperties, patternProperties }) =>
        patternProperties || (additionalProperties && additionalProperties.always === undefined),
    )
    const wanted = Math.min(this.#most, isMap && !hasNames && this.#wants('an entry') ? 1 : 0)
    const needed = Math.max(this.#least, wanted)
    for (let tries = 0; this.#members.size < needed && tries < needed * 2 + 40; tries += 1) {
      if (budget.spent) return { cut: budget.spent }
      const name = this.#extraName(tries)
      if (name === undefined || this.#members.has(name) || this.#isLeftOut(name)) continue
      this.#addOrLeave(name)
    }
    return this.#members.size < this.#least ? missed : undefined
  }

  #extraName(tries: number): string | undefined {
    const { parts, place, fill } = this.#task
    const said = parts.flatMap(({ propertyNames }) => propertyNames ?? [])
    const patterns = parts.flatMap((part) =>
      [...(part.patternProperties?.keys() ?? [])].map((pattern) => ({ part, pattern })),
    )
    const isClosed = parts.some(
      ({ additionalProperties: others, unevaluatedProperties: rest }) =>
        others?.always === false || rest?.always === false,
    )
    const chosen = place.random.fork(`pattern ${tries}`).pick(patterns)
    const usesPattern = chosen !== undefined && (isClosed || tries % 2 === 0)
    if (said.length === 0 && !usesPattern) return `key${tries === 0 ? '' : tries}`
    const about = said[0] ?? chosen?.part
    if (!about) return undefined
    const matching = usesPattern ? [newSchema(chosen.part, { pattern: chosen.pattern })] : []
    const goal = [newSchema(about, { types: ['string'] }), ...said, ...matching]
    const style = { fullness: 'random', examples: false } as const
    const outcome = fill(goal, { ...within(place, '', `name ${tries}`), style, trail: new Set() })
    return typeof outcome.value === 'string' ? outcome.value : undefined
  }
}

function requiredNames(parts: readonly SchemaModel[]): string[] {
  return [...new Set(parts.flatMap(({ required }) => required ?? []))]
}

/** In the order in which the schemas list them, and with `__proto__` as an own member. */
function objectOf(members: ReadonlyMap<string, JsonValue>): JsonObject {
  return Object.fromEntries(members)
}
