import type { Finding } from '@concordat/core'
import type { ApiModel, OperationModel } from '@concordat/document'
import { receivedOperations } from '../all-operations.ts'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import type { Direction } from '../schema-uses.ts'
import { hasValidator } from '../validators/has-validator.ts'
import { emitZod, type ZodEmission, type ZodInput } from '../zod/emit-zod.ts'

/** The Zod of all components, and of everything that validators ask for. */
export function prepareZod(
  model: ApiModel,
  lookup: SchemaLookup,
  report: (finding: Finding) => void,
): ZodEmission {
  const emission = emitZod({
    typesModule: './types.ts',
    document: model.document,
    components: model.schemas.map(({ name, pointer }) => ({ name, pointer })),
    uses: [
      ...model.operations.flatMap((item) => validatedSchemas(item, lookup, 'request', 'response')),
      ...receivedOperations(model).flatMap((item) =>
        validatedSchemas(item, lookup, 'response', 'request'),
      ),
    ],
  })
  for (const finding of emission.findings) report(finding)
  return emission
}

function validatedSchemas(
  operation: OperationModel,
  lookup: SchemaLookup,
  request: Direction,
  response: Direction,
): ZodInput['uses'][number][] {
  const bodies = (operation.requestBody?.content ?? []).filter((item) => hasValidator(item, lookup))
  const answers = operation.responses.flatMap((item) => [
    ...item.headers,
    ...item.content.filter((content) => hasValidator(content, lookup)),
  ])
  return [
    ...[...operation.parameters, ...bodies].flatMap(({ schema }) =>
      schema ? [{ pointer: schema.pointer, direction: request }] : [],
    ),
    ...answers.flatMap(({ schema }) =>
      schema ? [{ pointer: schema.pointer, direction: response }] : [],
    ),
  ]
}
