import { type Choose, isMap, type JsonMap } from '../rewrites/rewrites.ts'
import { follow } from './part-of-document.ts'

export interface OperationPlace {
  readonly document: JsonMap
  readonly item: JsonMap
  readonly operation: JsonMap
  readonly method: string
}

/** A change of an operation whose effect is known by how it is made. */
export interface OperationOperator {
  readonly name: string
  readonly breaks: boolean
  /** Whether the changed document is the old one. */
  readonly isBackwards?: boolean
  /** Says whether it fitted. */
  readonly apply: (place: OperationPlace, choose: Choose) => boolean
}

const json = { 'application/json': { schema: { type: 'object' } } }

function addParameter(operation: JsonMap, parameter: JsonMap): boolean {
  if (operation.parameters !== undefined && !Array.isArray(operation.parameters)) return false
  operation.parameters = [...(operation.parameters ?? []), parameter]
  return true
}

const query = (extra: JsonMap = {}): JsonMap => ({
  name: 'fresh_query',
  in: 'query',
  schema: { type: 'string' },
  ...extra,
})

const header = (extra: JsonMap = {}): JsonMap => ({
  ...query(extra),
  name: 'X-Fresh',
  in: 'header',
})

function responsesOf({ operation }: OperationPlace): JsonMap {
  return isMap(operation.responses) ? operation.responses : {}
}

/** Adds an answer with a status that the document has not, by itself, by range or by `default`. */
function addResponse(place: OperationPlace, status: string, range: string): boolean {
  const responses = responsesOf(place)
  const hasIt = [status, range, range.toLowerCase(), 'default'].some((key) => key in responses)
  if (hasIt || Object.keys(responses).length === 0) return false
  responses[status] = { description: 'Fresh', content: json }
  return true
}

function ownBody({ document, operation }: OperationPlace): JsonMap | undefined {
  const body = follow(document, operation.requestBody)
  if (!isMap(body)) return undefined
  const copy = structuredClone(body)
  operation.requestBody = copy
  return copy
}

function successOf(place: OperationPlace): JsonMap | undefined {
  const responses = responsesOf(place)
  const status = Object.keys(responses).find((key) => /^20[01]$/.test(key))
  const found = status === undefined ? undefined : follow(place.document, responses[status])
  if (status === undefined || !isMap(found) || !isMap(found.content)) return undefined
  if (Object.keys(found.content).some((type) => type.includes('*'))) return undefined
  const copy = structuredClone(found)
  responses[status] = copy
  return copy
}

function addMediaType(holder: JsonMap | undefined): boolean {
  if (!holder || !isMap(holder.content) || Object.keys(holder.content).length === 0) return false
  if (Object.keys(holder.content).some((type) => type.includes('*'))) return false
  holder.content['application/x-fresh'] = { schema: { type: 'string' } }
  return true
}

type Both = Pick<OperationOperator, 'apply'> & {
  readonly name: string
  readonly forwards: boolean
  readonly backwards: boolean
}

const both = ({ name, apply, forwards, backwards }: Both): OperationOperator[] => [
  { name, apply, breaks: forwards },
  { name: `${name}, taken back`, apply, breaks: backwards, isBackwards: true },
]

export const operationOperators: readonly OperationOperator[] = [
  ...both({
    name: 'a query parameter',
    forwards: false,
    backwards: true,
    apply: ({ operation }) => addParameter(operation, query()),
  }),
  ...both({
    name: 'a required query parameter',
    forwards: true,
    // A parameter that is no longer documented is no longer allowed.
    backwards: true,
    apply: ({ operation }) => addParameter(operation, query({ required: true })),
  }),
  ...both({
    name: 'a header parameter',
    forwards: false,
    backwards: false,
    apply: ({ operation }) => addParameter(operation, header()),
  }),
  ...both({
    name: 'a required header parameter',
    forwards: true,
    backwards: false,
    apply: ({ operation }) => addParameter(operation, header({ required: true })),
  }),
  ...both({
    name: 'a new 2xx',
    forwards: true,
    backwards: false,
    apply: (place) => addResponse(place, '206', '2XX'),
  }),
  ...both({
    name: 'a new 4xx',
    forwards: false,
    backwards: false,
    apply: (place) => addResponse(place, '418', '4XX'),
  }),
  ...both({
    name: 'a new 5xx',
    forwards: false,
    backwards: false,
    apply: (place) => addResponse(place, '507', '5XX'),
  }),
  ...both({
    name: 'a media type of the request',
    forwards: false,
    backwards: true,
    apply: (place) => addMediaType(ownBody(place)),
  }),
  ...both({
    name: 'a media type of the answer',
    forwards: false,
    backwards: true,
    apply: (place) => addMediaType(successOf(place)),
  }),
  ...both({
    name: 'the body is required',
    forwards: true,
    backwards: false,
    apply: (place) => {
      const body = ownBody(place)
      if (!body || body.required) return false
      body.required = true
      return true
    },
  }),
  ...both({
    name: 'no operation',
    forwards: true,
    backwards: false,
    apply: ({ item, method }) => delete item[method],
  }),
  ...both({
    name: 'a header of the answer',
    forwards: false,
    backwards: false,
    apply: (place) => {
      const response = successOf(place)
      if (!response) return false
      const headers = isMap(response.headers) ? response.headers : {}
      response.headers = { ...headers, 'X-Fresh': { schema: { type: 'string' } } }
      return true
    },
  }),
  ...both({
    name: 'a promised header of the answer',
    forwards: false,
    backwards: true,
    apply: (place) => {
      const response = successOf(place)
      if (!response) return false
      const headers = isMap(response.headers) ? response.headers : {}
      response.headers = { ...headers, 'X-Fresh': { required: true, schema: { type: 'string' } } }
      return true
    },
  }),
  ...both({
    name: 'a credential is needed',
    forwards: true,
    backwards: false,
    apply: ({ document, operation }) => {
      if (!isMap(document.components)) return false
      const schemes = isMap(document.components.securitySchemes)
        ? document.components.securitySchemes
        : {}
      document.components.securitySchemes = {
        ...schemes,
        Fresh: { type: 'apiKey', in: 'header', name: 'X-Fresh-Key' },
      }
      const own = operation.security ?? document.security ?? []
      if (!Array.isArray(own)) return false
      operation.security =
        own.length === 0
          ? [{ Fresh: [] }]
          : own.map((one) => ({ ...(isMap(one) ? one : {}), Fresh: [] }))
      return true
    },
  }),
  {
    name: 'words of the operation',
    breaks: false,
    apply: ({ operation }) => {
      operation.summary = 'Other words'
      operation.tags = ['fresh']
      return true
    },
  },
]
