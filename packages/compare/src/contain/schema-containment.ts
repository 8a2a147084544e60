import type { JsonPointer, JsonSchema, JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { failureId } from '../changes/describe-failure.ts'
import { placeText } from '../changes/place-text.ts'
import { ruleSchema } from '../changes/rule-place.ts'
import { pathOf, type Visit, Visits } from '../changes/visits.ts'
import { Judge } from '../judge/judge.ts'
import type { Comparison, Edge, Failure } from '../schema/include/comparison.ts'
import { Inclusion } from '../schema/include/inclusion.ts'
import { target } from '../schema/same.ts'
import { UnreadablePatterns } from '../schema/text/unreadable-patterns.ts'
import { WitnessFinder } from '../schema/witness/find-witness.ts'
import { describeExcess } from './describe-excess.ts'

/** Something that one schema allows and another does not. */
export interface Excess {
  /** Kind of the rule that is not kept, for example `type`, `required`, `enum`. */
  readonly rule: string
  /** Names of members, and `*` for items and for members of any name, from the root of the value. */
  readonly place: readonly string[]
  /** What is allowed that is not taken, as a sentence. */
  readonly message: string
  /** The schema that allows it, as a pointer in its document. */
  readonly pointer?: JsonPointer
  /** What is taken at the place, as the other schema has it. */
  readonly taken?: JsonSchema
  /** A value that shows it, confirmed by a validator; absent where it was neither shown nor excluded. */
  readonly value?: JsonValue
}

/** How values are compared. */
export interface ContainmentOptions {
  /** What the value is called in messages, for example `the answer 200`. */
  readonly subject: string
  /** Whether scalars travel as text, as in headers. @default false */
  readonly isText?: boolean
}

/**
 * Asks whether all values of one schema are values of another, and shows for each cause a value that is not. What was
 * proved of a pair of schemas is kept for the next question.
 */
export class SchemaContainment {
  readonly #inclusion = new Inclusion()
  readonly #finder = new WitnessFinder(this.#inclusion.expander)
  readonly #judge = new Judge()
  readonly #visits = new Visits()
  readonly #unreadable = new UnreadablePatterns()

  /** What `narrower` allows and `wider` does not, each cause once; empty where containment is proved. */
  excesses(
    narrower: SchemaModel,
    wider: SchemaModel,
    { subject, isText = false }: ContainmentOptions,
  ): readonly Excess[] {
    const pattern = this.#unreadable.firstIn(narrower) ?? this.#unreadable.firstIn(wider)
    if (pattern !== undefined) return [unreadable(subject, pattern)]
    const root = this.#inclusion.compare([narrower], [wider], isText)
    const causes = new Map<string, Excess>()
    for (const visit of this.#visits.from(root)) {
      for (const failure of visit.at.failures) {
        const key = causeKey(visit, failure)
        const known = causes.get(key)
        if (known && known.value !== undefined) continue
        const value = this.#show(root, visit, failure)
        if (known && value === undefined) continue
        causes.set(key, excessOf(visit, failure, { subject, value }))
      }
    }
    return withoutEchoes([...causes.values()])
  }

  /** A simple value of a schema, for messages that show one. */
  sample(schema: SchemaModel): JsonValue | undefined {
    return this.#finder.simplest([schema])
  }

  /** Whether a value meets a schema; `undefined` where no validator can read the schema. */
  accepts(schema: SchemaModel, value: JsonValue): boolean | undefined {
    return this.#judge.accepts(schema, value)
  }

  #show(root: Comparison, visit: Visit, failure: Failure): JsonValue | undefined {
    const found = this.#finder.find(root, pathOf(visit), failure)
    // Null is a value, too.
    const value = found === undefined ? this.#finder.search(root) : found
    return value !== undefined && this.#isConfirmed(root, value) ? value : undefined
  }

  #isConfirmed({ narrower, wider, isText }: Comparison, value: JsonValue): boolean {
    return (
      narrower.every((schema) => this.#judge.accepts(schema, value) === true) &&
      wider.some((schema) =>
        isText
          ? this.#judge.acceptsText(schema, value) === false
          : this.#judge.accepts(schema, value) === false,
      )
    )
  }
}

function unreadable(subject: string, pattern: string): Excess {
  const message = `The pattern \`${pattern}\` for ${subject} is none that a validator can read.`
  return { rule: 'pattern', place: [], message }
}

function causeKey(visit: Visit, failure: Failure): string {
  const types = failure.types ?? failure.cell?.type
  const about = failure.subject ?? JSON.stringify(failure.values ?? types ?? '')
  return `${placeOf(pathOf(visit)).join('/')} ${failureId(failure.keyword)} ${about}`
}

function excessOf(
  visit: Visit,
  failure: Failure,
  { subject, value }: { readonly subject: string; readonly value: JsonValue | undefined },
): Excess {
  const path = pathOf(visit)
  const [allowing] = visit.at.narrower
  const schema = allowing && (ruleSchema(visit.at.narrower, failure) ?? target(allowing))
  // What an object has to have is said by the message.
  const taken = failure.keyword === 'required' ? undefined : visit.at.wider[0]?.source
  return {
    rule: failureId(failure.keyword),
    place: placeOf(path),
    message: describeExcess(placeText(subject, path), failure),
    ...(schema && schema.uri !== '' && { pointer: schema.pointer }),
    ...(taken !== undefined && { taken }),
    ...(value !== undefined && { value }),
  }
}

/** What could not be proved beside what was shown at the same place is the same cause, seen from another side. */
function withoutEchoes(excesses: readonly Excess[]): readonly Excess[] {
  const shown = new Set(
    excesses.filter(({ value }) => value !== undefined).map(({ place }) => place.join('/')),
  )
  return excesses.filter(({ value, place }) => value !== undefined || !shown.has(place.join('/')))
}

function placeOf(path: readonly Edge[]): readonly string[] {
  return path.flatMap(({ step }) => {
    if (step.kind === 'member') return [step.name]
    if (step.kind === 'name') return []
    return ['*']
  })
}
