import type {
  HeaderDescriptor,
  MediaTypeDescriptor,
  OperationDescriptor,
  ParameterDescriptor,
  SecuritySchemeDescriptor,
  Shape,
} from '@concordat/wire'
import { mediaKind } from '../media/media-kind.ts'

/** The parts of the client's run time that an API needs beside what every client carries. */
export interface ClientSupport {
  /** Styles whose encoders `anyParameters` is given; absent when plain parameters are enough. */
  readonly parameters?: readonly SupportedStyle[]
  /** Keys in cookies, or all credentials; absent when tokens and keys in headers are enough. */
  readonly credential?: 'cookie' | 'any'
  /** Headers that are numbers or booleans, or of every shape; absent when texts are enough. */
  readonly header?: 'plain' | 'any'
  /** Whether an operation describes a redirect, or a key stands in a header. */
  readonly redirects: boolean
  /** Forms beside JSON, or what `anyBodies` is given; absent when JSON and bytes are enough. */
  readonly bodies?: 'form' | BodyFamilies
}

export type SupportedStyle = 'deepObject' | 'label' | 'matrix' | 'pipeDelimited' | 'spaceDelimited'

export type BodyFamily = 'multipart' | 'sequence' | 'urlencoded'

/** The families of bodies, beside JSON, text and bytes, that requests and answers use. */
export interface BodyFamilies {
  readonly sent: readonly BodyFamily[]
  readonly received: readonly BodyFamily[]
}

const styles: readonly SupportedStyle[] = [
  'deepObject',
  'label',
  'matrix',
  'pipeDelimited',
  'spaceDelimited',
]
const families: readonly BodyFamily[] = ['multipart', 'sequence', 'urlencoded']

/**
 * Whether a document has numbers that need not be ones that JavaScript can hold: integers and numbers without bounds
 * within 2^53. `anyBodies` looks for them by itself.
 */
export function mayHaveLongIntegers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return isLongNumber(value) || Object.values(value).some(mayHaveLongIntegers)
}

function isLongNumber(schema: object): boolean {
  const { type, format, minimum, maximum } = schema as Readonly<Record<string, unknown>>
  const types: unknown[] = Array.isArray(type) ? type : [type]
  if (!types.includes('integer') && !types.includes('number')) return false
  if (format === 'int32' || format === 'float' || format === 'double') return false
  const isBounded = Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum)
  return !isBounded
}

/** Tells what a client of these operations needs, so that no other client pays for it. */
export function clientSupport(
  operations: readonly OperationDescriptor[],
  schemes: readonly SecuritySchemeDescriptor[],
): ClientSupport {
  const parameters = supportedParameters(operations)
  const credential = supportedCredential(operations, schemes)
  const bodies = supportedBodies(operations)
  const header = supportedHeader(operations)
  return {
    ...(parameters && { parameters }),
    ...(credential && { credential }),
    ...(header && { header }),
    redirects: hasRedirects(operations, schemes),
    ...(bodies && { bodies }),
  }
}

function supportedParameters(
  operations: readonly OperationDescriptor[],
): readonly SupportedStyle[] | undefined {
  const isPlain = operations.every(({ path, parameters = [] }) =>
    parameters.every((parameter) => isPlainParameter(parameter, path)),
  )
  if (isPlain) return undefined
  const used = new Set(
    operations.flatMap(({ parameters = [] }) => parameters.map((parameter) => parameter.style)),
  )
  return styles.filter((style) => used.has(style))
}

function isPlainParameter(parameter: ParameterDescriptor, path: string): boolean {
  const { name, in: location, style, explode, allowReserved, content, shape = 'string' } = parameter
  if (location === 'cookie' || content !== undefined || allowReserved) return false
  if (style !== undefined || explode !== undefined) return false
  if (location === 'path') return path.split('/').includes(`{${name}}`) && isPlainValue(shape)
  if (location === 'header') return isPlainValue(shape)
  const isList = typeof shape === 'object' && 'array' in shape
  const items = isList ? [shape.array, ...(shape.prefix ?? [])] : [shape]
  return /^[\w.~-]+$/.test(name) && items.every(isPlainValue)
}

/** Whether values of this shape are one text each, and none is `null`. */
function isPlainValue(shape: Shape): boolean {
  if (typeof shape === 'object') return 'anyOf' in shape && shape.anyOf.every(isPlainValue)
  return shape !== 'null' && shape !== 'unknown'
}

function supportedHeader(operations: readonly OperationDescriptor[]): 'plain' | 'any' | undefined {
  const headers = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) => Object.values(response.headers ?? {})),
  )
  const isAny = ({ content, shape = 'string' }: HeaderDescriptor) =>
    content !== undefined || typeof shape === 'object' || shape === 'null' || shape === 'unknown'
  if (headers.some(isAny)) return 'any'
  return headers.some(({ shape = 'string' }) => shape !== 'string') ? 'plain' : undefined
}

function hasRedirects(
  operations: readonly OperationDescriptor[],
  schemes: readonly SecuritySchemeDescriptor[],
): boolean {
  return (
    schemes.some((scheme) => scheme.type === 'apiKey' && scheme.in === 'header') ||
    operations.some(({ responses }) => Object.keys(responses).some((key) => key.startsWith('3')))
  )
}

function supportedCredential(
  operations: readonly OperationDescriptor[],
  schemes: readonly SecuritySchemeDescriptor[],
): 'cookie' | 'any' | undefined {
  const kinds = new Set(schemes.map(credentialKind))
  // A cookie that is a parameter too must be sent once.
  const names = new Set(
    operations.flatMap(({ parameters = [] }) =>
      parameters.flatMap(({ name, in: location }) => (location === 'cookie' ? [name] : [])),
    ),
  )
  const isBoth = schemes.some((scheme) => scheme.type === 'apiKey' && names.has(scheme.name))
  return kinds.has('any') || isBoth ? 'any' : kinds.has('cookie') ? 'cookie' : undefined
}

function credentialKind(scheme: SecuritySchemeDescriptor): 'plain' | 'cookie' | 'any' {
  switch (scheme.type) {
    case 'http':
      return scheme.scheme.toLowerCase() === 'bearer' ? 'plain' : 'any'
    case 'apiKey':
      return scheme.in === 'header' ? 'plain' : scheme.in === 'cookie' ? 'cookie' : 'any'
    case 'oauth2':
    case 'openIdConnect':
      return 'plain'
    case 'mutualTLS':
      return 'any'
  }
}

function supportedBodies(
  operations: readonly OperationDescriptor[],
): 'form' | BodyFamilies | undefined {
  const requests = operations.flatMap(({ body }) => (body ? [body.content] : []))
  const answers = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) => Object.entries(response.content ?? {})),
  )
  const kinds = new Set(requests.map(requestKind))
  const isPlain = answers.every(([key, descriptor]) => isPlainAnswer(key, descriptor))
  if (isPlain && !kinds.has('other')) return kinds.has('form') ? 'form' : undefined
  return {
    sent: familiesOf(requests.flatMap((content) => Object.keys(content))),
    received: familiesOf(answers.map(([key]) => key)),
  }
}

function familiesOf(mediaTypes: readonly string[]): readonly BodyFamily[] {
  const used = new Set<string>(mediaTypes.map(mediaKind))
  return families.filter((family) => used.has(family))
}

function requestKind(
  content: Readonly<Record<string, MediaTypeDescriptor>>,
): 'json' | 'form' | 'other' {
  const [entry, second] = Object.entries(content)
  if (entry === undefined || second !== undefined) return 'other'
  const [key, descriptor] = entry
  if (mediaKind(key) === 'json') return 'json'
  return mediaKind(key) === 'urlencoded' && isFlatForm(descriptor) ? 'form' : 'other'
}

function isFlatForm({ encoding, shape }: MediaTypeDescriptor): boolean {
  if (encoding || typeof shape !== 'object' || !('object' in shape)) return false
  return Object.values(shape.object).every(isPlainValue)
}

/** The client finds an answer's media type by its essence alone. */
function isPlainAnswer(key: string, { binary }: MediaTypeDescriptor): boolean {
  const kind = mediaKind(key)
  const hasParameters = /;(?!\s*charset=[^;]*$)/i.test(key)
  return !hasParameters && (kind === 'json' || (!key.includes('*') && binary === true))
}
