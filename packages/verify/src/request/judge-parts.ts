import { isJsonObject, splitPointer } from '@concordat/core'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import type { PlacedSchema } from '../schema/resolve-schema.ts'
import type { SchemaIssue } from '../schema/schema-issue.ts'

/** The required parts that a multipart body lacks: what the others say has no one reading, that these are missing has. @see RFC 7578, 4.2 */
export function missingParts(
  operation: OperationPlan,
  bytes: Uint8Array,
  boundary: string | undefined,
  schema: PlacedSchema,
): readonly SchemaIssue[] {
  const { document, judge } = operation.api
  const flat = flattenSchema(document, schema).schema
  if (boundary === undefined || !isJsonObject(flat) || !Array.isArray(flat.required)) return []
  // Which branch of a choice is meant, the names alone do not tell.
  if (flat.oneOf !== undefined || flat.anyOf !== undefined || flat.if !== undefined) return []
  const names = partNames(bytes, boundary)
  const required = new Set<unknown>(flat.required)
  const value = Object.fromEntries(names.map((name) => [name, '']))
  return judge.issues(schema.pointer, value, 'request').filter(({ at, keyword }) => {
    const [name, ...deeper] = splitPointer(at)
    const isMissing = name !== undefined && required.has(name) && !names.includes(name)
    return keyword === 'required' && deeper.length === 0 && isMissing
  })
}

function partNames(bytes: Uint8Array, boundary: string): string[] {
  const parts = new TextDecoder().decode(bytes).split(`--${boundary}`).slice(1)
  return parts.flatMap((part) => {
    const head = part.slice(0, part.indexOf('\r\n\r\n'))
    return /^content-disposition:.*?;\s*name="([^"]*)"/im.exec(head)?.[1] ?? []
  })
}
