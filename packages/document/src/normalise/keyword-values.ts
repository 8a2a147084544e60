import { isJsonSchema } from '@concordat/core'
import { shown } from '@concordat/model'
import { type Draft, isDraft } from '../bundle/draft.ts'
import type { ObjectContext } from '../bundle/object-rule.ts'

/** What a keyword's value may be: kept, read as something else, or left out. */
type Reading =
  | { readonly kind: 'right' }
  | { readonly kind: 'mistyped'; readonly value: unknown; readonly as: string }
  | { readonly kind: 'malformed'; readonly expected: string }

type Read = (value: unknown) => Reading

const RIGHT: Reading = { kind: 'right' }

const readNumber: Read = (value) => {
  if (typeof value === 'number') return RIGHT
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (Number.isFinite(number))
    return { kind: 'mistyped', value: number, as: `the number ${number}` }
  return { kind: 'malformed', expected: 'a number' }
}

const readPositive: Read = (value) => {
  const reading = readNumber(value)
  const number = reading.kind === 'mistyped' ? reading.value : value
  return typeof number === 'number' && number <= 0
    ? { kind: 'malformed', expected: 'a number above 0' }
    : reading
}

const readCount: Read = (value) => {
  const reading = readNumber(value)
  const number = reading.kind === 'mistyped' ? reading.value : value
  return Number.isInteger(number) && Number(number) >= 0
    ? reading
    : { kind: 'malformed', expected: 'an integer of at least 0' }
}

const readBoolean: Read = (value) => {
  if (typeof value === 'boolean') return RIGHT
  if (value !== 'true' && value !== 'false') return { kind: 'malformed', expected: 'true or false' }
  return { kind: 'mistyped', value: value === 'true', as: value }
}

const readString: Read = (value) =>
  typeof value === 'string' ? RIGHT : { kind: 'malformed', expected: 'a string' }

const readValues: Read = (value) =>
  Array.isArray(value) ? RIGHT : { kind: 'malformed', expected: 'a list of values' }

/** Examples by name are OpenAPI's way elsewhere; in a schema they are a list. */
const readExamples: Read = (value) => {
  if (!isDraft(value)) return readValues(value)
  const values = Object.values(value).map((one) =>
    isDraft(one) && Object.hasOwn(one, 'value') ? one.value : one,
  )
  return { kind: 'mistyped', value: values, as: 'a list' }
}

const readNames: Read = (value) => {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return RIGHT
  if (typeof value === 'string') return { kind: 'mistyped', value: [value], as: 'a list of one' }
  return { kind: 'malformed', expected: 'a list of property names' }
}

const readNamesByName: Read = (value) =>
  isDraft(value) && Object.values(value).every((names) => readNames(names).kind === 'right')
    ? RIGHT
    : { kind: 'malformed', expected: 'lists of property names by property name' }

/** Some languages write an empty object as an empty list. */
const EMPTY_OBJECT: Reading = { kind: 'mistyped', value: {}, as: 'an empty object' }

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

const readSchema: Read = (value) => {
  if (isDraft(value)) return RIGHT
  if (isEmptyList(value)) return EMPTY_OBJECT
  const reading = readBoolean(value)
  return reading.kind === 'malformed' ? { kind: 'malformed', expected: 'a schema' } : reading
}

const readSchemas: Read = (value) => {
  if (isDraft(value)) return { kind: 'mistyped', value: [value], as: 'a list of one' }
  if (Array.isArray(value) && value.length === 0) {
    return { kind: 'mistyped', value: undefined, as: 'if it were not there' }
  }
  const isList = Array.isArray(value) && value.every(isJsonSchema)
  return isList ? RIGHT : { kind: 'malformed', expected: 'a list of schemas' }
}

const readSchemasByName: Read = (value) => {
  if (isDraft(value)) return RIGHT
  return isEmptyList(value) ? EMPTY_OBJECT : { kind: 'malformed', expected: 'schemas by name' }
}

const READERS = new Map<string, Read>([
  ...each(['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum'], readNumber),
  ...each(['multipleOf'], readPositive),
  ...each(
    ['maxLength', 'minLength', 'maxItems', 'minItems', 'maxContains', 'minContains'],
    readCount,
  ),
  ...each(['maxProperties', 'minProperties'], readCount),
  ...each(['uniqueItems', 'readOnly', 'writeOnly', 'deprecated'], readBoolean),
  ...each(['pattern', 'format', 'contentEncoding', 'contentMediaType'], readString),
  ...each(['$ref', '$dynamicRef', '$dynamicAnchor'], readString),
  ...each(['enum'], readValues),
  ...each(['examples'], readExamples),
  ...each(['required'], readNames),
  ...each(['dependentRequired'], readNamesByName),
  ...each(
    ['items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'],
    readSchema,
  ),
  ...each(['contains', 'contentSchema', 'propertyNames', 'not', 'if', 'then', 'else'], readSchema),
  ...each(['allOf', 'anyOf', 'oneOf', 'prefixItems'], readSchemas),
  ...each(['properties', 'patternProperties', 'dependentSchemas', '$defs'], readSchemasByName),
  ...each(['definitions'], readSchemasByName),
])

/** Checks the value of every keyword; what cannot be read is left out with an error, never in silence. */
export function checkKeywordValues(draft: Draft, context: ObjectContext) {
  for (const key of Object.keys(draft)) {
    const reading = READERS.get(key)?.(draft[key]) ?? RIGHT
    if (reading.kind === 'mistyped') {
      context.report(
        'schema-keyword-mistyped',
        `\`${key}\` is ${describe(draft[key])}; it was read as ${reading.as}.`,
        key,
      )
      if (reading.value === undefined) delete draft[key]
      else draft[key] = reading.value
    } else if (reading.kind === 'malformed') {
      context.report(
        'schema-keyword-malformed',
        `\`${key}\` is ${describe(draft[key])}, expected ${reading.expected}; it is left out.`,
        key,
      )
      delete draft[key]
    }
  }
}

function each(keys: readonly string[], read: Read): [string, Read][] {
  return keys.map((key) => [key, read])
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (isDraft(value)) return 'an object'
  return `\`${shown(JSON.stringify(value))}\``
}
