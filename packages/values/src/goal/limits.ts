import type { JsonValue } from '@concordat/core'
import { canonicalText } from '@concordat/core'
import type { JsonType, SchemaModel } from '@concordat/model'
import { isOfType } from '../check/check-value.ts'
import { type Contradiction, contradiction, placeOf } from './contradiction.ts'

/** Types of values that exclude each other. */
export type ValueType = Exclude<JsonType, 'integer'>

export const valueTypes: readonly ValueType[] = [
  'object',
  'array',
  'string',
  'number',
  'boolean',
  'null',
]

/** The types that parts leave, in the order in which the first of them lists them; all where none does. */
export function typesLeft(parts: readonly SchemaModel[]): readonly ValueType[] {
  let left: readonly ValueType[] | undefined
  for (const { types } of parts) {
    if (!types) continue
    const named = [...new Set(types.map(valueType))]
    left = left ? left.filter((type) => named.includes(type)) : named
  }
  return left ?? valueTypes
}

/** Whether numbers must be whole. */
export function isWhole(parts: readonly SchemaModel[]): boolean {
  return parts.some(({ types }) => types?.includes('integer') && !types.includes('number'))
}

function valueType(type: JsonType): ValueType {
  return type === 'integer' ? 'number' : type
}

/** The values that all lists of parts have in common; `undefined` where there is no list. */
export function listedValues(parts: readonly SchemaModel[]): readonly JsonValue[] | undefined {
  let left: readonly JsonValue[] | undefined
  for (const { values } of parts) {
    if (!values) continue
    if (!left) {
      left = values
      continue
    }
    const known = new Set(values.map(canonicalText))
    left = left.filter((value) => known.has(canonicalText(value)))
  }
  return left
}

/** The largest of what parts say under a keyword. */
export function largest(parts: readonly SchemaModel[], keyword: NumberKeyword): number | undefined {
  return extreme(parts, keyword, (a, b) => a > b)
}

/** The smallest of what parts say under a keyword. */
export function smallest(
  parts: readonly SchemaModel[],
  keyword: NumberKeyword,
): number | undefined {
  return extreme(parts, keyword, (a, b) => a < b)
}

/** Keywords whose value is a bound. */
export type NumberKeyword =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties'

function extreme(
  parts: readonly SchemaModel[],
  keyword: NumberKeyword,
  isBetter: (a: number, b: number) => boolean,
): number | undefined {
  let best: number | undefined
  for (const part of parts) {
    const value = part[keyword]
    if (value !== undefined && (best === undefined || isBetter(value, best))) best = value
  }
  return best
}

/** What parts say of one type that excludes each other. */
export function conflictOfType(
  parts: readonly SchemaModel[],
  type: ValueType,
): Contradiction | undefined {
  switch (type) {
    case 'number':
      return numberConflict(parts)
    case 'string':
      return pairConflict(parts, 'minLength', 'maxLength', 'length')
    case 'array':
      return pairConflict(parts, 'minItems', 'maxItems', 'items') ?? containsConflict(parts)
    case 'object':
      return pairConflict(parts, 'minProperties', 'maxProperties', 'properties')
    default:
      return undefined
  }
}

/** Why no value can meet all parts, as far as their own keywords show it. */
export function conflictOf(parts: readonly SchemaModel[]): Contradiction | undefined {
  const types = typesLeft(parts)
  if (types.length === 0) {
    const typed = parts.filter((part) => part.types)
    const all = typed.map((part) => part.types?.join(' or ')).join(' and ')
    const places = typed.map((part) => placeOf(part, 'type'))
    return contradiction('types', `No value is ${all} at once.`, places)
  }
  const values = listedValues(parts)
  if (values) {
    const fits = values.some((value) => types.some((type) => isOfType(value, type)))
    if (!fits) {
      const places = parts.filter((part) => part.values).map((part) => placeOf(part, 'enum'))
      const typed = parts.filter((part) => part.types).map((part) => placeOf(part, 'type'))
      const message = 'None of the listed values is allowed by all that is said beside the list.'
      return contradiction('values', message, [...places, ...typed])
    }
  }
  const conflicts = types.map((type) => conflictOfType(parts, type))
  return conflicts.every((conflict) => conflict !== undefined) ? conflicts[0] : undefined
}

function numberConflict(parts: readonly SchemaModel[]): Contradiction | undefined {
  const low = largest(parts, 'minimum') ?? Number.NEGATIVE_INFINITY
  const high = smallest(parts, 'maximum') ?? Number.POSITIVE_INFINITY
  const above = largest(parts, 'exclusiveMinimum') ?? Number.NEGATIVE_INFINITY
  const below = smallest(parts, 'exclusiveMaximum') ?? Number.POSITIVE_INFINITY
  if (low <= high && low < below && above < high && above < below) return undefined
  const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const
  const places = parts.flatMap((part) =>
    keywords.flatMap((keyword) => (part[keyword] === undefined ? [] : [placeOf(part, keyword)])),
  )
  const from = above >= low ? `more than ${above}` : `at least ${low}`
  const to = below <= high ? `less than ${below}` : `at most ${high}`
  return contradiction('range', `No number is ${from} and ${to}.`, places)
}

function pairConflict(
  parts: readonly SchemaModel[],
  least: NumberKeyword,
  most: NumberKeyword,
  kind: 'length' | 'items' | 'properties',
): Contradiction | undefined {
  const min = largest(parts, least)
  const max = smallest(parts, most)
  if (min === undefined || max === undefined || min <= max) return undefined
  const places = parts.flatMap((part) => [
    ...(part[least] === min ? [placeOf(part, least)] : []),
    ...(part[most] === max ? [placeOf(part, most)] : []),
  ])
  return contradiction(kind, `\`${least}\` ${min} is more than \`${most}\` ${max}.`, places)
}

function containsConflict(parts: readonly SchemaModel[]): Contradiction | undefined {
  const most = smallest(parts, 'maxItems')
  for (const part of parts) {
    if (!part.contains) continue
    const least = part.minContains ?? 1
    if (part.maxContains !== undefined && least > part.maxContains) {
      const places = [placeOf(part, 'minContains'), placeOf(part, 'maxContains')]
      return contradiction(
        'items',
        `\`minContains\` ${least} is more than \`maxContains\`.`,
        places,
      )
    }
    if (most === undefined || least <= most) continue
    const bounded = parts.filter(({ maxItems }) => maxItems === most)
    const places = [placeOf(part, 'contains'), ...bounded.map((one) => placeOf(one, 'maxItems'))]
    return contradiction('items', 'The list must contain more items than it may have.', places)
  }
  return undefined
}
