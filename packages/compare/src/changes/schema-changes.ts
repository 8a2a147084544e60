import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { Judge } from '../judge/judge.ts'
import { type Cell, type ValueType, valueTypes, wholeCell } from '../schema/cell.ts'
import type { Comparison, Failure, Note } from '../schema/include/comparison.ts'
import { fitString } from '../schema/include/fit-string.ts'
import { Inclusion } from '../schema/include/inclusion.ts'
import { defaultOf, target } from '../schema/same.ts'
import { UnreadablePatterns } from '../schema/text/unreadable-patterns.ts'
import { WitnessFinder } from '../schema/witness/find-witness.ts'
import type { Direction, ReachedOperation, Witness } from './change.ts'
import type { ChangeLog, Fact } from './change-log.ts'
import { describeLooser, describeStricter, failureId } from './describe-failure.ts'
import { placeText } from './place-text.ts'
import { ruleSchema } from './rule-place.ts'
import { pathOf, type Visit, Visits } from './visits.ts'

/** Who sends what a schema describes: whose values have to be among the other's. */
export type Flow = 'to-server' | 'to-client'

/** One schema of both documents, at one place of one operation. */
export interface Question {
  /** What is sent: of the old document to the server, of the new one to the client. */
  readonly narrower: SchemaModel
  readonly wider: SchemaModel
  /** The same the other way round, for what the change allows beyond what was. */
  readonly back: () => { readonly narrower: SchemaModel; readonly wider: SchemaModel }
  readonly flow: Flow
  readonly direction: Direction
  readonly isText: boolean
  readonly isXml: boolean
  /** What the value is called in messages, for example `the body` or `query parameter \`limit\``. */
  readonly subject: string
  readonly operation: ReachedOperation
  /** The whole request or answer that holds a value. */
  readonly witness: (value: JsonValue) => Witness
}

interface Occurrence {
  readonly question: Question
  readonly root: Comparison
  readonly failure: Failure
  readonly visit: Visit
}

interface FoundCause {
  /** The first ones, each of another schema: at these a witness is looked for. */
  readonly occurrences: Occurrence[]
  readonly operations: Set<ReachedOperation>
}

/** Adds an operation to something that is known to differ. */
type Reach = (operation: ReachedOperation) => void

/** Operations at which a witness of one cause is looked for. */
const mostAttempts = 4

/** Compares schemas, gathers what differs by its cause, and looks for a witness of each. */
export class SchemaChanges {
  readonly #inclusion = new Inclusion()
  readonly #finder = new WitnessFinder(this.#inclusion.expander)
  readonly #judge = new Judge()
  readonly #visits = new Visits()
  readonly #causes = new Map<string, FoundCause>()
  readonly #causeOf = new Map<Failure, Map<string, FoundCause>>()
  readonly #told = new Map<Note | Failure, Map<string, Reach | undefined>>()
  readonly #unreadable = new UnreadablePatterns()
  readonly #log: ChangeLog

  constructor(log: ChangeLog) {
    this.#log = log
  }

  /** A simple value that meets a schema, for requests that show something else. */
  sample(schema: SchemaModel): JsonValue | undefined {
    return this.#finder.simplest([schema])
  }

  /** The types that values of a schema can have. */
  typesOf(schema: SchemaModel): readonly ValueType[] {
    return valueTypes.filter(
      (type) => this.#inclusion.expander.cells([schema], type, 'over').length > 0,
    )
  }

  /** Whether a schema asks that values of a type are not empty. */
  asksForSome(schema: SchemaModel, type: 'string' | 'array' | 'object'): boolean {
    return this.#inclusion.expander
      .cells([schema], type, 'over')
      .some((cell) => cell.minItems > 0 || cell.minLength > 0 || leastMembers(cell) > 0)
  }

  /** Whether lists of a schema have one item at most, so that nothing stands between items. */
  isAtMostOne(schema: SchemaModel): boolean {
    return this.#inclusion.expander
      .cells([schema], 'array', 'over')
      .every(({ maxItems }) => maxItems <= 1)
  }

  /** Whether a schema says nothing of a text: as a body of bytes, it is any body. */
  isAnyText(schema: SchemaModel): boolean {
    const cells = this.#inclusion.expander.cells([schema], 'string', 'under')
    return cells.some((cell) => fitString(wholeCell('string'), cell).length === 0 && !cell.values)
  }

  ask(question: Question): void {
    const { narrower, wider, isText } = question
    const root = this.#inclusion.compare([narrower], [wider], isText)
    if (isPlain(root)) return
    const pattern = this.#unreadable.firstIn(narrower) ?? this.#unreadable.firstIn(wider)
    if (pattern !== undefined) {
      this.#log.add(unreadable(question, pattern))
      return
    }
    for (const visit of this.#visits.from(root)) {
      for (const failure of visit.at.failures) this.#found({ question, root, failure, visit })
      for (const note of visit.at.notes) this.#note(note, question, visit)
    }
    this.#askBack(question)
  }

  /** Looks for witnesses, and logs each cause. */
  finish(): void {
    for (const [key, cause] of this.#causes) this.#conclude(key, cause)
  }

  #found(occurrence: Occurrence): void {
    const { question, failure, root } = occurrence
    const way = `${question.flow} ${question.direction}`
    const known = this.#causeOf.get(failure)?.get(way)
    const cause = known ?? this.#newCause(occurrence, way)
    cause.operations.add(question.operation)
    const isTried = cause.occurrences.some((one) => one.root === root)
    if (!isTried && cause.occurrences.length < mostAttempts) cause.occurrences.push(occurrence)
  }

  #newCause({ failure, visit }: Occurrence, way: string): FoundCause {
    const rule = ruleSchema(visit.at.wider, failure)
    const key = [
      way,
      failureId(failure.keyword),
      failure.subject ?? JSON.stringify(failure.values ?? failure.types ?? ''),
      rule?.pointer ?? '',
      failure.keyword === 'required' ? '' : failure.cell?.type,
    ].join(' ')
    const cause = this.#causes.get(key) ?? { occurrences: [], operations: new Set() }
    this.#causes.set(key, cause)
    const ways = this.#causeOf.get(failure) ?? new Map<string, FoundCause>()
    this.#causeOf.set(failure, ways.set(way, cause))
    return cause
  }

  #conclude(key: string, { occurrences, operations }: FoundCause): void {
    const [first] = occurrences
    if (!first) return
    const shown = this.#show(occurrences)
    const { question, visit, failure } = shown?.occurrence ?? first
    const place = placeText(question.subject, pathOf(visit))
    const isForServer = question.flow === 'to-server'
    const message = (isForServer ? describeStricter : describeLooser)(place, failure)
    const rule = ruleSchema(visit.at.wider, failure)
    const other = visit.at.narrower[0] && target(visit.at.narrower[0])
    const { direction } = question
    const id = `${direction}-${failureId(failure.keyword)}-${isForServer ? 'narrowed' : 'widened'}`
    const base = {
      direction,
      key,
      ...placesOf(isForServer ? other : rule, isForServer ? rule : other),
    }
    const isArgued = failure.keyword === 'content'
    const fact: Omit<Fact, 'operation'> = shown
      ? { ...base, id, class: 'wire', message, witness: shown.witness }
      : isArgued
        ? { ...base, id, class: 'wire', message, argument: contentArgument }
        : {
            ...base,
            id: `${direction}-not-proved`,
            class: 'unknown',
            message: `${message} ${undecided}`,
          }
    const reach = this.#log.add(fact)
    for (const operation of operations) reach(operation)
  }

  /** A witness of a failure at one of its occurrences, confirmed by the full validator. */
  #show(occurrences: readonly Occurrence[]) {
    for (const occurrence of occurrences) {
      const { root, visit, failure, question } = occurrence
      const found = this.#finder.find(root, pathOf(visit), failure)
      // Null is a value, too.
      const value = found === undefined ? this.#finder.search(root) : found
      if (value === undefined || !this.#isConfirmed(question, value)) continue
      return { occurrence, witness: question.witness(value) }
    }
    return undefined
  }

  #isConfirmed({ narrower, wider, isText }: Question, value: JsonValue): boolean {
    const isAccepted = this.#judge.accepts(narrower, value) === true
    const verdict = isText
      ? this.#judge.acceptsText(wider, value)
      : this.#judge.accepts(wider, value)
    return isAccepted && verdict === false
  }

  #note(note: Note, question: Question, visit: Visit): void {
    this.#once(note, question, () => this.#addNote(note, question, visit))
  }

  /** What is known to differ is told once, and after that only that it reaches another operation. */
  #once(what: Note | Failure, question: Question, tell: () => Reach | undefined): void {
    const way = `${question.flow} ${question.direction} ${question.isXml}`
    const ways = this.#told.get(what) ?? new Map<string, Reach | undefined>()
    this.#told.set(what, ways)
    if (!ways.has(way)) ways.set(way, tell())
    ways.get(way)?.(question.operation)
  }

  #addNote(note: Note, question: Question, visit: Visit): Reach | undefined {
    const { flow, direction, subject, isXml } = question
    const [narrower, wider] = [note.narrower, note.wider]
    const [old, next] = flow === 'to-server' ? [narrower, wider] : [wider, narrower]
    const place = placeText(subject, pathOf(visit))
    const base = { direction, key: keyOf(note, old, next), ...placesOf(old, next) }
    if (note.kind === 'xml' && isXml) {
      return this.#log.add({
        ...base,
        id: `${direction}-xml-changed`,
        class: 'wire',
        message: `\`${note.name}\` of ${lower(place)} is written otherwise in XML now.`,
        argument: 'The same value has another XML text, which the other side does not expect.',
      })
    }
    if (note.kind === 'default' && flow === 'to-server') {
      // Where none was said, nothing that was said changed.
      const isNew = old === undefined || defaultOf(old) === undefined
      const fact = defaultFact(note.name, place, old, next)
      return this.#log.add({ ...base, ...fact, ...(isNew && { class: 'compatible' }) })
    }
    if (note.kind === 'member-named' || note.kind === 'member-unnamed') {
      const isNew = old === undefined
      const schema = old ?? next
      if (!schema || (schema.uri === '' && schema.pointer === '')) return undefined
      return this.#log.add({
        ...base,
        id: `${direction}-member-${isNew ? 'added' : 'removed'}`,
        class: 'compatible',
        message: `${place} ${isNew ? 'now has' : 'no longer has'} a member \`${note.name}\`.`,
      })
    }
    return undefined
  }

  /** What the change allows beyond what was: compatible, and told in change logs. */
  #askBack(question: Question): void {
    const { narrower, wider } = question.back()
    const root = this.#inclusion.compare([narrower], [wider], question.isText)
    for (const visit of this.#visits.from(root)) {
      for (const failure of visit.at.failures) {
        if (failure.keyword === 'too-wide') continue
        this.#once(failure, question, () => this.#addLoosened(failure, question, visit))
      }
    }
  }

  #addLoosened(failure: Failure, question: Question, visit: Visit): Reach {
    const isForServer = question.flow === 'to-server'
    const rule = ruleSchema(visit.at.wider, failure)
    const place = placeText(question.subject, pathOf(visit))
    const describe = isForServer ? describeLooser : describeStricter
    return this.#log.add({
      id: `${question.direction}-${failureId(failure.keyword)}-${isForServer ? 'widened' : 'narrowed'}`,
      class: 'compatible',
      direction: question.direction,
      key: `${failure.subject ?? ''} ${JSON.stringify(failure.values ?? '')} ${rule?.pointer ?? ''}`,
      message: describe(place, failure),
      ...placesOf(isForServer ? rule : undefined, isForServer ? undefined : rule),
    })
  }
}

function leastMembers({ minProperties, required }: Cell): number {
  return Math.max(minProperties, required.length)
}

const undecided = 'Neither a value that shows it was found, nor a proof that there is none.'

const contentArgument =
  'What the text stands for is another kind of content, which readers of the former kind cannot read.'

function isPlain(root: Comparison): boolean {
  return root.failures.length === 0 && root.edges.length === 0 && root.notes.length === 0
}

function unreadable(question: Question, pattern: string): Fact {
  return {
    id: `${question.direction}-not-proved`,
    class: 'unknown',
    direction: question.direction,
    key: pattern,
    message: `${question.subject} changed, and its pattern \`${pattern}\` is none that a validator can read.`,
    operation: question.operation,
    ...placesOf(undefined, undefined),
  }
}

function placesOf(old: SchemaModel | undefined, next: SchemaModel | undefined) {
  return {
    ...(old && old.uri !== '' && { old: old.pointer }),
    ...(next && next.uri !== '' && { new: next.pointer }),
  }
}

function keyOf(note: Note, old: SchemaModel | undefined, next: SchemaModel | undefined): string {
  return `${note.name} ${old?.pointer ?? ''} ${next?.pointer ?? ''}`
}

function defaultFact(
  name: string,
  place: string,
  old: SchemaModel | undefined,
  next: SchemaModel | undefined,
) {
  const text = (schema: SchemaModel | undefined): string => {
    const value = schema && defaultOf(schema)
    return value === undefined ? 'none' : `\`${JSON.stringify(value)}\``
  }
  return {
    id: 'request-default-changed',
    class: 'behaviour' as const,
    message: `The default of \`${name}\` in ${lower(place)} was ${text(old)} and is ${text(next)}.`,
    argument: 'A request without it is treated in another way.',
  }
}

function lower(place: string): string {
  return place.charAt(0).toLowerCase() + place.slice(1)
}
