import type { JsonPointer, JsonSchema } from '@concordat/core'
import type { ApiModel, MediaTypeModel, OperationModel, SchemaUse } from '@concordat/model'
import { receivedOperations } from './all-operations.ts'

/** Who writes a value: the caller, or the API. */
export type Direction = 'request' | 'response'

/** A schema of a parameter, a body or a header, and who writes the value it describes. */
export interface DirectedSchema {
  readonly pointer: JsonPointer
  readonly schema: JsonSchema
  readonly direction: Direction
}

/**
 * Every schema that an operation uses, in document order. What the API sends on its own account, in webhooks and
 * callbacks, is written by the API as its answers are.
 */
export function schemaUses(model: ApiModel): DirectedSchema[] {
  return [
    ...model.operations.flatMap((operation) => operationUses(operation, 'request', 'response')),
    ...receivedOperations(model).flatMap((operation) =>
      operationUses(operation, 'response', 'request'),
    ),
  ]
}

function operationUses(
  operation: OperationModel,
  request: Direction,
  response: Direction,
): DirectedSchema[] {
  const asked = [
    ...operation.parameters.map((parameter) => parameter.schema),
    ...contentSchemas(operation.requestBody?.content ?? []),
  ]
  const answered = operation.responses.flatMap((item) => [
    ...item.headers.map((header) => header.schema),
    ...contentSchemas(item.content),
  ])
  return [...directed(asked, request), ...directed(answered, response)]
}

function contentSchemas(content: readonly MediaTypeModel[]): SchemaUse[] {
  return content.flatMap((item) => [
    ...(item.schema ? [item.schema] : []),
    ...item.encoding.flatMap((encoding) => encoding.headers.map((header) => header.schema)),
  ])
}

function directed(uses: readonly SchemaUse[], direction: Direction): DirectedSchema[] {
  return uses.map(({ pointer, schema }) => ({ pointer, schema, direction }))
}
