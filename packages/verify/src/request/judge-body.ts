import { splitPointer } from '@concordat/core'
import type { MediaTypeModel } from '@concordat/model'
import { urlencodedCodec } from '@concordat/wire'
import { readMediaType } from '../plan/media-type.ts'
import { bodyKind, type OperationPlan } from '../plan/operation-plan.ts'
import { shapeOf } from '../plan/shape-of.ts'
import type { PlacedSchema } from '../schema/resolve-schema.ts'
import type { SchemaIssue } from '../schema/schema-issue.ts'
import { headerValue, type WireRequest } from '../transport/wire-exchange.ts'
import { decodeContent } from './content-coding.ts'
import { missingParts } from './judge-parts.ts'
import { lenientReadings } from './lenient-readings.ts'
import type { RequestViolation } from './request-verdict.ts'
import { isFile } from './write-form.ts'
import { findBody } from './write-request.ts'

type BodyVerdict = readonly RequestViolation[] | 'ambiguous'

/** What the document says of a request's body, from its bytes and its Content-Type. */
export function judgeBody(operation: OperationPlan, request: WireRequest): BodyVerdict {
  const sent = request.body
  const bodyPointer = operation.model.requestBody?.pointer ?? operation.pointer
  if (sent === undefined || sent.length === 0) {
    if (!operation.bodyRequired) return []
    if (mayBeEmpty(operation, headerValue(request.headers, 'content-type'))) return 'ambiguous'
    return [violation('', 'required', `${bodyPointer}/required`, 'the body is required')]
  }
  // A body where none is documented has no meaning; ignoring it is right. @see RFC 9110, 9.3.1
  if (operation.bodies.length === 0) return []
  const contentType = headerValue(request.headers, 'content-type')
  const bytes = decodeContent(sent, request.headers)
  if (contentType === undefined || bytes === undefined) return 'ambiguous'
  const body = findBody(operation, contentType)
  if (body === undefined) {
    const message = `${contentType} is not among the documented media types`
    return [violation('', 'media-type', `${bodyPointer}/content`, message)]
  }
  const schema = body.model.schema
  const parsed = readMediaType(contentType)
  // Bytes are bytes under every type of a range.
  if (schema !== undefined && body.model.mediaType.includes('*') && isBytes(operation, schema)) {
    return []
  }
  const kind = bodyKind(parsed?.type ?? '')
  if (kind === 'json') {
    const text = decodeUtf8(bytes)
    if (text === undefined || !/^utf-?8$/i.test(parsed?.parameters.get('charset') ?? 'utf-8')) {
      return 'ambiguous'
    }
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return [violation('', 'syntax', body.model.pointer, 'the body is not JSON')]
    }
    if (schema === undefined) return []
    // A number beyond doubles is legal JSON that this program cannot hold, so it cannot judge it.
    if (/\d[eE]\+?\d{3,}/.test(text) && holdsInfinity(value)) return 'ambiguous'
    const issues = definite(operation, schema.pointer, value)
    if (issues === 'ambiguous') return issues
    return issues.map((issue) => violation(issue.at, issue.keyword, issue.pointer, issue.message))
  }
  if (kind === 'form' && schema !== undefined) {
    return judgeForm(operation, bytes, body.model, schema)
  }
  if (kind === 'multipart' && schema !== undefined) {
    const missing = missingParts(operation, bytes, parsed?.parameters.get('boundary'), schema)
    if (missing.length > 0)
      return missing.map(({ at, keyword, message, pointer }) =>
        violation(at, keyword, pointer, message),
      )
  }
  // Other bodies are not judged here; the phases send only what they know to be valid.
  return kind === 'multipart' || kind === 'sequence' ? 'ambiguous' : []
}

function isBytes({ api }: OperationPlan, { schema }: PlacedSchema): boolean {
  return isFile(api.document, schema)
}

/** Whether no bytes may be a body: an empty text, file, sequence or form. */
function mayBeEmpty(operation: OperationPlan, contentType: string | undefined): boolean {
  const body = contentType === undefined ? undefined : findBody(operation, contentType)
  const kind = bodyKind(readMediaType(contentType ?? '')?.type ?? '')
  if (body === undefined) return false
  const { schema, mediaType } = body.model
  if (schema !== undefined && mediaType.includes('*') && isBytes(operation, schema)) return true
  if (kind === 'json' || kind === 'multipart') return false
  if (kind !== 'form' || schema === undefined) return true
  return operation.api.judge.accepts(schema.pointer, {}, 'request')
}

function holdsInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity)
}

/** Formats that servers rightly take as a hint: widths of numbers, encodings. */
const hints = new Set([
  'int32',
  'int64',
  'float',
  'double',
  'decimal',
  'byte',
  'binary',
  'password',
  'regex',
  'uri-template',
  'uri-reference',
  'iri',
  'iri-reference',
  'json-pointer',
  'relative-json-pointer',
])

/** Issues that no server may overlook; `ambiguous` when only hints are broken. */
function definite(
  operation: OperationPlan,
  pointer: string,
  value: unknown,
): readonly SchemaIssue[] | 'ambiguous' {
  const issues = operation.api.judge.issues(pointer, value, 'request')
  const hard = definiteIssues(issues)
  return issues.length > 0 && hard.length === 0 ? 'ambiguous' : hard
}

/** Issues about more than a hint. */
export function definiteIssues(issues: readonly SchemaIssue[]): readonly SchemaIssue[] {
  return issues.filter(({ format }) => format === undefined || !hints.has(format))
}

function violation(
  name: string,
  keyword: string,
  pointer: string,
  message: string,
): RequestViolation {
  return { in: 'body', name, keyword, pointer, message }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Fields that are read again in other ways; nobody makes more of them wrong at once. */
const mostReread = 32

function judgeForm(
  operation: OperationPlan,
  bytes: Uint8Array,
  { encoding }: MediaTypeModel,
  schema: PlacedSchema,
): BodyVerdict {
  const { judge, document } = operation.api
  const shape = shapeOf(document, schema)
  if (typeof shape !== 'object' || !('object' in shape)) return 'ambiguous'
  const issuesOf = (value: unknown): readonly SchemaIssue[] =>
    judge.issues(schema.pointer, value, 'request')
  // Names that the schema does not describe are members too: whether they may be there, the schema says.
  const open = { ...shape, additional: shape.additional || ('string' as const) }
  const encodings = Object.fromEntries(
    encoding.map(({ property, headers: _, allowReserved: __, ...own }) => [property, own]),
  )
  const strict = urlencodedCodec.decode(
    new Uint8Array(bytes),
    { shape: open, encoding: encodings },
    '',
  )
  if (strict.ok && issuesOf(strict.value).length === 0) return []
  // What has a style of its own is read strictly, or not at all.
  if (encoding.length > 0) return 'ambiguous'
  // Each text that is wrong takes the first lenient reading that is not; what is left is wrong in every reading.
  const pairs = new URLSearchParams(new TextDecoder().decode(bytes))
  const read: Record<string, unknown> = Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => {
      const texts = pairs.getAll(name)
      return [name, texts.length > 1 ? texts : texts[0]]
    }),
  )
  const wrong = new Set(issuesOf(read).flatMap(({ at }) => splitPointer(at).slice(0, 1)))
  for (const name of [...wrong].slice(0, mostReread)) {
    const fitting = readingsOf(read[name]).find((reading) =>
      issuesOf({ ...read, [name]: reading }).every(({ at }) => splitPointer(at)[0] !== name),
    )
    if (fitting !== undefined) read[name] = fitting
  }
  const broken = issuesOf(read)
  if (broken.length === 0) return 'ambiguous'
  return broken.map((issue) => violation(issue.at, issue.keyword, issue.pointer, issue.message))
}

/** What the text of a field may stand for, or all the texts of a field that is there several times. */
function readingsOf(text: unknown): unknown[] {
  if (typeof text === 'string') return lenientReadings(text)
  if (!Array.isArray(text)) return []
  const items = text.map((item) => lenientReadings(String(item)))
  return [items.map((readings) => readings[1]), items.map((readings) => readings.at(-1)), text[0]]
}
