import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ParameterModel } from '@concordat/model'
import { type Operation, pathNames } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { type Ask, encode } from '../api/message.ts'
import { changeAt, spotsOf } from '../faults/schema-sites.ts'
import { asCaller } from '../faults/security.ts'
import type { Caller } from '../server/credentials.ts'

/** What a request of an operation is made of. */
export interface Parts {
  /** Values of the path's parameters, where they are known. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: JsonValue
  readonly caller?: Caller | undefined
  readonly seed: string
}

/** A good request of an operation, with what is required in it. */
export function goodRequest(
  operation: Operation,
  { body, caller = 'first', path = {}, query = {}, seed }: Parts,
): Ask {
  const { api } = operation
  const textFor = (parameter: ParameterModel): string => {
    const example = parameter.examples[0]?.value
    const isFit =
      example !== undefined && api.schemas.accepts(parameter.schema.pointer, example, 'request')
    const value = isFit ? (example as JsonValue) : api.make(parameter.schema, 'request', seed)
    return typeof value === 'object' && value !== null
      ? Object.values(value).map(String).join(',')
      : String(value)
  }
  const given = (place: ParameterModel['in']): ParameterModel[] =>
    operation.model.parameters.filter((one) => one.in === place)
  const target = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = given('path').find((one) => one.name === name)
    return encodeURIComponent(path[name] ?? (parameter ? textFor(parameter) : 'x'))
  })
  const pairs = new URLSearchParams()
  for (const one of given('query')) if (one.required) pairs.set(one.name, textFor(one))
  for (const [name, text] of Object.entries(query)) pairs.set(name, text)
  const headers = new Headers({ Accept: '*/*' })
  for (const one of given('header'))
    if (one.required) headers.set(one.name, textFor(one).replace(/[^\x20-\x7e]/g, ''))
  const value = body ?? (operation.json && api.make(operation.json.schema, 'request', seed))
  if (value !== undefined && operation.json) {
    const { mediaType } = operation.json
    headers.set('Content-Type', mediaType.includes('*') ? 'application/json' : mediaType)
  }
  const ask: Ask = {
    method: operation.method,
    target: pairs.size === 0 ? target : `${target}?${pairs}`,
    headers,
    body: value === undefined ? new Uint8Array() : encode(JSON.stringify(value)),
  }
  return caller === undefined ? ask : asCaller(operation, ask, caller)
}

/** Bodies beside a good one: each is wrong, or at its limit, in one place. */
export function variedBodies(operation: Operation, good: JsonValue): JsonValue[] {
  const schema = operation.json?.schema.schema
  if (schema === undefined) return []
  return spotsOf(operation, schema).flatMap(({ flat, path }) => {
    const long = (length: unknown): string =>
      'x'.repeat(Math.min(20_000, Math.max(0, Number(length))))
    const values: (JsonValue | undefined)[] = [
      undefined,
      typeOf(flat) === 'string' ? 7 : 'text',
      'not of any form',
      Number(flat.maximum ?? 1) + 1,
      Number(flat.minimum ?? 1) - 1,
      Number(flat.maximum ?? 1),
      Number(flat.minimum ?? 1),
      long(Number(flat.maxLength ?? 0) + 1),
      long(flat.maxLength ?? 0),
      long(Number(flat.minLength ?? 1) - 1),
      ...(Array.isArray(flat.enum) ? (flat.enum as JsonValue[]) : []),
    ]
    const changed = values.map((value) => changeAt(good, path, () => value))
    const lists = changeAt(good, path, (old) => {
      if (!Array.isArray(old)) return undefined
      const count = Number(flat.maxItems ?? 1) + 1
      return count > 500
        ? []
        : Array.from(
            { length: count },
            (_, index) => old[index % Math.max(1, old.length)] ?? 'item',
          )
    })
    const empty = changeAt(good, path, (old) => (Array.isArray(old) ? [] : undefined))
    const open = changeAt(good, path, (old) =>
      isJsonObject(old) ? { ...old, unexpected: 1 } : undefined,
    )
    return [...changed, lists, empty, open].filter((one) => one !== undefined)
  })
}

/** Queries beside a good one: every parameter given, wrong, and at its limits. */
export function variedQueries(operation: Operation): Record<string, string>[] {
  return operation.model.parameters
    .filter((one) => one.in === 'query')
    .flatMap((parameter) => {
      const flat = operation.api.schemas.flatten(parameter.schema.schema)
      const texts = [
        'x',
        '1',
        String(Number(flat.maximum ?? 1) + 1),
        String(Number(flat.minimum ?? 1) - 1),
        'x'.repeat(Math.min(5000, Number(flat.maxLength ?? 0) + 1)),
        ...(Array.isArray(flat.enum) ? flat.enum.map(String) : []),
      ]
      const made = operation.api.make(parameter.schema, 'request', 'query')
      const good = made === undefined || typeof made === 'object' ? [] : [String(made)]
      return [...good, ...texts].map((text) => ({ [parameter.name]: text }))
    })
}

/** The values that a path has for its own parameters, in order. */
export function pathValues({ path }: Operation, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pathNames(path).flatMap((name, index) =>
      texts[index] === undefined ? [] : [[name, texts[index]]],
    ),
  )
}
