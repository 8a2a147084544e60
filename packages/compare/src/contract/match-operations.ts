import type { JsonValue } from '@concordat/core'
import type { ParameterModel } from '@concordat/model'
import { isValid } from '../schema/evaluate.ts'
import {
  type ContractOperation,
  contractOperation,
  operationName,
  placeOf,
} from './contract-operation.ts'
import type { ContractSide } from './contract-side.ts'

/** Two operations that the same requests go to. */
export interface OperationMatch {
  readonly was: ContractOperation
  readonly is: ContractOperation
  /** What the requests go to, as the new document writes it, where its path has a variable for a literal, or a literal for a variable. */
  readonly respelt?: string
}

/** What was found of the operations of two documents. */
export interface OperationMatches {
  readonly matches: readonly OperationMatch[]
  readonly removed: readonly ContractOperation[]
  readonly added: readonly ContractOperation[]
}

/** Values of a path's variables that are told apart, at most. */
const mostPaths = 16

/**
 * Finds for every operation of the old document the one that its requests go to now: at the same path, whatever its
 * variables are called and whatever part of it stands in servers, or at one that is a literal for a variable, or a
 * variable for a literal.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#path-templating-matching | Path Templating Matching}: a literal path is
 * looked for before a template.
 */
export function matchOperations(old: ContractSide, next: ContractSide): OperationMatches {
  const [before, after] = [operationsOf(old), operationsOf(next)]
  const find = finderOf(after)
  const candidates = bySegments(after)
  const matches: OperationMatch[] = []
  const removed: ContractOperation[] = []
  const met = new Set<ContractOperation>()
  for (const was of before) {
    const same = find(was)
    const found = same ? [{ was, is: same }] : takenOver(was, { old, next, candidates })
    if (found.length === 0) removed.push(was)
    for (const match of found) met.add(operationOf(match.is, after))
    matches.push(...found)
  }
  const added = after.filter((is) => !met.has(is))
  if (added.length > 0) matches.push(...takenAway(added, before, old))
  return { matches, removed, added }
}

function operationsOf({ model }: ContractSide): readonly ContractOperation[] {
  return model.operations.map((operation) => contractOperation(model, operation))
}

/** Finds an operation by its place: with what servers put before it, else by its path alone. */
function finderOf(operations: readonly ContractOperation[]) {
  const byPlace = new Map<string, ContractOperation>()
  const byPath = new Map<string, ContractOperation>()
  for (const operation of operations) {
    for (const { path } of operation.bases) byPlace.set(placeOf(operation.model, path), operation)
    if (!byPath.has(placeOf(operation.model))) byPath.set(placeOf(operation.model), operation)
  }
  return (was: ContractOperation): ContractOperation | undefined =>
    was.bases.map(({ path }) => byPlace.get(placeOf(was.model, path))).find(Boolean) ??
    byPath.get(placeOf(was.model))
}

function operationOf(
  { model }: ContractOperation,
  operations: readonly ContractOperation[],
): ContractOperation {
  const found = operations.find((one) => one.model.pointer === model.pointer)
  if (!found) throw new Error('An operation that was made of one of the document has its pointer.')
  return found
}

interface Sides {
  readonly old: ContractSide
  readonly next: ContractSide
  readonly candidates: ReadonlyMap<string, readonly ContractOperation[]>
}

/** Operations by their method and the number of segments of their paths. */
function bySegments(
  operations: readonly ContractOperation[],
): ReadonlyMap<string, readonly ContractOperation[]> {
  const found = new Map<string, ContractOperation[]>()
  for (const operation of operations) {
    for (const key of segmentKeys(operation)) {
      const known = found.get(key)
      if (known) known.push(operation)
      else found.set(key, [operation])
    }
  }
  return found
}

function segmentKeys({ model, bases }: ContractOperation): ReadonlySet<string> {
  return new Set(
    bases.map(({ path }) => `${model.method} ${`${path}${model.path}`.split('/').length}`),
  )
}

/** The operations that take all requests of one whose path is gone; none, where some are taken by nobody. */
function takenOver(
  was: ContractOperation,
  { old, next, candidates }: Sides,
): readonly OperationMatch[] {
  // The most concrete of the paths that match is the one that is meant.
  const near = [...segmentKeys(was)]
    .flatMap((key) => candidates.get(key) ?? [])
    .sort((a, b) => a.variables.length - b.variables.length)
  const matches: OperationMatch[] = []
  for (const literal of near.length > 0 ? literalForms(was, old) : []) {
    const [best] = near.flatMap((one) => {
      const is = filled(one, literal, next)
      return is ? [{ was: literal, is, respelt: operationName(one.model) }] : []
    })
    if (!best) return []
    matches.push(best)
  }
  return matches
}

/** What new operations take of those whose templates list their literal segments. */
function takenAway(
  added: readonly ContractOperation[],
  before: readonly ContractOperation[],
  old: ContractSide,
): readonly OperationMatch[] {
  const literals = new Map<string, ContractOperation>()
  for (const was of before) {
    if (was.variables.length === 0) continue
    for (const form of literalForms(was, old)) {
      if (form !== was) literals.set(placeOf(form.model), form)
    }
  }
  return added.flatMap((is) => {
    const was = literals.get(placeOf(is.model))
    return was ? [{ was, is, respelt: operationName(is.model) }] : []
  })
}

/** An operation for each combination of values that its path's variables list; itself, where they list none. */
function literalForms(
  operation: ContractOperation,
  side: ContractSide,
): readonly ContractOperation[] {
  let forms = [operation]
  for (const name of operation.variables) {
    const parameter = pathParameter(operation, name)
    const values = parameter && listedValues(parameter, side)
    if (!values || values.length * forms.length > mostPaths) continue
    forms = forms.flatMap((form) => values.map((value) => withLiteral(form, name, value, side)))
  }
  return forms
}

function listedValues(
  { schema }: ParameterModel,
  side: ContractSide,
): readonly JsonValue[] | undefined {
  const model = side.schema(schema.pointer, 'request', 'sent')
  return model.values ?? model.ref?.values
}

function pathParameter(
  { parameters }: ContractOperation,
  name: string,
): ParameterModel | undefined {
  return [...parameters.values()].find((one) => one.in === 'path' && one.name === name)
}

/** An operation with one of its path's variables written out. */
function withLiteral(
  { model }: ContractOperation,
  name: string,
  value: JsonValue,
  side: ContractSide,
): ContractOperation {
  const path = model.path.replace(`{${name}}`, encodeURIComponent(String(value)))
  const parameters = model.parameters.filter((one) => one.in !== 'path' || one.name !== name)
  return contractOperation(side.model, { ...model, path, parameters })
}

/** An operation with its variables written out where another's path has literals that they allow. */
function filled(
  operation: ContractOperation,
  literal: ContractOperation,
  side: ContractSide,
): ContractOperation | undefined {
  if (operation.model.method !== literal.model.method) return undefined
  for (const own of operation.bases) {
    for (const other of literal.bases) {
      const segments = `${own.path}${operation.model.path}`.split('/')
      const wanted = `${other.path}${literal.model.path}`.split('/')
      if (segments.length !== wanted.length) continue
      const values = valuesFor(segments, wanted)
      if (values?.every(([name, value]) => allows(operation, name, value, side))) {
        return values.reduce(
          (form, [name, value]) => withLiteral(form, name, value, side),
          operation,
        )
      }
    }
  }
  return undefined
}

/** The literals that stand where a path has variables; nothing where the paths differ in another way. */
function valuesFor(
  segments: readonly string[],
  wanted: readonly string[],
): readonly (readonly [name: string, value: string])[] | undefined {
  const values: (readonly [string, string])[] = []
  for (const [index, segment] of segments.entries()) {
    const other = wanted[index] ?? ''
    const name = /^\{([^{}]+)\}$/.exec(segment)?.[1]
    const isAlike =
      segment.replaceAll(/\{[^{}]*\}/g, '{}') === other.replaceAll(/\{[^{}]*\}/g, '{}')
    if (isAlike) continue
    if (name === undefined || other === '' || other.includes('{')) return undefined
    values.push([name, decoded(other)])
  }
  return values
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function allows(
  operation: ContractOperation,
  name: string,
  value: string,
  side: ContractSide,
): boolean {
  const parameter = pathParameter(operation, name)
  if (!parameter) return true
  const schema = side.schema(parameter.schema.pointer, 'request', 'taken')
  return isValid(schema, value, { isText: true })
}
