import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { Judge } from '../judge/judge.ts'
import { type ValueType, valueTypes, wholeCell } from '../schema/cell.ts'
import { childrenOf } from '../schema/directed.ts'
import type { Comparison, Edge, Failure, Note } from '../schema/include/comparison.ts'
import { fitString } from '../schema/include/fit-string.ts'
import { Inclusion } from '../schema/include/inclusion.ts'
import { defaultOf, target } from '../schema/same.ts'
import { isPattern } from '../schema/text/match-pattern.ts'
import { WitnessFinder } from '../schema/witness/find-witness.ts'
import type { Direction, ReachedOperation, Witness } from './change.ts'
import type { ChangeLog, Fact } from './change-log.ts'
import { describeLooser, describeStricter, failureId } from './describe-failure.ts'
import { placeText } from './place-text.ts'
import { ruleSchema } from './rule-place.ts'

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
  readonly path: readonly Edge[]
}

interface FoundCause {
  readonly failure: Failure
  readonly comparison: Comparison
  readonly occurrences: Occurrence[]
}

/** Operations at which a witness of one cause is looked for. */
const mostAttempts = 4

/** Compares schemas, gathers what differs by its cause, and looks for a witness of each. */
export class SchemaChanges {
  readonly #inclusion = new Inclusion()
  readonly #finder = new WitnessFinder(this.#inclusion.expander)
  readonly #judge = new Judge()
  readonly #causes = new Map<string, FoundCause>()
  readonly #unreadable = new Map<SchemaModel, string | undefined>()
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

  /** Whether a schema says nothing of a text: as a body of bytes, it is any body. */
  isAnyText(schema: SchemaModel): boolean {
    const cells = this.#inclusion.expander.cells([schema], 'string', 'under')
    return cells.some((cell) => fitString(wholeCell('string'), cell).length === 0 && !cell.values)
  }

  ask(question: Question): void {
    const { narrower, wider, isText } = question
    const root = this.#inclusion.compare([narrower], [wider], isText)
    if (isPlain(root)) return
    const pattern = this.#unreadablePattern(narrower) ?? this.#unreadablePattern(wider)
    if (pattern !== undefined) {
      this.#log.add(unreadable(question, pattern))
      return
    }
    this.#visit(root, (comparison, path) => {
      for (const failure of comparison.failures) {
        this.#found(failure, comparison, { question, root, path })
      }
      for (const note of comparison.notes) this.#note(note, question, path)
    })
    this.#askBack(question)
  }

  /** Looks for witnesses, and logs each cause. */
  finish(): void {
    for (const [key, cause] of this.#causes) this.#conclude(key, cause)
  }

  #visit(root: Comparison, use: (comparison: Comparison, path: readonly Edge[]) => void): void {
    const seen = new Set([root])
    const queue: { readonly at: Comparison; readonly path: readonly Edge[] }[] = [
      { at: root, path: [] },
    ]
    for (const { at, path } of queue) {
      use(at, path)
      for (const edge of at.edges) {
        if (seen.has(edge.to)) continue
        seen.add(edge.to)
        queue.push({ at: edge.to, path: [...path, edge] })
      }
    }
  }

  #found(failure: Failure, comparison: Comparison, occurrence: Occurrence): void {
    const { question } = occurrence
    const rule = ruleSchema(comparison.wider, failure)
    const key = [
      question.flow,
      question.direction,
      failureId(failure.keyword),
      failure.subject ?? JSON.stringify(failure.values ?? failure.types ?? ''),
      rule?.pointer ?? '',
      failure.keyword === 'required' ? '' : failure.cell?.type,
    ].join(' ')
    const known = this.#causes.get(key)
    if (known) known.occurrences.push(occurrence)
    else this.#causes.set(key, { failure, comparison, occurrences: [occurrence] })
  }

  #conclude(key: string, { failure, comparison, occurrences }: FoundCause): void {
    const [first] = occurrences
    if (!first) return
    const shown = this.#show(failure, occurrences)
    const { question, path } = shown?.occurrence ?? first
    const place = placeText(question.subject, path)
    const isForServer = question.flow === 'to-server'
    const message = (isForServer ? describeStricter : describeLooser)(place, failure)
    const rule = ruleSchema(comparison.wider, failure)
    const other = comparison.narrower[0] && target(comparison.narrower[0])
    const id = `${question.direction}-${failureId(failure.keyword)}-${isForServer ? 'narrowed' : 'widened'}`
    const base = {
      direction: question.direction,
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
            id: `${question.direction}-not-proved`,
            class: 'unknown',
            message: `${message} Neither a value that shows it was found, nor a proof that there is none.`,
          }
    for (const occurrence of occurrences) {
      this.#log.add({ ...fact, operation: occurrence.question.operation })
    }
  }

  /** A witness of a failure at one of its occurrences, confirmed by the full validator. */
  #show(failure: Failure, occurrences: readonly Occurrence[]) {
    const tried = new Set<Comparison>()
    for (const occurrence of occurrences) {
      const { root, path, question } = occurrence
      if (tried.has(root)) continue
      tried.add(root)
      if (tried.size > mostAttempts) break
      const found = this.#finder.find(root, path, failure)
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

  #note(note: Note, question: Question, path: readonly Edge[]): void {
    const { flow, direction, operation, subject, isXml } = question
    const [narrower, wider] = [note.narrower, note.wider]
    const [old, next] = flow === 'to-server' ? [narrower, wider] : [wider, narrower]
    const place = placeText(subject, [...path])
    const base = { direction, operation, key: keyOf(note, old, next), ...placesOf(old, next) }
    if (note.kind === 'xml' && isXml) {
      this.#log.add({
        ...base,
        id: `${direction}-xml-changed`,
        class: 'wire',
        message: `\`${note.name}\` of ${lower(place)} is written otherwise in XML now.`,
        argument: 'The same value has another XML text, which the other side does not expect.',
      })
    }
    if (note.kind === 'default' && flow === 'to-server') {
      this.#log.add({ ...base, ...defaultFact(note.name, place, old, next) })
    }
    if (note.kind === 'member-named' || note.kind === 'member-unnamed') {
      const isNew = old === undefined
      const schema = old ?? next
      if (!schema || (schema.uri === '' && schema.pointer === '')) return
      this.#log.add({
        ...base,
        id: `${direction}-member-${isNew ? 'added' : 'removed'}`,
        class: 'compatible',
        message: `${place} ${isNew ? 'now has' : 'no longer has'} a member \`${note.name}\`.`,
      })
    }
  }

  /** What the change allows beyond what was: compatible, and told in change logs. */
  #askBack(question: Question): void {
    const { narrower, wider } = question.back()
    const root = this.#inclusion.compare([narrower], [wider], question.isText)
    const isForServer = question.flow === 'to-server'
    this.#visit(root, (comparison, path) => {
      for (const failure of comparison.failures) {
        if (failure.keyword === 'too-wide') continue
        const rule = ruleSchema(comparison.wider, failure)
        const place = placeText(question.subject, path)
        const describe = isForServer ? describeLooser : describeStricter
        this.#log.add({
          id: `${question.direction}-${failureId(failure.keyword)}-${isForServer ? 'widened' : 'narrowed'}`,
          class: 'compatible',
          direction: question.direction,
          key: `${failure.subject ?? ''} ${JSON.stringify(failure.values ?? '')} ${rule?.pointer ?? ''}`,
          message: describe(place, failure),
          operation: question.operation,
          ...placesOf(isForServer ? rule : undefined, isForServer ? undefined : rule),
        })
      }
    })
  }

  /** A pattern that no validator can read, in a schema or what it leads to. */
  #unreadablePattern(start: SchemaModel): string | undefined {
    if (this.#unreadable.has(start)) return this.#unreadable.get(start)
    const seen = new Set([start])
    let found: string | undefined
    for (const node of seen) {
      const patterns = [node.pattern, ...(node.patternProperties?.keys() ?? [])]
      found = patterns.find((pattern) => pattern !== undefined && !isPattern(pattern))
      if (found !== undefined) break
      for (const child of childrenOf(node)) seen.add(child)
    }
    this.#unreadable.set(start, found)
    return found
  }
}

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
