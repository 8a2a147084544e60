import { isDeepStrictEqual } from 'node:util'
import { isJsonObject, type JsonObject } from '@concordat/core'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import { readSegment } from '../plan/find-route.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { headerValue, type WireRequest } from '../transport/wire-exchange.ts'
import { jsonBody } from './guard.ts'

/** Keeps what there is one of (settings, a profile) as it was: read before it is changed, put back, and read again. */
export interface PutBack {
  /** Reads the thing once and tries to put it back as it is; `false` when a request could not be undone. */
  keep(update: OperationPlan, path: string, request: WireRequest): Promise<boolean>
  /** Puts everything back; tells what is not as it was. */
  restore(): Promise<readonly string[]>
}

/** How a run reads and changes the things that it keeps. */
export interface PutBackOptions {
  readonly read: (operation: OperationPlan, draft: RequestDraft) => Promise<Exchange | undefined>
  readonly change: (operation: OperationPlan, draft: RequestDraft) => Promise<Exchange | undefined>
}

interface Kept {
  readonly update: OperationPlan
  readonly read: OperationPlan
  readonly path: string
  /** Members as they were, inside what the answer wraps them in. */
  readonly value: JsonObject
  readonly envelope: string | undefined
  readonly etag: boolean
}

/** Makes the keeper of one run, which has changed nothing yet. */
export function createPutBack(options: PutBackOptions): PutBack {
  const kept = new Map<string, Promise<Kept | undefined>>()
  return {
    async keep(update, path, request) {
      const known = kept.get(path) ?? tryOut(options, update, path)
      kept.set(path, known)
      const thing = await known
      if (thing === undefined) return false
      return update.method !== 'PATCH' || addsNothing(update, thing, request)
    },
    async restore() {
      const left: string[] = []
      for (const pending of kept.values()) {
        const thing = await pending
        if (thing === undefined) continue
        await putBack(options, thing)
        const changed = await differences(options, thing)
        if (changed === undefined || changed.length > 0) {
          const what = changed === undefined ? '' : ` (${changed.join(', ')})`
          left.push(`${thing.path} could not be put back as it was${what}`)
        }
      }
      return left
    },
  }
}

/** Reads the thing, sends it back unchanged, and reads it again: only what survives that may be changed. */
async function tryOut(
  options: PutBackOptions,
  update: OperationPlan,
  path: string,
): Promise<Kept | undefined> {
  const read = (update.api.paths.get(update.path) ?? []).find(({ method }) => method === 'GET')
  if (read === undefined) return undefined
  const before = await options.read(read, draftAt(read, path))
  if (before === undefined || !isSuccess(before)) return undefined
  const found = writableValue(update, jsonOf(before))
  if (found === undefined) return undefined
  const etag = headerValue(before.answer?.headers ?? [], 'etag') !== undefined
  const thing: Kept = { update, read, path, ...found, etag }
  const answer = await putBack(options, thing)
  if (answer === undefined || !isSuccess(answer)) return undefined
  const changed = await differences(options, thing)
  return changed?.length === 0 ? thing : undefined
}

/** What of an answer the update takes, where that is valid by itself. */
function writableValue(
  update: OperationPlan,
  answered: unknown,
): Pick<Kept, 'value' | 'envelope'> | undefined {
  const body = update.bodies.find(({ kind }) => kind === 'json')
  const schema = body?.model.schema
  if (schema === undefined || !isJsonObject(answered)) return undefined
  const flat = flattenSchema(update.api.document, schema).schema
  const declared = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  const wrapped = Object.entries(answered).filter(([, value]) => isJsonObject(value))
  const places: [string | undefined, unknown][] = [[undefined, answered], ...wrapped]
  for (const [envelope, value] of places) {
    if (!isJsonObject(value)) continue
    const own = Object.fromEntries(
      Object.entries(value).filter(([name]) => Object.hasOwn(declared, name)),
    )
    const isWhole = Object.keys(own).length > 0
    if (isWhole && update.api.judge.accepts(schema.pointer, own, 'request'))
      return { value: own, envelope }
  }
  return undefined
}

async function putBack(options: PutBackOptions, thing: Kept): Promise<Exchange | undefined> {
  const { path, read, update, value } = thing
  const mediaType = update.bodies.find(({ kind }) => kind === 'json')?.mediaType
  if (mediaType === undefined) return undefined
  const condition = update.parameters.find(
    ({ model }) => model.in === 'header' && model.name.toLowerCase() === 'if-match',
  )
  const needsMore = update.parameters.some(
    ({ model }) => model.required && model.in !== 'path' && model !== condition?.model,
  )
  if (needsMore) return undefined
  const current =
    condition && thing.etag ? await options.read(read, draftAt(read, path)) : undefined
  const tag = current?.answer && headerValue(current.answer.headers, 'etag')
  return options.change(update, {
    ...draftAt(update, path),
    header: condition && tag ? { [condition.model.name]: tag } : {},
    body: { kind: 'value', mediaType, value },
  })
}

/** Names of members that are not as they were; `undefined` when the thing cannot be read. */
async function differences(
  options: PutBackOptions,
  { envelope, path, read, value }: Kept,
): Promise<string[] | undefined> {
  const exchange = await options.read(read, draftAt(read, path))
  if (exchange === undefined || !isSuccess(exchange)) return undefined
  const body = jsonOf(exchange)
  const found = envelope !== undefined && isJsonObject(body) ? body[envelope] : body
  if (!isJsonObject(found)) return undefined
  return Object.keys(value).filter((name) => !isDeepStrictEqual(found[name], value[name]))
}

/** Whether a merge patch adds no documented member that was not there: nothing would take it away again. */
function addsNothing(update: OperationPlan, { value }: Kept, request: WireRequest): boolean {
  const body = jsonBody(request)
  const schema = update.bodies.find(({ kind }) => kind === 'json')?.model.schema
  if (schema === undefined || !isJsonObject(body)) return true
  const flat = flattenSchema(update.api.document, schema).schema
  const declared = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  return Object.entries(body).every(
    ([name, member]) =>
      Object.hasOwn(value, name) || !Object.hasOwn(declared, name) || member === null,
  )
}

function draftAt(operation: OperationPlan, path: string): RequestDraft {
  const template = operation.path.split('/')
  const segments = path.split('/')
  const values: Record<string, string> = {}
  for (const [index, piece] of template.entries()) {
    const [name] = pathParameters(piece)
    if (name !== undefined) values[name] = readSegment(segments[index] ?? '')
  }
  return { ...emptyDraft, path: values }
}
