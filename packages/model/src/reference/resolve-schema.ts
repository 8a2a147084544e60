import {
  isJsonSchema,
  type JsonObject,
  type JsonPointer,
  type JsonSchema,
  valueAt,
} from '@concordat/core'
import { isReference } from './reference.ts'
import { pointerOf } from './resolve-internal.ts'

/** A schema that is not only a reference, and where it stands. */
export interface ResolvedSchema {
  readonly pointer: JsonPointer
  readonly schema: JsonSchema
}

/**
 * Follows a schema's `$ref` as long as there is nothing beside it, safely: circles and references that lead nowhere
 * give `undefined`. A schema that says more beside its `$ref` means both, and is returned as it is.
 *
 * @example
 * ```ts
 * import { resolveSchema } from '@concordat/model'
 *
 * const document = { components: { schemas: { Id: { type: 'string' } } } }
 * resolveSchema(document, { $ref: '#/components/schemas/Id' })?.pointer // '/components/schemas/Id'
 * ```
 * @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1 | JSON Schema, `$ref`}
 */
export function resolveSchema(
  document: JsonObject,
  schema: JsonSchema,
  pointer: JsonPointer = '',
): ResolvedSchema | undefined {
  const seen = new Set<JsonPointer>()
  let place = pointer
  let node: unknown = schema
  while (isReference(node) && Object.keys(node).length === 1) {
    const target = pointerOf(node.$ref)
    if (target === undefined || seen.has(target)) return undefined
    seen.add(target)
    place = target
    node = valueAt(document, target)
  }
  return isJsonSchema(node) ? { pointer: place, schema: node } : undefined
}
