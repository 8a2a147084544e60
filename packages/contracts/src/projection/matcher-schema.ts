import type { JsonObject, JsonSchema, JsonValue } from '@concordat/core'
import type { Matcher } from '../pact/pact.ts'
import { datePattern, isoFormat } from './date-pattern.ts'

/** Matchers that say all that they say of one value, whatever stands within it. */
export type ScalarMatcher = Exclude<
  Matcher,
  { readonly match: 'type' | 'values' | 'eachKey' | 'eachValue' | 'arrayContains' }
>

const semver =
  '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$'

/** The schema of the values that a matcher accepts. */
export function scalarSchema(matcher: ScalarMatcher, example: JsonValue): JsonSchema {
  switch (matcher.match) {
    case 'equality':
      return { const: example }
    case 'regex':
      return textSchema(matcher.regex, example)
    case 'include':
      return textSchema(matcher.value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), example)
    case 'integer':
      return { type: 'integer' }
    case 'decimal':
      // An integer, however it is written, is the same JSON number as one without a fraction.
      return { type: 'number', not: { type: 'integer' } }
    case 'number':
    case 'boolean':
    case 'null':
      return { type: matcher.match }
    case 'notEmpty':
      return notEmptySchema(example)
    case 'semver':
      return { type: 'string', pattern: semver }
    case 'date':
    case 'time':
    case 'datetime':
      return timeSchema(matcher.match, matcher.format)
    case 'contentType':
    case 'statusCode':
      return true
  }
}

/** Expressions are not anchored. Numbers are matched by their text, which a schema cannot say: they are left open. */
function textSchema(pattern: string, example: JsonValue): JsonSchema {
  const isText = typeof example === 'string' || typeof example === 'object'
  return { type: isText ? 'string' : ['string', 'number', 'boolean'], pattern }
}

function notEmptySchema(example: JsonValue): JsonSchema {
  if (Array.isArray(example)) return { type: 'array', minItems: 1 }
  if (typeof example === 'string') return { type: 'string', minLength: 1 }
  return { not: { enum: [null, '', [], {}] } }
}

/** A format that spells ISO dates accepts all that JSON Schema's format does: fractions and offsets of any kind, too. */
function timeSchema(kind: 'date' | 'time' | 'datetime', written: string | undefined): JsonSchema {
  const defaults = { date: 'yyyy-MM-dd', time: 'HH:mm:ss', datetime: "yyyy-MM-dd'T'HH:mm:ssX" }
  const format = written ?? defaults[kind]
  const pattern = datePattern(format)
  const iso = isoFormat(format)
  const choices: JsonObject[] = [
    ...(pattern === undefined ? [] : [{ pattern }]),
    ...(iso === undefined ? [] : [{ format: iso }]),
  ]
  return choices.length > 1 ? { type: 'string', anyOf: choices } : { type: 'string', ...choices[0] }
}
