import type { MediaTypeDescriptor } from '../descriptor.ts'
import { addIssues, type Decoded, type DecodeIssue } from '../issue.ts'
import { essenceOf, isJson } from '../media/essence.ts'
import { matchMediaType } from '../media/match-media-type.ts'
import { parseMediaType } from '../media/parse-media-type.ts'
import { getOwn, setOwn } from '../own-property.ts'
import { itemShape, propertyShape, refusal, refuse } from '../parameters/decode-parts.ts'
import { decodeUnion } from '../parameters/decode-union.ts'
import { describeShape, isOfShape, readText } from '../parameters/read-text.ts'
import type { ArrayShape, ObjectShape, Shape } from '../shape.ts'
import { parseJson } from './json.ts'
import { listDelimiter, partType } from './multipart-encode.ts'
import { type MultipartPart, parseDisposition, parseMultipart } from './multipart-parse.ts'
import { decodeText } from './text.ts'

interface NamedPart extends MultipartPart {
  readonly filename: string | undefined
}

/** Reads parts into an object: files are `File`s, JSON parts their values, all else is text read by shape. */
export function decodeMultipart(
  bytes: Uint8Array<ArrayBuffer>,
  descriptor: MediaTypeDescriptor,
  contentType: string,
  turn = 0,
): Decoded<unknown> {
  const place = { in: 'body', path: [] } as const
  const boundary = parseMediaType(contentType)?.parameters.get('boundary')
  if (!boundary) return refuse(place, 'malformed', 'a `boundary` in the Content-Type')
  const parts = parseMultipart(bytes, boundary)
  if (!parts) return refuse(place, 'malformed', 'parts between boundaries')
  const whole = descriptor.shape
  if (typeof whole === 'object' && 'array' in whole) {
    return decodeList(parts, whole, descriptor, turn)
  }
  const byName = new Map<string, NamedPart[]>()
  for (const part of parts) {
    const disposition = part.headers.get('content-disposition') ?? ''
    const { name, filename } = parseDisposition(disposition)
    if (name === undefined) return refuse(place, 'malformed', 'a name for each part')
    const named = byName.get(name)
    if (named) named.push({ ...part, filename })
    else byName.set(name, [{ ...part, filename }])
  }
  const decodeAs = (shape: Shape): Decoded<unknown> =>
    typeof shape === 'object' && 'anyOf' in shape
      ? (decodeUnion(shape, { ...place, unescapeText: (text) => text, turn }, decodeAs) ??
        decodeAs('unknown'))
      : decodeObject(byName, objectShape(shape), descriptor, turn)
  return decodeAs(descriptor.shape ?? 'unknown')
}

/** Parts without names, by their places. */
function decodeList(
  parts: readonly MultipartPart[],
  shape: ArrayShape,
  descriptor: MediaTypeDescriptor,
  turn: number,
): Decoded<unknown> {
  const items: unknown[] = []
  const issues: DecodeIssue[] = []
  for (const [index, part] of parts.entries()) {
    const one = { ...part, filename: undefined }
    const allowed = partType(descriptor, index)
    const item = decodePart(one, itemShape(shape, index), {
      isFile: false,
      path: [index],
      turn,
      allowed,
    })
    if (item.ok) items.push(item.value)
    else if (addIssues(issues, item.issues)) break
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: items }
}

const objectShape = (shape: Shape): ObjectShape =>
  typeof shape === 'object' && 'object' in shape ? shape : { object: {} }

function decodeObject(
  byName: ReadonlyMap<string, readonly NamedPart[]>,
  shape: ObjectShape,
  descriptor: MediaTypeDescriptor,
  turn: number,
): Decoded<Record<string, unknown>> {
  const record: Record<string, unknown> = {}
  const issues: DecodeIssue[] = []
  for (const [name, parts] of byName) {
    const found = decodeProperty({ name, parts }, propertyShape(shape, name), descriptor, turn)
    if (found.ok) setOwn(record, name, found.value)
    else if (addIssues(issues, found.issues)) break
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: record }
}

function decodeProperty(
  { name, parts }: { readonly name: string; readonly parts: readonly NamedPart[] },
  shape: Shape,
  descriptor: MediaTypeDescriptor,
  turn: number,
): Decoded<unknown> {
  const place = { in: 'body', path: [name] } as const
  const isFile = descriptor.files?.includes(name) === true
  const encoding = getOwn(descriptor.encoding, name)
  const decode = (part: NamedPart, one: Shape, path: readonly PropertyKey[]) =>
    decodePart(part, one, { isFile, path, turn, allowed: encoding?.contentType })
  if (typeof shape === 'object' && 'anyOf' in shape) {
    const decodeAs = (one: Shape) => decodeProperty({ name, parts }, one, descriptor, turn)
    const decoded = decodeUnion(shape, { ...place, unescapeText: (text) => text, turn }, decodeAs)
    return decoded ?? refuse(place, 'type', describeShape(shape))
  }
  if (typeof shape === 'object' && 'array' in shape) {
    const whole = wholeList(parts, shape)
    if (whole) return { ok: true, value: whole }
    const items: unknown[] = []
    const issues: DecodeIssue[] = []
    const delimiter = listDelimiter(encoding)
    const given = delimiter === undefined ? parts : splitList(parts, delimiter)
    for (const [index, part] of given.entries()) {
      const item = decode(part, itemShape(shape, index), [name, index])
      if (item.ok) items.push(item.value)
      else if (addIssues(issues, item.issues)) break
    }
    return issues.length > 0 ? { ok: false, issues } : { ok: true, value: items }
  }
  const [first, second] = parts
  if (first === undefined || second !== undefined) {
    return { ok: false, issues: [refusal(place, 'duplicate', 'one part', `${parts.length} parts`)] }
  }
  return decode(first, shape, [name])
}

/** A list that a client sends as the JSON of one part, where its items are no lists themselves. */
function wholeList(parts: readonly NamedPart[], shape: ArrayShape): readonly unknown[] | undefined {
  const [only, another] = parts
  if (!only || another || !isJson(essenceOf(only.headers.get('content-type') ?? ''))) {
    return undefined
  }
  const text = decodeText(only.bytes)
  const parsed = text.ok ? parseJson(text.value) : text
  const isList = parsed.ok && Array.isArray(parsed.value)
  return isList && !isOfShape(parsed.value, itemShape(shape, 0)) ? parsed.value : undefined
}

/** Whether a part's type is one of those that `encoding` lists. */
function isAllowed(contentType: string, allowed: string): boolean {
  const actual = parseMediaType(contentType)
  return allowed.split(',').some((text) => {
    const type = parseMediaType(text.trim())
    return type !== undefined && actual !== undefined && matchMediaType(type, actual) > 0
  })
}

function splitList(parts: readonly NamedPart[], delimiter: string): NamedPart[] {
  return parts.flatMap((part) =>
    new TextDecoder()
      .decode(part.bytes)
      .split(delimiter)
      .map((text) => ({ ...part, bytes: new TextEncoder().encode(text) })),
  )
}

function decodePart(
  part: NamedPart,
  shape: Shape,
  {
    isFile,
    path,
    turn,
    allowed,
  }: {
    readonly isFile: boolean
    readonly path: readonly PropertyKey[]
    readonly turn: number
    readonly allowed: string | undefined
  },
): Decoded<unknown> {
  const { bytes, filename } = part
  const header = part.headers.get('content-type') ?? ''
  if (header !== '' && allowed !== undefined && !isAllowed(header, allowed)) {
    return refuse({ in: 'body', path }, 'type', `a part in \`${allowed}\``, header)
  }
  const isText = shape !== 'unknown' && shape !== 'string'
  if (isFile || (filename !== undefined && !isText)) {
    const name = filename ?? String(path[0])
    return { ok: true, value: new File([bytes], name, { type: header }) }
  }
  const inPath = (found: Decoded<unknown>): Decoded<unknown> =>
    found.ok ? found : { ok: false, issues: found.issues.map((issue) => ({ ...issue, path })) }
  if (isJson(essenceOf(header))) {
    const text = decodeText(bytes)
    const parsed = text.ok ? parseJson(text.value) : text
    if (!parsed.ok || isOfShape(parsed.value, shape)) return inPath(parsed)
    return refuse({ in: 'body', path }, 'type', describeShape(shape), JSON.stringify(parsed.value))
  }
  const text = decodeText(bytes, header)
  if (!text.ok) return inPath(text)
  const read = readText(text.value, shape, turn)
  return read
    ? { ok: true, value: read.value }
    : refuse({ in: 'body', path }, 'type', describeShape(shape), text.value)
}
