import { isJsonObject, type JsonValue } from '@concordat/core'
import { allCodecs, allStyles, encodeBody, encodeParameter } from '@concordat/wire'
import { findMediaType, readMediaType } from '../plan/media-type.ts'
import { type BodyPlan, bodyKind, type OperationPlan } from '../plan/operation-plan.ts'
import { shapeOf } from '../plan/shape-of.ts'
import type { HeaderField, WireRequest } from '../transport/wire-exchange.ts'
import { encodeContent } from './content-coding.ts'
import type { DraftBody, RequestDraft } from './draft.ts'
import { writeFormBody, writeMultipartBody, writeMultipartList } from './write-form.ts'

/** Writes a draft as it goes over the wire; `undefined` when a value cannot be written in its place. */
export function writeRequest(
  operation: OperationPlan,
  draft: RequestDraft,
  basePath: string,
): WireRequest | undefined {
  try {
    return write(operation, draft, basePath)
  } catch (error) {
    // The codec refuses what its style cannot say (a comma in a header's list, a lone surrogate).
    if (error instanceof TypeError || error instanceof URIError) return undefined
    throw error
  }
}

function write(
  operation: OperationPlan,
  draft: RequestDraft,
  basePath: string,
): WireRequest | undefined {
  const path = writePath(operation, draft)
  if (path === undefined) return undefined
  const query = operation.parameters
    .filter(({ model }) => model.in === 'query')
    .map((parameter) => writeOne(parameter.descriptor, draft.query))
  if (draft.rawQuery !== undefined) query.push(draft.rawQuery)
  const pairs = query.filter((text) => text !== undefined && text !== '')
  const target = `${basePath}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
  const body = draft.body === undefined ? undefined : writeBody(operation, draft.body)
  const headers: HeaderField[] = [['Accept', acceptOf(operation)]]
  for (const parameter of operation.parameters) {
    if (parameter.model.in !== 'header') continue
    const text = writeOne(parameter.descriptor, draft.header)
    if (text !== undefined) headers.push([parameter.model.name, headerText(text)])
  }
  const cookies = operation.parameters
    .filter(({ model }) => model.in === 'cookie')
    .map((parameter) => writeOne(parameter.descriptor, draft.cookie))
    .filter((text) => text !== undefined && text !== '')
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')])
  if (body?.mediaType !== undefined) headers.push(['Content-Type', body.mediaType])
  const replaced = new Set(draft.extraHeaders?.map(([name]) => name.toLowerCase()))
  const kept = headers.filter(([name]) => !replaced.has(name.toLowerCase()))
  const sent = [...kept, ...(draft.extraHeaders ?? [])]
  const isMade = draft.body?.kind === 'value'
  return {
    method: draft.method ?? operation.method,
    target: draft.target ?? (target === '' ? '/' : target),
    headers: sent,
    ...(body === undefined ? {} : { body: isMade ? encodeContent(body.bytes, sent) : body.bytes }),
  }
}

function writeOne(
  descriptor: OperationPlan['parameters'][number]['descriptor'],
  values: Readonly<Record<string, JsonValue>>,
): string | undefined {
  if (!Object.hasOwn(values, descriptor.name)) return undefined
  return encodeParameter(descriptor, values[descriptor.name], allStyles)
}

/** Header values are bytes: text beyond ASCII goes as UTF-8, line breaks cannot go at all. */
function headerText(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new TypeError('a header cannot hold a line break')
  return Buffer.from(text, 'utf8').toString('latin1')
}

function writePath(operation: OperationPlan, draft: RequestDraft): string | undefined {
  let complete = true
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const raw = draft.rawPath?.[name]
    if (raw !== undefined) return raw
    const parameter = operation.parameters.find(
      ({ model }) => model.in === 'path' && model.name === name,
    )
    const text = writeOne(parameter?.descriptor ?? { name, in: 'path' }, draft.path)
    // An empty segment, `.` and `..` would name another path.
    if (text === undefined || text === '' || text === '.' || text === '..') complete = false
    return text ?? ''
  })
  return complete ? path : undefined
}

function acceptOf(operation: OperationPlan): string {
  const types = new Set<string>()
  for (const response of operation.model.responses) {
    for (const { mediaType } of response.content)
      types.add(mediaType.split(';')[0]?.trim() ?? '*/*')
  }
  return types.size === 0 ? '*/*' : [...types, '*/*;q=0.1'].join(', ')
}

interface WrittenBody {
  readonly mediaType: string | undefined
  readonly bytes: Uint8Array
}

const encoder = new TextEncoder()

function writeBody(operation: OperationPlan, body: DraftBody): WrittenBody {
  if (body.kind === 'raw') return { mediaType: body.mediaType, bytes: body.bytes }
  const parsed = readMediaType(body.mediaType)
  const kind = bodyKind(parsed?.type ?? '')
  const plan = parsed === undefined ? undefined : findBody(operation, body.mediaType)
  if (kind === 'form' && isJsonObject(body.value)) {
    return { mediaType: body.mediaType, bytes: encoder.encode(writeFormBody(body.value, plan)) }
  }
  if (kind === 'multipart' && isJsonObject(body.value)) {
    return writeMultipartBody(body.value, body.mediaType, plan, operation.api.document)
  }
  if (kind === 'multipart' && Array.isArray(body.value)) {
    return writeMultipartList(body.value, body.mediaType, plan)
  }
  if (kind === 'sequence') {
    const text = writeSequence(operation, body.value, body.mediaType, plan)
    return { mediaType: body.mediaType, bytes: encoder.encode(text) }
  }
  const text =
    kind === 'json' || typeof body.value !== 'string' ? JSON.stringify(body.value) : body.value
  return { mediaType: body.mediaType, bytes: encoder.encode(text) }
}

/** A sequence of the value alone, or of its items where the schema describes all of them. */
function writeSequence(
  { api }: OperationPlan,
  value: JsonValue,
  mediaType: string,
  plan: BodyPlan | undefined,
): string {
  const shape = plan?.model.schema && shapeOf(api.document, plan.model.schema)
  const isWhole = typeof shape !== 'object' || 'array' in shape
  const items = isWhole && Array.isArray(value) ? value : [value]
  const { body } = encodeBody({ [mediaType]: {} }, items, mediaType, allCodecs)
  return typeof body === 'string' ? body : ''
}

/** The documented body that covers a media type. */
export function findBody(operation: OperationPlan, mediaType: string): BodyPlan | undefined {
  const parsed = readMediaType(mediaType)
  if (parsed === undefined) return undefined
  const model = findMediaType(
    operation.bodies.map((body) => body.model),
    parsed,
  )
  return operation.bodies.find((body) => body.model === model)
}
