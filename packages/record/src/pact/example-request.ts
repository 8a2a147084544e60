import { createRandom, type JsonValue } from '@concordat/core'
import type { OperationModel, ParameterModel } from '@concordat/model'
import { makeValue } from '@concordat/values'
import { allStyles, encodeParameters } from '@concordat/wire'
import { parsePathText } from '../reads/member-path.ts'
import type { RecordedInteraction } from '../recorder/contract.ts'
import type { DocumentSchemas } from '../recorder/documented-members.ts'
import { exampleValue } from './example-value.ts'
import type { PactBody, PactInteraction } from './pact-file.ts'

/**
 * A request of a recorded kind. Values are made from the document, the same for the same operation; only a value that a
 * provider state names by a parameter's name is taken from there, and the provider may give another in its place.
 */
export function exampleRequest(
  { request, states }: RecordedInteraction,
  operation: OperationModel,
  schemas: DocumentSchemas,
): PactInteraction['request'] {
  const given: Record<string, string | number | boolean> = Object.assign(
    {},
    ...states.map(({ params }) => params),
  )
  const sent = operation.parameters.filter(
    ({ in: location, name }) => location === 'path' || request[location].includes(name),
  )
  const values = sectionsOf(sent, (parameter) => {
    const own = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined
    return own ?? madeParameter(parameter, operation.operationId, schemas)
  })
  const encoded = encodeParameters(
    { path: operation.path, parameters: sent.map(descriptorOf) },
    values,
    allStyles,
  )
  const fromStates = sent.filter(
    ({ in: location, name }) => location === 'path' && Object.hasOwn(given, name),
  )
  const headers = [
    ...encoded.headers,
    ...(encoded.cookies.length > 0 ? [['Cookie', encoded.cookies.join('; ')] as const] : []),
    ...(request.mediaType === undefined ? [] : [['Content-Type', request.mediaType] as const]),
  ]
  return {
    method: operation.method.toUpperCase(),
    path: encoded.path,
    ...(encoded.query.length > 0 && { query: queryOf(encoded.query) }),
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
    }),
    ...bodyOf(request, operation, schemas),
    ...(fromStates.length > 0 && {
      generators: {
        path: {
          type: 'ProviderState',
          expression: expressionOf(operation.path, encoded.path, fromStates),
        },
      },
    }),
  }
}

function bodyOf(
  request: RecordedInteraction['request'],
  operation: OperationModel,
  schemas: DocumentSchemas,
): { readonly body?: PactBody } & Pick<PactInteraction['request'], 'matchingRules'> {
  const { mediaType } = request
  if (mediaType === undefined || request.members.length === 0) return {}
  const schema = schemas.ofRequest(operation, mediaType)
  const wanted = request.members.map(parsePathText)
  const seed = `${operation.operationId} body`
  const { value } = exampleValue(schema, wanted, { seed, direction: 'request' })
  return {
    body: { contentType: mediaType, encoded: false, content: value },
    matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
  }
}

function madeParameter(
  parameter: ParameterModel,
  operationId: string,
  schemas: DocumentSchemas,
): JsonValue {
  const made = makeValue(schemas.at(parameter.schema.pointer), {
    random: createRandom(1, `${operationId} ${parameter.in} ${parameter.name}`),
    fullness: 'smallest',
    direction: 'request',
    bound: { size: 100 },
  })
  return made.kind === 'made' ? made.value : 'text'
}

function sectionsOf(
  parameters: readonly ParameterModel[],
  valueFor: (parameter: ParameterModel) => unknown,
): Record<string, Record<string, unknown>> {
  const sections: Record<string, Record<string, unknown>> = {}
  for (const parameter of parameters) {
    const section = sections[parameter.in] ?? {}
    section[parameter.name] = valueFor(parameter)
    sections[parameter.in] = section
  }
  return sections
}

function descriptorOf(parameter: ParameterModel) {
  const { name, in: location, style, explode, content, allowReserved } = parameter
  return {
    name,
    in: location,
    style,
    explode,
    ...(content !== undefined && { content }),
    ...(allowReserved && { allowReserved }),
  } as const
}

function queryOf(pairs: readonly string[]): Record<string, readonly string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(pairs.join('&'))) {
    values[name] = [...(values[name] ?? []), value]
  }
  return values
}

/** The path with the names of what the provider's state may give: `/user/${id}/sessions`. */
function expressionOf(
  template: string,
  path: string,
  fromStates: readonly ParameterModel[],
): string {
  const names = new Set(fromStates.map(({ name }) => name))
  const filled = path.split('/')
  return template
    .split('/')
    .map((segment, index) => {
      const [, name] = /^\{([^{}]+)\}$/.exec(segment) ?? []
      return name !== undefined && names.has(name) ? `\${${name}}` : (filled[index] ?? segment)
    })
    .join('/')
}
