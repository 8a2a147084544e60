import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { makeContext } from '../knowledge/draft-operation.ts'
import { freshen } from '../knowledge/freshen.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { bodyValue } from '../request/draft.ts'
import { makeValue } from '../schema/make-value.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'
import { memberAt, type Variation, withMember } from '../schema/variation.ts'
import { isReferenceName, varyValue } from '../schema/vary-value.ts'
import { isSame } from './compare-items.ts'
import { sayableMembers, structuredBody } from './structured-body.ts'

/** A body with every optional property, in ordinary new values; references point to things that exist. */
export function fullBody(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue | undefined {
  const baseline = knowledge.baselines.get(create)
  const plan = structuredBody(create)
  const schema = plan?.model.schema
  const base = baseline && bodyValue(baseline.draft)
  if (plan === undefined || schema === undefined || !isJsonObject(base)) return undefined
  const serial = knowledge.serial()
  const random = session.random.fork(`story/${create.operationId}/${serial}`)
  const style = { optional: true, fullness: 'full', references: true, random } as const
  const value = makeValue(schema, { ...makeContext(session, knowledge, style), examples: false })
  if (!isJsonObject(value)) return undefined
  const made = sayableMembers(plan, value)
  const merged: Record<string, JsonValue> = { ...made }
  const flat = flattenSchema(session.api.document, schema).schema
  const isChoice = isJsonObject(flat) && (flat.oneOf ?? flat.anyOf) !== undefined
  // What the base already says of other things, and of credentials, is known to be taken.
  for (const [name, value] of Object.entries(base)) {
    // What tells branches of a choice apart goes with the branch that was made.
    const isTag = isChoice && Object.hasOwn(made, name)
    if (isReferenceName(name) || (!isTag && /pass|token|secret|type|kind/i.test(name)))
      merged[name] = value
  }
  for (const name of Object.keys(merged)) {
    if (isReferenceName(name) && !Object.hasOwn(base, name)) delete merged[name]
  }
  // In a choice the two may be of different branches: then what was made stands by itself.
  const whole = [merged, made].find((body) =>
    session.api.judge.accepts(schema.pointer, body, 'request'),
  )
  return whole && freshen(session, create, whole, serial)
}

/** A body with nothing but what is required, in new values. */
export function minimalBody(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue | undefined {
  const full = fullBody(session, knowledge, create)
  const base = knowledge.baselines.get(create)
  const said = base && bodyValue(base.draft)
  const schema = structuredBody(create)?.model.schema
  const whole = isJsonObject(full) ? full : said
  if (schema === undefined || !isJsonObject(whole)) return undefined
  let minimal: Record<string, JsonValue> = { ...whole }
  for (const name of Object.keys(whole)) {
    const { [name]: _, ...without } = minimal
    if (session.api.judge.accepts(schema.pointer, without, 'request')) minimal = without
  }
  return freshen(session, create, minimal, knowledge.serial())
}

/** A full body whose texts and lists are as long as the document allows, within reason: what is cut off shows. */
export function longBody(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue | undefined {
  return bodyOfVariations(session, knowledge, create, ({ keyword, label, member }) =>
    keyword === 'maxLength'
      ? isLongText(member, label)
      : isLongList(member, keyword) || (typeof member === 'number' && label.includes('largest')),
  )
}

/** A full body whose texts have letters that ASCII lacks: whatever shows them must show them right. */
export function accentedBody(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue | undefined {
  return bodyOfVariations(session, knowledge, create, ({ label }) =>
    label.endsWith('letters with accents'),
  )
}

/** One full body for every branch of a choice among the members, or of the whole; none where there is no choice. */
export function branchBodies(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): JsonValue[] {
  const schema = create.bodies.find(({ kind }) => kind === 'json')?.model.schema
  const baseline = knowledge.baselines.get(create)
  const base = fullBody(session, knowledge, create) ?? (baseline && bodyValue(baseline.draft))
  if (schema === undefined || base === undefined) return []
  const random = session.random.fork(`branches/${create.operationId}/${knowledge.serial()}`)
  const style = { optional: true, fullness: 'full', references: true, random } as const
  const branches = varyValue(schema, base, makeContext(session, knowledge, style)).flatMap(
    (variation) => {
      const { keyword, label, member, path } = variation
      const isBranch = (keyword === 'oneOf' || keyword === 'anyOf') && / of \d+$/.test(label)
      if (!isBranch || member === undefined || member === null || path.length > 2) return []
      const body = freshen(session, create, withMember(base, path, member), knowledge.serial())
      const fits = body !== undefined && session.api.judge.accepts(schema.pointer, body, 'request')
      return fits ? [body] : []
    },
  )
  return branches.length === 0 ? [] : [base, ...branches]
}

/** A full body with every valid variation that is wanted, as long as it stays valid. */
function bodyOfVariations(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
  isWanted: (variation: Variation) => boolean,
): JsonValue | undefined {
  const full = fullBody(session, knowledge, create)
  const schema = structuredBody(create)?.model.schema
  if (schema === undefined || !isJsonObject(full)) return undefined
  const random = session.random.fork(`variations/${create.operationId}/${knowledge.serial()}`)
  const style = { optional: true, fullness: 'full', references: true, random } as const
  let body: JsonValue = full
  for (const variation of varyValue(schema, full, makeContext(session, knowledge, style))) {
    const { expected, member, path } = variation
    if (expected !== 'valid' || member === undefined || !isWanted(variation)) continue
    // Another branch's members have no place in this one.
    if (path.length > 1 && memberAt(body, path.slice(0, -1)) === undefined) continue
    const trial = withMember(body, path, member)
    if (trial !== undefined && session.api.judge.accepts(schema.pointer, trial, 'request'))
      body = trial
  }
  return body === full ? undefined : body
}

function isLongText(member: JsonValue | undefined, label: string): boolean {
  const plain = typeof member === 'string' && member.length <= 1000 && /^[\x20-\x7e]*$/.test(member)
  return plain && label.includes('longest')
}

function isLongList(member: JsonValue | undefined, keyword: string): boolean {
  return keyword === 'maxItems' && Array.isArray(member) && member.length <= 50
}

/** A changed body for an update: what is sent, and which of its values must show afterwards. */
export interface ChangedBody {
  readonly mediaType: string
  readonly value: JsonValue
  /** Members whose new values must be seen. */
  readonly sent: JsonObject
  /** Members that are left out and that the document says are removed by that. */
  readonly vanishing: readonly string[]
}

/** Changes some members (PATCH) or all (PUT) of a thing to other ordinary values. */
export function changedBody(
  session: Session,
  knowledge: Knowledge,
  update: OperationPlan,
  { current, turn }: { readonly current: JsonObject; readonly turn: number },
): ChangedBody | undefined {
  const plan = structuredBody(update)
  const schema = plan?.model.schema
  if (plan === undefined || schema === undefined) return undefined
  const flat = flattenSchema(session.api.document, schema).schema
  if (/json-patch/.test(plan.mediaType))
    return jsonPatch(session, knowledge, update, { current, turn })
  if (!isJsonObject(flat)) return undefined
  const properties = propertiesFor(session, flat, current)
  if (properties === undefined) return undefined
  const base = knowledge.baselines.get(update)
  const baseBody = base && bodyValue(base.draft)
  const start: Record<string, JsonValue> =
    update.method === 'PUT' && isJsonObject(baseBody)
      ? startOf(baseBody, properties, current, isJsonObject(flat.properties))
      : {}
  const label = `${update.operationId}/${turn}`
  const others = otherValues(session, knowledge, schema, { properties, current, label })
  const values = sayableMembers(plan, others)
  const names = Object.keys(values)
  if (names.length === 0) return undefined
  const nulls =
    update.method === 'PATCH' && turn === nullTurn && plan.kind === 'json'
      ? nullMembers(session, schema, properties, current)
      : undefined
  if (nulls) return { mediaType: plan.mediaType, value: nulls, sent: nulls, vanishing: [] }
  if (update.method === 'PUT' && turn === bareTurn) {
    const bare = bareReplacement(session, update, schema, {
      whole: { ...start, ...values },
      current,
    })
    return bare && { mediaType: plan.mediaType, ...bare }
  }
  // A partial change takes one or two members at a time, others each turn.
  const chosen =
    update.method === 'PATCH'
      ? names.filter((_, index) => (index + turn) % Math.max(2, Math.ceil(names.length / 2)) === 0)
      : names
  const sent: Record<string, JsonValue> = {}
  const value: Record<string, JsonValue> = { ...start }
  for (const name of chosen.length > 0 ? chosen : names.slice(0, 1)) {
    const changed = values[name]
    if (changed === undefined) continue
    const trial = { ...value, [name]: changed }
    if (session.api.judge.accepts(schema.pointer, trial, 'request')) {
      value[name] = changed
      sent[name] = changed
    }
  }
  if (!session.api.judge.accepts(schema.pointer, value, 'request')) return undefined
  return { mediaType: plan.mediaType, value, sent, vanishing: [] }
}

/** What a whole change starts from: the request that is known to be taken; in a union, the members of the thing's branch. */
function startOf(
  base: JsonObject,
  properties: JsonObject,
  current: JsonObject,
  isWhole: boolean,
): Record<string, JsonValue> {
  if (isWhole) return { ...base }
  const start: Record<string, JsonValue> = {}
  for (const name of Object.keys(properties)) {
    const value = current[name] ?? base[name]
    if (value !== undefined) start[name] = value
  }
  return start
}

/** The properties that a change may set: of the schema, or of the branch that the thing as it is belongs to. */
function propertiesFor(
  session: Session,
  flat: JsonObject,
  current: JsonObject,
): JsonObject | undefined {
  if (isJsonObject(flat.properties)) return flat.properties
  for (const branch of [flat.oneOf, flat.anyOf].find(Array.isArray) ?? []) {
    const schema = asSchema(branch)
    const inner = schema && flattenSchema(session.api.document, { schema, pointer: '' }).schema
    if (!isJsonObject(inner) || !isJsonObject(inner.properties)) continue
    const tags = Object.entries(inner.properties).filter(
      ([, property]) => isJsonObject(property) && property.const !== undefined,
    )
    const isOwn = tags.every(
      ([name, property]) => isJsonObject(property) && property.const === current[name],
    )
    if (tags.length > 0 && isOwn) return inner.properties
  }
  return undefined
}

/** The turn of a whole change that leaves out everything that may be left out. */
export const bareTurn = 2

/** A whole change with what is required only, where the document says what becomes of the rest. */
function bareReplacement(
  session: Session,
  update: OperationPlan,
  schema: PlacedSchema,
  { whole, current }: { readonly whole: JsonObject; readonly current: JsonObject },
): Pick<ChangedBody, 'value' | 'sent' | 'vanishing'> | undefined {
  const said = `${update.model.summary ?? ''} ${update.model.description ?? ''}`
  const promise =
    /(left out|leaves? out|omit\w*|missing|absent|not (?:given|sent|included|present|named))[^.]*\b(removed?|deleted?|cleared?|reset|unset|lost)/i
  const replaces =
    /\b(fully|completely|wholly|whole|entire(ly)?|full) (replace|update|overwrit)|\b(replaces|overwrites)\b/i
  const isNamed = /^replace|[._-]replace|Replace/.test(update.operationId)
  if (!promise.test(said) && !replaces.test(said) && !isNamed) return undefined
  let value: Record<string, JsonValue> = { ...whole }
  for (const name of Object.keys(whole)) {
    const { [name]: _, ...without } = value
    if (session.api.judge.accepts(schema.pointer, without, 'request')) value = without
  }
  const vanishing = Object.keys(whole).filter(
    (name) => !Object.hasOwn(value, name) && current[name] !== undefined && current[name] !== null,
  )
  return vanishing.length === 0 ? undefined : { value, sent: value, vanishing }
}

/** The turn of a partial change that takes members away, by `null`. */
export const nullTurn = 3

/** Members that have a value and may be null: a change to null must show like any other. @see RFC 7396 */
function nullMembers(
  session: Session,
  schema: PlacedSchema,
  properties: JsonObject,
  current: JsonObject,
): Record<string, JsonValue> | undefined {
  const names = Object.keys(properties).filter(
    (name) =>
      current[name] !== undefined &&
      current[name] !== null &&
      session.api.judge.accepts(schema.pointer, { [name]: null }, 'request'),
  )
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, null]))
}

function jsonPatch(
  session: Session,
  knowledge: Knowledge,
  update: OperationPlan,
  { current, turn }: { readonly current: JsonObject; readonly turn: number },
): ChangedBody | undefined {
  const name = Object.keys(current)
    .filter(
      (key) =>
        typeof current[key] === 'string' && /^(name|title|description|label|note|text)$/i.test(key),
    )
    .at(turn)
  const plan = update.bodies.find(({ kind }) => kind === 'json')
  if (name === undefined || plan === undefined) return undefined
  const value = `changed ${knowledge.serial()}`
  const operations = [{ op: 'replace', path: `/${name}`, value }]
  const schema = plan.model.schema
  if (schema && !session.api.judge.accepts(schema.pointer, operations, 'request')) return undefined
  return {
    mediaType: plan.mediaType,
    value: operations,
    sent: { [name]: value },
    vanishing: [],
  }
}

/** For each member that may be changed, an ordinary value other than the one it has. */
function otherValues(
  session: Session,
  knowledge: Knowledge,
  schema: PlacedSchema,
  {
    properties,
    current,
    label,
  }: { readonly properties: JsonObject; readonly current: JsonObject; readonly label: string },
): Record<string, JsonValue> {
  const serial = knowledge.serial()
  const values: Record<string, JsonValue> = {}
  for (const [name, property] of Object.entries(properties)) {
    const own = asSchema(property)
    if (own === undefined || isReferenceName(name) || /pass|token|secret|^type$|^kind$/i.test(name))
      continue
    const place = { schema: own, pointer: `${schema.pointer}/properties/${name}` }
    const flat = flattenSchema(session.api.document, place).schema
    if (!isJsonObject(flat) || flat.readOnly === true || flat.const !== undefined) continue
    // States follow rules of their own: which change is allowed, the document cannot say.
    if (/^(status|state|phase|stage)$/i.test(name)) continue
    if (typeof current[name] === 'boolean') {
      values[name] = !current[name]
      continue
    }
    for (let attempt = 0; attempt < 6; attempt++) {
      const random = session.random.fork(`change/${label}/${serial}/${name}/${attempt}`)
      const style = { optional: true, fullness: 'full', references: false, random } as const
      const made = makeValue(
        { schema: own, pointer: place.pointer },
        { ...makeContext(session, knowledge, style), examples: false },
      )
      if (made === undefined || made === null || isSame(made, current[name], true)) continue
      values[name] = made
      break
    }
  }
  return values
}
