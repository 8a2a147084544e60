import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { MediaTypeModel, ParameterModel } from '@concordat/model'
import type { Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { type Ask, decode, isJsonType } from '../api/message.ts'

/** What a server makes of a request: its values, or why it refuses it. */
export type ReadRequest =
  | { readonly body: JsonValue | undefined; readonly query: Readonly<Record<string, JsonValue>> }
  | { readonly refused: 'parameter' | 'path' | 'body' | 'media-type' }

/** Reads a request as the document describes it, and refuses what it does not allow. */
export async function readRequest(
  operation: Operation,
  ask: Ask,
  values: Readonly<Record<string, string>>,
): Promise<ReadRequest> {
  const query: Record<string, JsonValue> = {}
  for (const parameter of operation.model.parameters) {
    const texts = textsOf(operation, parameter, ask, values)
    if (texts.length === 0) {
      if (parameter.required) return { refused: parameter.in === 'path' ? 'path' : 'parameter' }
      continue
    }
    const value = readTexts(operation, parameter, texts)
    if (value === undefined) return { refused: parameter.in === 'path' ? 'path' : 'parameter' }
    if (parameter.in === 'query') query[parameter.name] = value
  }
  const body = await readBody(operation, ask)
  return 'refused' in body ? body : { ...body, query }
}

function searchOf(ask: Ask): URLSearchParams {
  return new URLSearchParams(ask.target.split('?').slice(1).join('?'))
}

/** The texts that stand for a parameter; of objects, pairs of name and text. */
function textsOf(
  operation: Operation,
  { explode, in: place, name, schema, style }: ParameterModel,
  ask: Ask,
  values: Readonly<Record<string, string>>,
): readonly (string | readonly [string, string])[] {
  const flat = operation.api.schemas.flatten(schema.schema)
  if (place === 'path') {
    const text = values[name] ?? ''
    return text === '' ? [] : [style === 'matrix' || style === 'label' ? trimmed(text, name) : text]
  }
  if (place === 'header') {
    const text = ask.headers.get(name)
    return text === null ? [] : [text]
  }
  if (place === 'cookie') {
    const cookies = (ask.headers.get('Cookie') ?? '').split(/;\s*/)
    return cookies.flatMap((pair) => {
      const [own = '', ...text] = pair.split('=')
      return own === name ? [decodeURIComponent(text.join('='))] : []
    })
  }
  const pairs = [...searchOf(ask)]
  if (style === 'deepObject') {
    return pairs.flatMap(([own, text]): [string, string][] => {
      const member = own.startsWith(`${name}[`) ? own.slice(name.length + 1).replace(/\]$/, '') : ''
      return member === '' ? [] : [[member, text]]
    })
  }
  if (explode && isObjectLike(operation, flat)) {
    const others = operation.model.parameters.map((other) => other.name)
    return pairs.filter(([own]) => !others.includes(own))
  }
  return pairs.filter(([own]) => own === name).map(([, text]) => text)
}

function trimmed(text: string, name: string): string {
  return text.replace(/^\./, '').replace(new RegExp(`^;${name.replace(/\W/g, '.')}=?`), '')
}

function isObjectLike(operation: Operation, flat: JsonObject): boolean {
  if (typeOf(flat) === 'object') return true
  return [flat.oneOf, flat.anyOf].some(
    (all) =>
      Array.isArray(all) &&
      all.every((one) => typeOf(operation.api.schemas.flatten(one)) === 'object'),
  )
}

/** The first reading of the texts that the schema accepts; `undefined` where it accepts none. */
function readTexts(
  operation: Operation,
  { content, schema }: ParameterModel,
  texts: readonly (string | readonly [string, string])[],
): JsonValue | undefined {
  const { schemas } = operation.api
  const accepts = (value: JsonValue): boolean => schemas.accepts(schema.pointer, value, 'request')
  const [first] = texts
  if (content !== undefined && typeof first === 'string') {
    const value = parsed(first)
    return value !== undefined && accepts(value) ? value : undefined
  }
  const pairs = texts.filter((text) => typeof text !== 'string')
  if (pairs.length > 0) {
    const flat = schemas.flatten(schema.schema)
    const properties = isJsonObject(flat.properties) ? flat.properties : {}
    const value = Object.fromEntries(
      pairs.map(([name, text]) => [name, coerced(operation, properties[name], text)]),
    )
    return accepts(value) ? value : undefined
  }
  const plain = texts.filter((text) => typeof text === 'string')
  const type = typeOf(schemas.flatten(schema.schema))
  if (plain.length > 1 && type !== 'array' && type !== undefined) return undefined
  for (const reading of readings(plain)) if (accepts(reading)) return reading
  return undefined
}

function readings(texts: readonly string[]): JsonValue[] {
  const [text = ''] = texts
  const all: JsonValue[] = texts.length === 1 ? [...scalars(text)] : []
  const lists =
    texts.length > 1 ? [texts] : [[text], ...[',', '|', ' '].map((by) => text.split(by))]
  for (const list of lists) {
    all.push(
      [...list],
      list.map((item) => scalars(item)[0] ?? item),
    )
  }
  const members = text.split(',')
  if (members.length > 1) {
    const entries = members.map((pair) => pair.split('='))
    const isPairs = entries.every((pair) => pair.length === 2)
    const flat = isPairs ? entries.flat() : members
    const object: Record<string, JsonValue> = {}
    for (let index = 0; index + 1 < flat.length; index += 2) {
      object[flat[index] ?? ''] = scalars(flat[index + 1] ?? '')[0] ?? ''
    }
    all.push(object)
  }
  return all
}

/** What a text may stand for, what is narrowest first. */
function scalars(text: string): JsonValue[] {
  const values: JsonValue[] = []
  if (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) && Number.isFinite(Number(text))) {
    values.push(Number(text))
  }
  if (text === 'true' || text === 'false') values.push(text === 'true')
  values.push(text)
  return values
}

function coerced(operation: Operation, schema: unknown, text: string): JsonValue {
  const type = typeOf(operation.api.schemas.flatten(schema))
  if (type === 'string') return text
  if (type === 'array') return text.split(',').map((item) => scalars(item)[0] ?? item)
  if (type === 'object') return parsed(text) ?? text
  return scalars(text)[0] ?? text
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

type ReadBody =
  | { readonly body: JsonValue | undefined }
  | { readonly refused: 'body' | 'media-type' }

async function readBody({ api, model }: Operation, ask: Ask): Promise<ReadBody> {
  const { requestBody } = model
  if (requestBody === undefined) return { body: undefined }
  if (ask.body.length === 0) return requestBody.required ? { refused: 'body' } : { body: undefined }
  const type = ask.headers.get('Content-Type') ?? ''
  const media = mediaFor(requestBody.content, type)
  if (media === undefined) return { refused: 'media-type' }
  if (isJsonType(type)) {
    const value = jsonText(ask.body)
    if (value === undefined) return { refused: 'body' }
    const isFine =
      media.schema === undefined || api.schemas.accepts(media.schema.pointer, value, 'request')
    return isFine ? { body: value } : { refused: 'body' }
  }
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) {
    return readForm({ api, media }, ask.body, type)
  }
  return { body: undefined }
}

function jsonText(body: Uint8Array): JsonValue | undefined {
  try {
    return parsed(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    return undefined
  }
}

/** The documented media type, or range, of a Content-Type. */
export function mediaFor(
  content: readonly MediaTypeModel[],
  type: string,
): MediaTypeModel | undefined {
  const plain = (text: string): string => (text.split(';')[0] ?? '').trim().toLowerCase()
  const own = plain(type)
  const [top] = own.split('/')
  return (
    content.find(({ mediaType }) => plain(mediaType) === own) ??
    content.find(({ mediaType }) => [`${top}/*`, '*/*'].includes(plain(mediaType)))
  )
}

async function readForm(
  { api, media }: { readonly api: Operation['api']; readonly media: MediaTypeModel },
  body: Uint8Array,
  type: string,
): Promise<ReadBody> {
  let fields: FormData
  try {
    const headers = { 'Content-Type': type }
    fields = await new Response(new Uint8Array(body), { headers }).formData()
  } catch {
    return { refused: 'body' }
  }
  if (media.schema === undefined) return { body: undefined }
  const flat = api.schemas.flatten(media.schema.schema)
  const properties = isJsonObject(flat.properties) ? flat.properties : {}
  const value: Record<string, JsonValue> = {}
  for (const name of new Set(fields.keys())) {
    const texts = fields
      .getAll(name)
      .map((one) => (typeof one === 'string' ? one : decode(new Uint8Array())))
    const own = api.schemas.flatten(properties[name])
    const isList = typeOf(own) === 'array'
    const read = (text: string, schema: unknown): JsonValue => {
      const wanted = typeOf(api.schemas.flatten(schema))
      return wanted === 'string' ? text : (scalarOrJson(text) ?? text)
    }
    value[name] = isList
      ? texts.map((text) => read(text, own.items))
      : read(texts.at(-1) ?? '', properties[name])
  }
  const isFine = api.schemas.accepts(media.schema.pointer, value, 'request')
  return isFine ? { body: value } : { refused: 'body' }
}

function scalarOrJson(text: string): JsonValue | undefined {
  return /^[[{]/.test(text) ? parsed(text) : scalars(text)[0]
}
