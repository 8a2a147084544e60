import type { SchemaModel } from '@concordat/model'
import type { Goal } from '../goal/flat-goal.ts'
import { refusalOf } from '../goal/new-schema.ts'
import { Filler } from './fill-place.ts'
import type { Made, MakeOptions } from './make-options.ts'
import type { Place } from './place.ts'

/** Values that are put before the last word, where there is one. */
const mostTries = 24

/**
 * Makes a value that all of the given schemas accept; the same for the same schemas and options.
 *
 * @returns the value, or why there is none: a contradiction that is proved, or the bound that was met.
 *
 * @example
 * ```ts
 * import { createRandom } from '@concordat/core'
 * import { SchemaReader, SchemaStore } from '@concordat/model'
 * import { makeValue } from '@concordat/values'
 * const store = new SchemaStore()
 * const document = store.add('urn:example', { type: 'integer', minimum: 3 })
 * const schema = new SchemaReader(store).read({ document, pointer: '' })
 * const made = makeValue(schema, { random: createRandom(1) })
 * if (made.kind === 'made') console.log(made.value)
 * if (made.kind === 'unsatisfiable') console.log(made.contradiction.message)
 * ```
 */
export function makeValue(goal: SchemaModel | Goal, options: MakeOptions): Made {
  const schemas: Goal = 'kind' in goal ? [goal] : goal
  const filler = new Filler(options)
  const { fullness = 'random', examples = true, random, accepts } = options
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    filler.begin()
    // Optional parts are where values fail most: the last tries leave them out.
    const style = {
      fullness:
        attempt > 15 ? 'smallest' : attempt > 3 && fullness === 'fullest' ? 'random' : fullness,
      examples: examples && (attempt <= 7 || attempt % 2 === 1),
    } as const
    const place: Place = {
      name: '',
      depth: 0,
      style,
      trail: new Set(),
      random: attempt === 0 ? random : random.fork(`attempt ${attempt}`),
    }
    const outcome = filler.fill(schemas, place)
    if (outcome.value === undefined) {
      if (outcome.certain) return { kind: 'unsatisfiable', contradiction: outcome.certain }
      if (outcome.cut) return { kind: 'not-found', reason: outcome.cut }
    } else if (accepts?.(outcome.value) ?? true) {
      return { kind: 'made', value: outcome.value }
    }
  }
  return { kind: 'not-found', reason: 'attempts' }
}

/** Makes a value that a schema refuses, in one way at least. */
export function makeRefusedValue(schema: SchemaModel, options: MakeOptions): Made {
  return makeValue(refusalOf(schema), options)
}
