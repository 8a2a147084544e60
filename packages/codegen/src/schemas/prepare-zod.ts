import type { Finding, JsonPointer, JsonSchema } from '@concordat/core'
import type { ApiModel, MediaTypeModel, OperationModel } from '@concordat/model'
import { receivedOperations } from '../all-operations.ts'
import type { Code } from '../code-writer.ts'
import { fileNames } from '../operations/media-type-descriptor.ts'
import type { SchemaLookup } from '../schema/schema-lookup.ts'
import type { Direction } from '../schema-uses.ts'
import { hasValidator } from '../validators/has-validator.ts'
import { emitZod, type ZodInput } from '../zod/emit-zod.ts'
import { formSchema } from './form-schema.ts'

/** The schemas of a document in Zod. */
export interface PreparedZod {
  /** The module that declares all components. */
  readonly module: Code
  /** A schema that stands in the document; of a form with `files`, these are bytes. */
  expression(pointer: JsonPointer, direction: Direction, files?: readonly string[]): Code
}

/** Where schemas of forms with files stand, in the copy of the document that Zod is made from. */
const formsKey = 'x-concordat-forms'

/** The Zod of all components, and of everything that validators ask for. */
export function prepareZod(
  model: ApiModel,
  lookup: SchemaLookup,
  report: (finding: Finding) => void,
): PreparedZod {
  const operations = [
    ...model.operations.map((item) => [item, 'request', 'response'] as const),
    ...receivedOperations(model).map((item) => [item, 'response', 'request'] as const),
  ]
  const forms = formsOf(
    operations.map(([operation]) => operation),
    lookup,
  )
  const emission = emitZod({
    document: { ...model.document, [formsKey]: [...forms.values()] },
    components: model.schemas.map(({ name, pointer }) => ({ name, pointer })),
    uses: operations.flatMap(([operation, request, response]) =>
      validatedSchemas(operation, { request, response }, lookup, forms),
    ),
  })
  const origins = [...forms.keys()]
  for (const finding of emission.findings) report(originalPlace(finding, origins))
  return {
    module: emission.module,
    expression: (pointer, direction, files = []) =>
      emission.expression(files.length === 0 ? pointer : formPointer(pointer, forms), direction),
  }
}

/** The schemas of forms with files, by their place in the document. */
function formsOf(
  operations: readonly OperationModel[],
  lookup: SchemaLookup,
): ReadonlyMap<JsonPointer, JsonSchema> {
  const forms = new Map<JsonPointer, JsonSchema>()
  const bodies = operations.flatMap((operation) => [
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap((response) => response.content),
  ])
  for (const body of bodies) {
    const files = fileNames(body, lookup)
    if (body.schema && files.length > 0) {
      forms.set(body.schema.pointer, formSchema(body.schema.schema, files, lookup))
    }
  }
  return forms
}

function formPointer(
  pointer: JsonPointer,
  forms: ReadonlyMap<JsonPointer, JsonSchema>,
): JsonPointer {
  const index = [...forms.keys()].indexOf(pointer)
  return index < 0 ? pointer : `/${formsKey}/${index}`
}

function validatedSchemas(
  operation: OperationModel,
  directions: { readonly request: Direction; readonly response: Direction },
  lookup: SchemaLookup,
  forms: ReadonlyMap<JsonPointer, JsonSchema>,
): ZodInput['uses'][number][] {
  const bodies = (content: readonly MediaTypeModel[]) =>
    content
      .filter((item) => hasValidator(item, lookup))
      .flatMap((item) => (item.schema ? [formPointer(item.schema.pointer, forms)] : []))
  const asked = [
    ...operation.parameters.map((item) => item.schema.pointer),
    ...bodies(operation.requestBody?.content ?? []),
  ]
  const answered = operation.responses.flatMap((item) => [
    ...item.headers.map((header) => header.schema.pointer),
    ...bodies(item.content),
  ])
  return [
    ...asked.map((pointer) => ({ pointer, direction: directions.request })),
    ...answered.map((pointer) => ({ pointer, direction: directions.response })),
  ]
}

/** A finding of a form's copy belongs to the form in the document. */
function originalPlace(finding: Finding, origins: readonly JsonPointer[]): Finding {
  const prefix = `/${formsKey}/`
  if (!finding.pointer?.startsWith(prefix)) return finding
  const [index = '', ...rest] = finding.pointer.slice(prefix.length).split('/')
  const origin = origins[Number(index)]
  return origin === undefined ? finding : { ...finding, pointer: [origin, ...rest].join('/') }
}
