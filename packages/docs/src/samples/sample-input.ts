import type { OperationModel, ParameterModel, SchemaModel } from '@concordat/model'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { validSample } from './sample-value.ts'

/** What a sample hands to the client. */
export interface SampleInput {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly cookie?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly mediaType?: string
}

/** Content of a file in samples. */
const fileText = 'content of the file'

/** The input that a sample shows: what is required, with the operation's own examples, and its body. */
export function sampleInput(operation: OperationModel, schemas: SchemaGraph): SampleInput {
  const sections = new Map<string, [string, unknown][]>()
  for (const parameter of operation.parameters) {
    if (!parameter.required && parameter.in !== 'path') continue
    const list = sections.get(parameter.in) ?? []
    list.push([parameter.name, parameterValue(parameter, schemas)])
    sections.set(parameter.in, list)
  }
  const given = [...sections].map(([section, members]) => [section, Object.fromEntries(members)])
  return { ...Object.fromEntries(given), ...bodyInput(operation, schemas) }
}

function parameterValue({ examples, schema }: ParameterModel, schemas: SchemaGraph): unknown {
  const [example] = examples
  return example === undefined ? (validSample(schemas.at(schema)) ?? 'text') : example.value
}

function bodyInput({ requestBody }: OperationModel, schemas: SchemaGraph): SampleInput {
  if (!requestBody) return {}
  const { content } = requestBody
  const media =
    content.find(({ mediaType }) => /^application\/json\b/.test(mediaType)) ?? content[0]
  if (!media) return {}
  const { mediaType, schema, examples } = media
  const named = content.length > 1 && media !== content[0] ? { mediaType } : {}
  const [example] = examples
  if (example !== undefined) return { body: example.value, ...named }
  const node = schema && schemas.at(schema)
  const isText = /json|xml|^text\/|urlencoded|multipart/.test(mediaType)
  if (!isText && !isEncodedText(node)) {
    const type = mediaType.includes('*') ? 'application/octet-stream' : mediaType
    return { body: new Blob([fileText], { type }), ...(content.length > 1 && { mediaType: type }) }
  }
  const value = node && validSample(node)
  if (value === undefined) return requestBody.required ? { body: {}, ...named } : {}
  return {
    body: mediaType.startsWith('multipart/') ? withFiles(value, media, schemas) : value,
    ...named,
  }
}

/** In a multipart form, members that are bytes become files. */
function withFiles(
  value: unknown,
  media: NonNullable<OperationModel['requestBody']>['content'][number],
  schemas: SchemaGraph,
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !media.schema)
    return value
  const start = schemas.at(media.schema)
  const node = start.ref ?? start
  const files = [...(node.properties ?? [])].filter(([, schema]) => isBinary(schema.ref ?? schema))
  const members = Object.entries(value)
  for (const [name] of files) {
    const file = new File([fileText], 'file.txt', { type: 'text/plain' })
    const at = members.findIndex(([other]) => other === name)
    if (at >= 0) members[at] = [name, file]
    else if (node.required?.includes(name)) members.push([name, file])
  }
  return Object.fromEntries(members)
}

/** Bytes that are sent as text, in base64. */
function isEncodedText(node: SchemaModel | undefined): boolean {
  const { source, format } = node?.ref ?? node ?? {}
  return format === 'byte' || (typeof source === 'object' && source.contentEncoding !== undefined)
}

function isBinary({ source, format }: SchemaModel): boolean {
  if (format === 'binary') return true
  return (
    typeof source === 'object' &&
    source.contentMediaType !== undefined &&
    source.contentEncoding === undefined
  )
}
