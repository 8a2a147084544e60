import { isJsonSchema, joinPointer } from '@concordat/core'
import type { SchemaUse } from '../api-model.ts'
import { member, type ObjectNode } from './read-context.ts'

/**
 * Reads a member that is a schema. Its `$ref`s stay: they are part of what a schema means.
 * @see {@link https://spec.openapis.org/oas/v3.1.1#schema-object | Schema Object}
 */
export function readSchemaObject(owner: ObjectNode, key: string): SchemaUse | undefined {
  const value = member(owner.value, key)
  return isJsonSchema(value)
    ? { pointer: joinPointer(owner.pointer, key), schema: value }
    : undefined
}
