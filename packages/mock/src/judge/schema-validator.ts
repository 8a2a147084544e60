import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Direction, valueIssues } from '@concordat/values'
import type { Validator } from '@concordat/wire'

/** A validator that asks a schema as it is read, so that no code need be generated. */
export function schemaValidator(schema: SchemaModel, direction: Direction): Validator {
  return {
    safeParse: (value) => {
      const issues = valueIssues(schema, asJson(value), { direction })
      if (issues.length === 0) return { success: true, data: value }
      const told = issues.map(({ path, message, keyword }) => ({
        path: [...path],
        message,
        code: keyword === 'required' ? 'invalid_type' : keyword,
      }))
      return { success: false, error: { issues: told } }
    },
  }
}

/** What was decoded, as JSON would say it: bytes are texts, and what is undefined is not there. */
export function asJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value)) return value.map(asJson)
  if (value instanceof Blob || ArrayBuffer.isView(value) || value instanceof ReadableStream) {
    return 'bytes'
  }
  if (typeof value !== 'object') return String(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, asJson(member)]))
}
