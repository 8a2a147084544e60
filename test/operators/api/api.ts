import type { JsonObject, JsonValue } from '@concordat/core'
import { loadDocument } from '@concordat/document'
import {
  type ApiModel,
  type MediaTypeModel,
  type OperationModel,
  type ResponseModel,
  readApiModel,
} from '@concordat/model'
import { compileSchemas, type Direction, type DocumentSchemas } from './document-schemas.ts'
import { makeValue, type Place } from './make-value.ts'
import { isJsonType } from './message.ts'

/** A document as servers, faults and the oracle of this bench read it. */
export interface Api {
  readonly model: ApiModel
  readonly schemas: DocumentSchemas
  readonly operations: readonly Operation[]
  /** A value of a schema, always the same for the same seed. */
  make(place: Place, direction: Direction, seed: string, isFull?: boolean): JsonValue | undefined
}

/** One operation. */
export interface Operation {
  readonly api: Api
  readonly model: OperationModel
  readonly id: string
  /** In upper case. */
  readonly method: string
  readonly path: string
  /** The documented success, the lowest. */
  readonly success: Documented | undefined
  /** The body in JSON, where one is documented. */
  readonly json: (MediaTypeModel & { readonly schema: Place }) | undefined
}

/** A documented answer: its status as a number, and its content in JSON. */
export interface Documented {
  readonly status: number
  readonly response: ResponseModel
  readonly json: (MediaTypeModel & { readonly schema: Place }) | undefined
}

/** Reads a document from its file. */
export async function readApi(path: string): Promise<Api> {
  const { loaded } = await loadDocument(path)
  const { model } = readApiModel(loaded)
  const schemas = compileSchemas(model.document as JsonObject)
  const made = new Map<string, JsonValue | undefined>()
  const operations: Operation[] = []
  const api: Api = {
    model,
    schemas,
    operations,
    make(place, direction, seed, isFull = true) {
      const key = `${place.pointer} ${direction} ${seed} ${isFull}`
      if (!made.has(key)) made.set(key, makeValue(schemas, place, direction, seed, isFull))
      const value = made.get(key)
      return value === undefined ? undefined : structuredClone(value)
    },
  }
  for (const operation of model.operations) {
    operations.push({
      api,
      model: operation,
      id: operation.operationId,
      method: operation.method.toUpperCase(),
      path: operation.path,
      success: successOf(operation),
      json: jsonOf(operation.requestBody?.content ?? []),
    })
  }
  return api
}

/** The media type in JSON that has a schema. */
export function jsonOf(
  content: readonly MediaTypeModel[],
): (MediaTypeModel & { readonly schema: Place }) | undefined {
  for (const one of content) {
    const { mediaType, schema } = one
    const isJson = isJsonType(mediaType) || mediaType === '*/*' || mediaType === 'application/*'
    if (schema !== undefined && isJson) return { ...one, schema }
  }
  return undefined
}

function successOf({ method, responses }: OperationModel): Documented | undefined {
  const wanted = method === 'post' ? ['201', '200'] : ['200', '201']
  const all = responses.filter(({ status }) => /^2/.test(status))
  const found =
    wanted.map((status) => all.find((one) => one.status === status)).find(Boolean) ??
    all.toSorted((left, right) => left.status.localeCompare(right.status))[0] ??
    responses.find(({ status }) => /^3\d\d$/.test(status)) ??
    responses.find(({ status }) => status === 'default')
  if (found === undefined) return undefined
  const status = /^\d+$/.test(found.status) ? Number(found.status) : 200
  return { status, response: found, json: jsonOf(found.content) }
}

/** The response that the document has for a status: by itself, by its range, or `default`. */
export function documentedFor({ model }: Operation, status: number): ResponseModel | undefined {
  const range = `${String(status).charAt(0)}XX`
  const named = (key: string): ResponseModel | undefined =>
    model.responses.find((one) => one.status.toUpperCase() === key)
  return named(String(status)) ?? named(range) ?? named('DEFAULT')
}

/** Whether a status is documented by itself or by its range. */
export function names({ model }: Operation, status: number): boolean {
  const range = `${String(status).charAt(0)}XX`
  return model.responses.some((one) => [String(status), range].includes(one.status.toUpperCase()))
}

/** Names of a path's parameters, in order. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
}
