import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import type { JsonType } from './schema-model.ts'
import { isJsonSchema } from './schema-position.ts'

const types: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'number',
  'integer',
  'string',
  'array',
  'object',
])

/** Reads keywords of one schema; a value that its keyword does not take is reported and left out. */
export class KeywordValues {
  readonly #schema: JsonObject
  readonly #report: (keyword: string, expected: string) => void

  constructor(schema: JsonObject, report: (keyword: string, expected: string) => void) {
    this.#schema = schema
    this.#report = report
  }

  /** A non-negative integer. @see JSON Schema Validation, 6.3.1 */
  count(keyword: string): number | undefined {
    return this.#read(keyword, 'a non-negative integer', (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined,
    )
  }

  number(keyword: string): number | undefined {
    return this.#read(keyword, 'a number', (value) =>
      typeof value === 'number' ? value : undefined,
    )
  }

  positive(keyword: string): number | undefined {
    return this.#read(keyword, 'a number above 0', (value) =>
      typeof value === 'number' && value > 0 ? value : undefined,
    )
  }

  text(keyword: string): string | undefined {
    return this.#read(keyword, 'a string', (value) =>
      typeof value === 'string' ? value : undefined,
    )
  }

  flag(keyword: string): boolean | undefined {
    return this.#read(keyword, 'a boolean', (value) =>
      typeof value === 'boolean' ? value : undefined,
    )
  }

  types(keyword: string): JsonType[] | undefined {
    return this.#read(keyword, 'a type of JSON Schema, or a list of them', (value) => {
      const list = Array.isArray(value) ? value : [value]
      return list.length > 0 && list.every(isType) ? list : undefined
    })
  }

  values(keyword: string): readonly JsonValue[] | undefined {
    return this.#read(keyword, 'a list of values', (value) =>
      Array.isArray(value) ? value : undefined,
    )
  }

  names(keyword: string): string[] | undefined {
    return this.#read(keyword, 'a list of names', (value) => (isNames(value) ? value : undefined))
  }

  namesByName(keyword: string): [string, string[]][] | undefined {
    return this.#read(keyword, 'lists of names by name', (value) => {
      if (!isJsonObject(value)) return undefined
      const entries: [string, string[]][] = []
      for (const [name, names] of Object.entries(value)) {
        if (!isNames(names)) return undefined
        entries.push([name, names])
      }
      return entries
    })
  }

  schema(keyword: string): JsonSchema | undefined {
    return this.#read(keyword, 'a schema', (value) => (isJsonSchema(value) ? value : undefined))
  }

  schemas(keyword: string): number | undefined {
    return this.#read(keyword, 'a list of schemas', (value) =>
      Array.isArray(value) && value.every(isJsonSchema) ? value.length : undefined,
    )
  }

  schemasByName(keyword: string): string[] | undefined {
    return this.#read(keyword, 'schemas by name', (value) =>
      isJsonObject(value) && Object.values(value).every(isJsonSchema)
        ? Object.keys(value)
        : undefined,
    )
  }

  /** The value as it stands, without a check. */
  raw(keyword: string): JsonValue | undefined {
    return Object.hasOwn(this.#schema, keyword) ? this.#schema[keyword] : undefined
  }

  #read<T>(
    keyword: string,
    expected: string,
    parse: (value: JsonValue) => T | undefined,
  ): T | undefined {
    const value = this.raw(keyword)
    if (value === undefined) return undefined
    const parsed = parse(value)
    if (parsed === undefined) this.#report(keyword, expected)
    return parsed
  }
}

function isType(value: JsonValue): value is JsonType {
  return typeof value === 'string' && types.has(value)
}

/** Whether a value is a list of strings. */
export function isNames(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}
