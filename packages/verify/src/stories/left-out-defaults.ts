import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { findBody } from '../request/write-request.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema } from '../schema/resolve-schema.ts'

/** Documented defaults of the members that a body leaves out, by dotted path. @see JSON Schema 2020-12 validation, 9.2 */
export function leftOutDefaults(
  operation: OperationPlan,
  draft: RequestDraft,
): Readonly<Record<string, JsonValue>> {
  const { body } = draft
  const schema =
    body?.mediaType === undefined ? undefined : findBody(operation, body.mediaType)?.model.schema
  if (body?.kind !== 'value' || !isJsonObject(body.value) || schema === undefined) return {}
  return Object.fromEntries(defaultsIn(operation, schema, body.value, { path: [], depth: 0 }))
}

function defaultsIn(
  operation: OperationPlan,
  place: PlacedSchema,
  value: JsonObject,
  { path, depth }: { readonly path: readonly string[]; readonly depth: number },
): [string, JsonValue][] {
  const { document } = operation.api
  const flat = flattenSchema(document, place).schema
  if (!isJsonObject(flat) || !isJsonObject(flat.properties) || depth > 3) return []
  return Object.entries(flat.properties).flatMap(([name, property]): [string, JsonValue][] => {
    const own = asSchema(property)
    // A dot in a name would be read as a step.
    if (own === undefined || name.includes('.')) return []
    const inner = { schema: own, pointer: '' }
    const sent = value[name]
    if (isJsonObject(sent))
      return defaultsIn(operation, inner, sent, { path: [...path, name], depth: depth + 1 })
    const read = flattenSchema(document, inner).schema
    const isLeftOut = !Object.hasOwn(value, name) && isJsonObject(read) && read.readOnly !== true
    const standard = isLeftOut ? read.default : undefined
    return standard === undefined || standard === null || typeof standard === 'object'
      ? []
      : [[[...path, name].join('.'), standard]]
  })
}
