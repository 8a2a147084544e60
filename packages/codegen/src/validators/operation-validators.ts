import type {
  MediaTypeModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
} from '@concordat/model'
import { type Code, code, object } from '../code-writer.ts'
import { fileNames } from '../operations/media-type-descriptor.ts'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import type { Direction } from '../schema-uses.ts'
import { hasValidator } from './has-validator.ts'

/** Writes the Zod expression of a schema that stands in the document. */
export type SchemaExpression = (
  pointer: string,
  direction: Direction,
  files: readonly string[],
) => Code

/** The parameters of one place. */
export interface ParameterSection {
  readonly location: ParameterModel['in']
  readonly parameters: readonly ParameterModel[]
}

const locations = ['path', 'query', 'header', 'cookie'] as const

/** The parameters of an operation by place; places without any are left out. */
export function sections(operation: OperationModel): ParameterSection[] {
  return locations
    .map((location) => ({
      location,
      parameters: operation.parameters.filter((item) => item.in === location),
    }))
    .filter(({ parameters }) => parameters.length > 0)
}

/** The validators of an operation: `{ request, responses }`. */
export function operationValidators(
  operation: OperationModel,
  lookup: SchemaLookup,
  expression: SchemaExpression,
  directions: { readonly request: Direction; readonly response: Direction },
): Code {
  const body = contentValidators(
    operation.requestBody?.content ?? [],
    lookup,
    expression,
    directions.request,
  )
  const request = object([
    ...sections(operation).map(
      ({ location, parameters }) =>
        [location, parametersValidator(parameters, expression, directions.request)] as const,
    ),
    ...(body.length > 0 ? [['body', object(body)] as const] : []),
  ])
  const responses = object(
    operation.responses.map((response) => [
      response.status,
      responseValidators(response, lookup, expression, directions.response),
    ]),
  )
  return object([
    ['request', request],
    ['responses', responses],
  ])
}

function responseValidators(
  response: ResponseModel,
  lookup: SchemaLookup,
  expression: SchemaExpression,
  direction: Direction,
): Code {
  const content = contentValidators(response.content, lookup, expression, direction)
  const headers = response.headers.map((header) => {
    const schema = expression(header.schema.pointer, direction, [])
    return [
      header.name.toLowerCase(),
      header.required ? schema : code`${schema}.optional()`,
    ] as const
  })
  return object([
    ...(headers.length > 0 ? [['headers', objectValidator(headers)] as const] : []),
    ...(content.length > 0 ? [['content', object(content)] as const] : []),
  ])
}

function parametersValidator(
  parameters: readonly ParameterModel[],
  expression: SchemaExpression,
  direction: Direction,
): Code {
  const entries = parameters.map((parameter) => {
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name
    const schema = expression(parameter.schema.pointer, direction, [])
    const isRequired = parameter.required || parameter.in === 'path'
    return [name, isRequired ? schema : code`${schema}.optional()`] as const
  })
  return objectValidator(entries)
}

/**
 * Headers that differ in case only are one header: the last counts. Zod reads names that every object has, such as
 * `constructor`, as if they were there: then only own properties are shown to it.
 */
function objectValidator(entries: readonly (readonly [string, Code])[]): Code {
  const members = new Map(entries)
  const own = [...members].filter(([name]) => name !== '__proto__')
  const result = code`z.object(${object(own)})`
  const prototype = members.get('__proto__')
  const checked = prototype
    ? code`s.checked(${result}, s.property('__proto__', ${prototype}))`
    : result
  return own.some(([name]) => inheritedNames.has(name))
    ? code`s.ownProperties(${checked})`
    : checked
}

const inheritedNames: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).flatMap((name) => [name, name.toLowerCase()]),
)

function contentValidators(
  content: readonly MediaTypeModel[],
  lookup: SchemaLookup,
  expression: SchemaExpression,
  direction: Direction,
): (readonly [string, Code])[] {
  return content.flatMap((item) =>
    item.schema && hasValidator(item, lookup)
      ? [
          [
            item.mediaType,
            expression(item.schema.pointer, direction, fileNames(item, lookup)),
          ] as const,
        ]
      : [],
  )
}
