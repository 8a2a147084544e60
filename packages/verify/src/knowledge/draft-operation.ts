import { isJsonObject, type JsonObject, type JsonValue, type Random } from '@concordat/core'
import type { MediaTypeModel } from '@concordat/model'
import { getOwn } from '@concordat/wire'
import type { Session } from '../engine/session.ts'
import type { BodyPlan, OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { type DraftBody, emptyDraft, type RequestDraft } from '../request/draft.ts'
import type { Fullness, MakeContext } from '../schema/make-context.ts'
import { makeValue } from '../schema/make-value.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from './knowledge.ts'
import { knownReference } from './known-reference.ts'
import { withThing } from './place-thing.ts'

/** How a draft is filled. */
export interface DraftStyle {
  /** Whether optional parameters are given too. */
  readonly optional: boolean
  readonly fullness: Fullness
  /** Index of the documented body example to use; `undefined`: the body is generated. */
  readonly example?: number
  /** Whether names like `authorId` take the ids of things that exist. */
  readonly references: boolean
  /** Whether numbers are the smallest allowed. */
  readonly lowest?: true
  readonly random: Random
  readonly thing?: KnownThing
}

/** A request in the document's terms, and whether its path names something that exists. */
export interface DraftedOperation {
  readonly draft: RequestDraft
  readonly resource: 'none' | 'known' | 'guessed'
}

/** Fills an operation's request, values in this order: the user's, documented examples, earlier answers, made ones. */
export function draftOperation(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  style: DraftStyle,
): DraftedOperation | undefined {
  let draft: RequestDraft = emptyDraft
  for (const parameter of operation.parameters) {
    const { model } = parameter
    if (!model.required && !style.optional) continue
    const value = parameterValue(session, knowledge, { operation, style }, parameter)
    if (value === undefined) {
      if (model.required) return undefined
      continue
    }
    draft = { ...draft, [model.in]: { ...draft[model.in], [model.name]: value } }
  }
  const body = draftBody(session, knowledge, operation, style)
  if (body === null) return undefined
  if (body !== undefined) draft = { ...draft, body }
  const resource = resourceOf(knowledge, operation)
  if (resource === undefined) return { draft, resource: 'none' }
  const thing = style.thing ?? anyThing(knowledge, resource)
  if (thing === undefined) return { draft, resource: 'guessed' }
  return { draft: withThing(operation, draft, thing), resource: 'known' }
}

/** What values of a schema are made with. */
export function makeContext(
  session: Session,
  knowledge: Knowledge,
  style: DraftStyle,
): MakeContext {
  return {
    document: session.api.document,
    judge: session.api.judge,
    direction: 'request',
    random: style.random,
    fullness: style.fullness,
    ...(style.lowest ? { lowest: true } : {}),
    ...(style.references
      ? {
          known: (name: string): JsonValue | undefined =>
            getOwn(knowledge.pools, name)?.[0] ?? knownReference(knowledge, name),
        }
      : {}),
  }
}

function parameterValue(
  session: Session,
  knowledge: Knowledge,
  { operation, style }: { readonly operation: OperationPlan; readonly style: DraftStyle },
  { model }: ParameterPlan,
): JsonValue | undefined {
  const { name, schema } = model
  const given = knowledge.pools[`${operation.operationId}.${name}`] ?? getOwn(knowledge.pools, name)
  if (given?.[0] !== undefined) return given[0]
  const accepts = (value: unknown): value is JsonValue =>
    session.api.judge.accepts(schema.pointer, value, 'request')
  const example = model.examples[style.example ?? 0] ?? model.examples[0]
  if (example !== undefined && style.fullness !== 'random' && accepts(example.value)) {
    return example.value
  }
  if (style.references) {
    const known = knownReference(knowledge, name)
    if (known !== undefined && accepts(known)) return known
    if (known !== undefined && accepts(String(known))) return String(known)
  }
  const random = style.random.fork(`${model.in}.${name}`)
  return makeValue(schema, { ...makeContext(session, knowledge, style), random })
}

/** The body: `undefined` when there is none to send, `null` when a needed one cannot be made. */
function draftBody(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  style: DraftStyle,
): DraftBody | undefined | null {
  const plan = preferredBody(operation)
  if (plan === undefined) return undefined
  if (!operation.bodyRequired && !style.optional && style.example === undefined) {
    // Most optional bodies are what the operation is about; an empty first try says little.
    if (style.fullness === 'minimal') return undefined
  }
  const value = bodyValueOf(session, knowledge, plan, style)
  if (value === undefined) return operation.bodyRequired ? null : undefined
  return { kind: 'value', mediaType: plan.mediaType, value }
}

/** JSON first: it is what servers read best. */
export function preferredBody(operation: OperationPlan): BodyPlan | undefined {
  const order = ['json', 'form', 'multipart', 'sequence', 'text', 'binary']
  return [...operation.bodies].sort(
    (left, right) => order.indexOf(left.kind) - order.indexOf(right.kind),
  )[0]
}

/** A value for one documented media type. */
export function bodyValueOf(
  session: Session,
  knowledge: Knowledge,
  plan: BodyPlan,
  style: DraftStyle,
): JsonValue | undefined {
  const example =
    style.example === undefined ? undefined : bodyExamples(session, plan.model)[style.example]
  const { schema } = plan.model
  if (style.example !== undefined) {
    if (example === undefined) return undefined
    if (!style.references || !isJsonObject(example)) return example
    const referring = withReferences(knowledge, example)
    if (schema === undefined || session.api.judge.accepts(schema.pointer, referring, 'request')) {
      return referring
    }
    return example
  }
  const isJson = plan.kind === 'json' || plan.kind === 'sequence'
  if (schema === undefined) return isJson ? {} : 'text'
  if (plan.kind === 'binary') return 'binary content'
  const random = style.random.fork('body')
  return makeValue(schema, { ...makeContext(session, knowledge, style), random })
}

/** Documented examples that are valid as they stand. */
export function bodyExamples(session: Session, model: MediaTypeModel): JsonValue[] {
  const { schema } = model
  const values = model.examples.map(({ value }) => value)
  return values.filter(
    (value): value is JsonValue =>
      value !== undefined &&
      (schema === undefined || session.api.judge.accepts(schema.pointer, value, 'request')),
  )
}

function withReferences(knowledge: Knowledge, example: JsonObject): JsonObject {
  const result: Record<string, JsonValue> = {}
  for (const [name, value] of Object.entries(example)) {
    const isScalar = typeof value === 'string' || typeof value === 'number'
    const known =
      isScalar && /(?:id|uuid|ref|key)s?$/i.test(name) ? knownReference(knowledge, name) : undefined
    result[name] = known === undefined || typeof known !== typeof value ? value : known
  }
  return result
}
