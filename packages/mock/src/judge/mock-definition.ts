import { operationDescriptor, SchemaLookup } from '@concordat/codegen/descriptor'
import type { JsonPointer } from '@concordat/core'
import {
  type ApiModel,
  type HeaderModel,
  type MediaTypeModel,
  type OperationModel,
  type SchemaModel,
  SchemaReader,
  SchemaStore,
} from '@concordat/model'
import type { ServerDefinition } from '@concordat/server'
import { newSchema } from '@concordat/values'
import type { OperationDescriptor, OperationValidators, ParameterLocation } from '@concordat/wire'
import { schemaValidator } from './schema-validator.ts'

/** The schema at a pointer of the document. */
export type SchemaAt = (pointer: JsonPointer) => SchemaModel

/** What the server needs to know of a document, made of its model rather than generated. */
export interface MockDefinition extends ServerDefinition {
  readonly operations: Readonly<Record<string, OperationDescriptor>>
  readonly schemaAt: SchemaAt
}

/** Makes the tables of a document at run time that a generated package has as code. */
export function mockDefinition(model: ApiModel): MockDefinition {
  const lookup = new SchemaLookup(model.document)
  const store = new SchemaStore()
  const document = store.add('', model.document)
  const reader = new SchemaReader(store, '2020-12', { discriminates: true })
  const schemaAt: SchemaAt = (pointer) => reader.read({ document, pointer })
  const operations = model.operations.map(
    (operation) => [operation.operationId, operationDescriptor(operation, lookup)] as const,
  )
  const validators = model.operations.map(
    (operation) => [operation.operationId, validatorsFor(operation, schemaAt)] as const,
  )
  return {
    operations: Object.fromEntries(operations),
    validators: Object.fromEntries(validators),
    securitySchemes: Object.fromEntries(
      model.securitySchemes.map(({ name, scheme }) => [name, scheme]),
    ),
    document: model.document,
    // Nothing is to be compiled: these validators are no code.
    compile: (validator) => validator,
    schemaAt,
  }
}

function validatorsFor(operation: OperationModel, schemaAt: SchemaAt): OperationValidators {
  const sections = (['path', 'query', 'header', 'cookie'] as const).flatMap((location) => {
    const validator = sectionValidator(operation, location, schemaAt)
    return validator ? [[location, validator] as const] : []
  })
  const responses = operation.responses.map((response) => {
    const content = contentValidators(response.content, 'response', schemaAt)
    return [response.status, { content, ...headerValidators(response.headers, schemaAt) }] as const
  })
  return {
    request: {
      ...Object.fromEntries(sections),
      body: contentValidators(operation.requestBody?.content ?? [], 'request', schemaAt),
    },
    responses: Object.fromEntries(responses),
  }
}

function sectionValidator(
  { parameters }: OperationModel,
  location: ParameterLocation,
  schemaAt: SchemaAt,
) {
  const own = parameters.filter((parameter) => parameter.in === location)
  if (own.length === 0) return undefined
  const nameOf = (name: string) => (location === 'header' ? name.toLowerCase() : name)
  const schema = newSchema(undefined, {
    types: ['object'],
    required: own.filter(({ required }) => required).map(({ name }) => nameOf(name)),
    properties: new Map(own.map((one) => [nameOf(one.name), schemaAt(one.schema.pointer)])),
  })
  return schemaValidator(schema, 'request')
}

function headerValidators(headers: readonly HeaderModel[], schemaAt: SchemaAt) {
  if (headers.length === 0) return {}
  const schema = newSchema(undefined, {
    types: ['object'],
    required: headers.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
    properties: new Map(
      headers.map((one) => [one.name.toLowerCase(), schemaAt(one.schema.pointer)]),
    ),
  })
  return { headers: schemaValidator(schema, 'response') }
}

function contentValidators(
  content: readonly MediaTypeModel[],
  direction: 'request' | 'response',
  schemaAt: SchemaAt,
) {
  return Object.fromEntries(
    content.flatMap(({ mediaType, schema }) =>
      schema ? [[mediaType, schemaValidator(schemaAt(schema.pointer), direction)] as const] : [],
    ),
  )
}
