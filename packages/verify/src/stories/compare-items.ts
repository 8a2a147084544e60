import { isJsonObject, type JsonObject } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'
import { structuredBody } from './structured-body.ts'

/** A member that is not what it should be. */
export interface Difference {
  readonly name: string
  readonly expected: unknown
  readonly actual: unknown
}

/** Names whose values servers rewrite, hash or keep for themselves. */
const rewritten = /pass|secret|token|hash|captcha|otp|pin$|url|uri|html|slug/i
/** Names whose letters' case servers rightly change. */
const caseless =
  /mail|user|login|handle|tag|code|domain|host|currency|country|locale|lang|sku|hex|colou?r/i

/** Names of members that change by themselves, or with every change. */
const moving =
  /(updat|modif|chang|access|seen|view|visit|refresh|last|latest|expir|remain|age$|count|total|version|revision|etag|rev$|seq|checksum|digest|score|rank|hits?$|now$|^_)/i
/** Names of times, of which some are of the last change. */
const timed = /(time$|timestamp|_at$|[a-z]At$)/i

/** Whether nobody may expect a member to stay as it is. */
export function isVolatile({ api }: OperationPlan, name: string): boolean {
  return (moving.test(name) || timed.test(name)) && !api.conventions.holds('constants', name)
}

/** Whether a member says by its name that it moves with changes or by itself. */
export function isMoving({ api }: OperationPlan, name: string): boolean {
  return moving.test(name) && !api.conventions.holds('constants', name)
}

/** What the document declares of an answer that is compared with a request. */
export interface Declarations {
  /** Whether a name is declared among the members of the answer. */
  declares(name: string): boolean
  /** Whether a name is declared there or inside one of the members. */
  declaresInside(name: string): boolean
}

/** Sent members that do not come back as they were sent. Only values that no sensible server rewrites are compared; what was sent `asText` may come back as that text. */
export function lostMembers(
  sent: JsonObject,
  seen: JsonObject,
  { declares, declaresInside }: Declarations,
  asText = false,
): Difference[] {
  const differences: Difference[] = []
  for (const [name, value] of Object.entries(sent)) {
    if (rewritten.test(name) || value === undefined) continue
    if (!Object.hasOwn(seen, name)) {
      if (value !== null && declares(name) && !isEmpty(value)) {
        differences.push({ name, expected: value, actual: undefined })
      }
      continue
    }
    if (asText && (String(value) === String(seen[name]) || hasObjects(seen[name]))) continue
    if (!isSame(value, seen[name], caseless.test(name), declaresInside)) {
      differences.push({ name, expected: value, actual: seen[name] })
    }
  }
  return differences
}

/** Members of the wanted names that differ between two readings of the same thing; with `exact`, times by the millisecond. */
export function changedMembers(
  before: JsonObject,
  after: JsonObject,
  names: Iterable<string>,
  exact = false,
): Difference[] {
  const differences: Difference[] = []
  for (const name of names) {
    if (!Object.hasOwn(before, name)) continue
    const [left, right] = [before[name], after[name]]
    if (!isSame(left, right, false) || (exact && areOtherInstants(left, right))) {
      differences.push({ name, expected: before[name], actual: after[name] })
    }
  }
  return differences
}

/** What was kept once is read twice: unlike what was sent, it has no reason to lose its fractions in between. */
function areOtherInstants(left: unknown, right: unknown): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return false
  const times = /^\d{4}-\d{2}-\d{2}T/
  return times.test(left) && times.test(right) && Date.parse(left) !== Date.parse(right)
}

function hasObjects(value: unknown): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.some(isJsonObject)
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

/** Whether two values say the same, whatever a server rightly does to their form. */
export function isSame(
  left: unknown,
  right: unknown,
  ignoreCase: boolean,
  declared: (name: string) => boolean = () => false,
): boolean {
  if (typeof left === 'number' && typeof right === 'number') {
    return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left))
  }
  if (typeof left === 'string' && typeof right === 'string')
    return isSameText(left, right, ignoreCase)
  if (Array.isArray(left) && Array.isArray(right)) return isSameList(left, right, ignoreCase)
  if (isJsonObject(left) && isJsonObject(right)) {
    // A map that had something comes back empty: whatever its members are called, they are lost.
    const said = Object.values(left).filter((value) => value !== null && value !== false)
    if (said.length > 0 && Object.keys(right).length === 0) return false
    // A nested member that is left out is lost only if it said something: `false`, nothing and defaults may go.
    return Object.entries(left).every(
      ([name, value]) =>
        rewritten.test(name) ||
        (Object.hasOwn(right, name)
          ? isSame(value, right[name], ignoreCase || caseless.test(name), declared)
          : !declared(name) || value === false || value === null || isEmpty(value)),
    )
  }
  if ((left === null || left === undefined) && (right === null || right === undefined)) return true
  // `{}` and `[]` for nothing: absent, null and empty are one to many stores.
  if (isEmpty(left) && (right === null || right === undefined)) return true
  if (isEmpty(right) && (left === null || left === undefined)) return true
  return left === right
}

function isSameText(left: string, right: string, ignoreCase: boolean): boolean {
  if (left === right) return true
  const dates = /^\d{4}-\d{2}-\d{2}(T|$)/
  if (dates.test(left) && dates.test(right)) {
    const difference = Math.abs(Date.parse(left) - Date.parse(right))
    // Stores keep whole seconds or whole days.
    return (
      difference < 1000 ||
      (left.slice(0, 10) === right.slice(0, 10) && Math.min(left.length, right.length) === 10)
    )
  }
  const tidy = (text: string): string => {
    const plain = text.normalize('NFC').trim()
    return ignoreCase ? plain.toLowerCase() : plain
  }
  return tidy(left) === tidy(right)
}

/** Lists of scalars may be kept as sets, in any order. */
function isSameList(
  left: readonly unknown[],
  right: readonly unknown[],
  ignoreCase: boolean,
): boolean {
  const scalar = [...left, ...right].every((item) => typeof item !== 'object' || item === null)
  if (!scalar) {
    return (
      left.length === right.length &&
      left.every((item, index) => isSame(item, right[index], ignoreCase))
    )
  }
  const key = (item: unknown): string => (ignoreCase ? String(item).toLowerCase() : String(item))
  const mine = new Set(left.map(key))
  const theirs = new Set(right.map(key))
  return mine.size === theirs.size && [...mine].every((item) => theirs.has(item))
}

/** The schema of an operation's successful answer at a path inside it. */
export function answerSchema(
  operation: OperationPlan,
  path: readonly string[],
): PlacedSchema | undefined {
  const success = operation.model.responses.find(({ status }) => status.startsWith('2'))
  const content = success?.content.find(({ mediaType }) => mediaType.includes('json'))
  let place: PlacedSchema | undefined = content?.schema
  for (const name of path) {
    if (place === undefined) return undefined
    const flat = flattenSchema(operation.api.document, place)
    const properties = isJsonObject(flat.schema) ? flat.schema.properties : undefined
    const next = isJsonObject(properties) ? asSchema(properties[name]) : undefined
    place =
      next === undefined
        ? undefined
        : { schema: next, pointer: `${flat.pointer}/properties/${name}` }
  }
  return place
}

/** The branches of a schema's choices. */
export function branchesOf(flat: JsonObject): JsonObject[] {
  return [flat.oneOf, flat.anyOf]
    .flatMap((all) => (Array.isArray(all) ? all : []))
    .flatMap((branch) => {
      const schema = asSchema(branch)
      return isJsonObject(schema) ? [schema] : []
    })
}

/** Names of the properties that a schema declares, through references and `allOf`. */
export function declaredNames(
  operation: OperationPlan,
  place: PlacedSchema | undefined,
  depth = 0,
): ReadonlySet<string> {
  if (place === undefined) return new Set()
  const flat = flattenSchema(operation.api.document, place).schema
  if (!isJsonObject(flat)) return new Set()
  const { document } = operation.api
  const names = new Set<string>()
  for (const schema of branchesOf(flat)) {
    if (depth > 3) continue
    for (const name of declaredNames(operation, { schema, pointer: '' }, depth + 1)) names.add(name)
  }
  for (const [name, property] of Object.entries(
    isJsonObject(flat.properties) ? flat.properties : {},
  )) {
    const own = asSchema(property)
    const read = own && flattenSchema(document, { schema: own, pointer: '' }).schema
    if (isJsonObject(read) && read.writeOnly === true) continue
    names.add(name)
    if (own === undefined || depth > 2) continue
    for (const inner of declaredNames(operation, { schema: own, pointer: '' }, depth + 1)) {
      names.add(inner)
    }
  }
  return names
}

/** Names of the properties that a request of an operation may set. */
export function writableNames(operation: OperationPlan | undefined): ReadonlySet<string> {
  const schema = structuredBody(operation)?.model.schema
  if (operation === undefined || schema === undefined) return new Set()
  const flat = flattenSchema(operation.api.document, schema).schema
  if (!isJsonObject(flat) || !isJsonObject(flat.properties)) return new Set()
  return new Set(
    Object.entries(flat.properties)
      .filter(([, property]) => {
        const own = asSchema(property)
        const read =
          own && flattenSchema(operation.api.document, { schema: own, pointer: '' }).schema
        return (
          !(isJsonObject(read) && read.readOnly === true) &&
          !(isJsonObject(property) && property.readOnly === true)
        )
      })
      .map(([name]) => name),
  )
}
