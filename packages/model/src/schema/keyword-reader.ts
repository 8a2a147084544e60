import { isJsonObject, isJsonSchema, type JsonObject, type JsonValue } from '@concordat/core'
import type { JsonType, SchemaModel } from './schema-model.ts'
import type { Dialect } from './vocabulary.ts'

/** What reading the keywords of a schema needs to know of the rest. */
export interface KeywordContext {
  readonly dialect: Dialect
  /** The node of a subschema, by the tokens that lead to it. */
  child(...tokens: readonly (string | number)[]): SchemaModel
  reference(keyword: '$ref' | '$dynamicRef', reference: string): SchemaModel | undefined
  report(keyword: string, expected: string): void
}

/** What keywords say. */
export type Keywords = Omit<SchemaModel, 'kind' | 'id' | 'uri' | 'pointer' | 'source'>

/** How one keyword is read. */
export interface KeywordReader {
  /** What its value must be, in words. */
  readonly expected: string
  /** What the keyword says; `undefined` for a value that it does not take. */
  read(value: JsonValue, context: KeywordContext, schema: JsonObject): Keywords | undefined
}

/** A keyword with its reader. */
export type KeywordEntry = readonly [keyword: string, reader: KeywordReader]

type Field<Value> = {
  [Key in keyof Keywords]-?: Value extends NonNullable<Keywords[Key]> ? Key : never
}[keyof Keywords]

/** A keyword whose value is kept as it is, where it passes a test. */
export function keep<Value extends JsonValue>(
  keyword: Field<Value>,
  expected: string,
  test: (value: JsonValue) => value is Value,
): KeywordEntry {
  const read = (value: JsonValue) => (test(value) ? { [keyword]: value } : undefined)
  return [keyword, { expected, read }]
}

/** A keyword that holds one schema. */
export function one(keyword: Field<SchemaModel>): KeywordEntry {
  return [
    keyword,
    {
      expected: 'a schema',
      read: (value, context) =>
        isJsonSchema(value) ? { [keyword]: context.child(keyword) } : undefined,
    },
  ]
}

/** A keyword that holds a list of schemas. */
export function list(keyword: Field<SchemaModel[]>): KeywordEntry {
  return [
    keyword,
    {
      expected: 'a list of schemas',
      read: (value, context) => {
        const nodes = childList(keyword, value, context)
        return nodes && { [keyword]: nodes }
      },
    },
  ]
}

/** A keyword that holds schemas by name. */
export function map(keyword: Field<Map<string, SchemaModel>>): KeywordEntry {
  return [
    keyword,
    {
      expected: 'schemas by name',
      read: (value, context) => {
        if (!isJsonObject(value) || !Object.values(value).every(isJsonSchema)) return undefined
        const names = Object.keys(value)
        if (names.length === 0) return {}
        return { [keyword]: new Map(names.map((name) => [name, context.child(keyword, name)])) }
      },
    },
  ]
}

/** The schemas of a list. */
export function childList(
  keyword: string,
  value: JsonValue,
  context: KeywordContext,
): SchemaModel[] | undefined {
  if (!Array.isArray(value) || !value.every(isJsonSchema)) return undefined
  return value.map((_, index) => context.child(keyword, index))
}

export function isNumber(value: JsonValue): value is number {
  return typeof value === 'number'
}

/** A non-negative integer. @see JSON Schema Validation, 6.3.1 */
export function isCount(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

export function isPositive(value: JsonValue): value is number {
  return typeof value === 'number' && value > 0
}

export function isText(value: JsonValue): value is string {
  return typeof value === 'string'
}

export function isFlag(value: JsonValue): value is boolean {
  return typeof value === 'boolean'
}

/** Whether a value is a list of strings. */
export function isNames(value: JsonValue): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}

const types: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'number',
  'integer',
  'string',
  'array',
  'object',
])

export function isType(value: JsonValue): value is JsonType {
  return typeof value === 'string' && types.has(value)
}
