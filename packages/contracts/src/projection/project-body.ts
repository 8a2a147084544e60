import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import type { Matcher, PlacedRule, RuleList, RulePath } from '../pact/pact.ts'
import { scalarSchema } from './matcher-schema.ts'
import { type SelectedRule, selectRule } from './select-rule.ts'

/**
 * The schema (JSON Schema 2020-12) of the values that an example and its rules accept. Objects are open. Without a rule a
 * scalar is what the example has, and a list has as many items; with `type` all items are like the first.
 *
 * @example
 * ```ts
 * import { projectBody } from '@concordat/contracts'
 * projectBody({ id: 1 }, [{ path: [], rule: { combine: 'AND', matchers: [{ match: 'type' }] } }])
 * // { type: 'object', properties: { id: { type: 'number' } }, required: ['id'] }
 * ```
 * @see {@link https://github.com/pact-foundation/pact-specification/tree/version-4#matchers | Pact specification, matchers}
 */
export function projectBody(example: JsonValue, rules: readonly PlacedRule[]): JsonSchema {
  return project({ example, path: [], rules })
}

interface Place {
  readonly example: JsonValue
  readonly path: RulePath
  readonly rules: readonly PlacedRule[]
}

function project(place: Place): JsonSchema {
  const selected = selectRule(place.rules, place.path)
  if (!selected || selected.rule.matchers.length === 0) return likeExample(place)
  const { combine, matchers } = selected.rule
  const schemas = matchers.map((matcher) => ofMatcher(matcher, place, selected))
  const [first = true, ...others] = distinct(schemas)
  if (others.length === 0) return first
  return combine === 'AND' ? { allOf: [first, ...others] } : { anyOf: [first, ...others] }
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
}

function ofMatcher(matcher: Matcher, place: Place, selected: SelectedRule): JsonSchema {
  const { example } = place
  switch (matcher.match) {
    case 'type':
      return ofType(place, selected.isCascaded ? {} : matcher, selected.rule)
    case 'values':
      return mapOf(place, place.rules)
    case 'eachValue':
      return eachValue(place, { combine: 'AND', matchers: matcher.matchers })
    case 'eachKey':
      return {
        type: 'object',
        propertyNames: allOf(matcher.matchers.map((one) => nameSchema(one, example))),
      }
    case 'arrayContains':
      return {
        type: 'array',
        allOf: matcher.variants.map(({ index, rules }) => ({
          contains: project({ example: itemAt(example, index), path: [], rules }),
        })),
      }
    default:
      // What is said of texts and numbers, and reaches an object or a list from around it, says nothing of it.
      if (selected.isCascaded && typeof example === 'object' && example !== null) {
        return matcher.match === 'equality' ? { const: example } : likeExample(place)
      }
      return scalarSchema(matcher, example)
  }
}

/** Without a rule: scalars and the number of items are as in the example, members that it has are needed. */
function likeExample(place: Place): JsonSchema {
  const { example } = place
  if (Array.isArray(example)) {
    return {
      type: 'array',
      ...(example.length > 0 && {
        prefixItems: example.map((item, index) => project(itemPlace(place, item, index))),
      }),
      minItems: example.length,
      maxItems: example.length,
    }
  }
  return isJsonObject(example) ? objectOf(place, example) : { const: example }
}

function ofType(
  place: Place,
  { min, max }: { readonly min?: number; readonly max?: number },
  rule: RuleList,
): JsonSchema {
  const { example } = place
  if (isJsonObject(example)) return objectOf(place, example, isMap(rule))
  if (!Array.isArray(example)) return { type: example === null ? 'null' : typeof example }
  const [first]: readonly JsonValue[] = example
  return {
    type: 'array',
    ...(first !== undefined && { items: project(itemPlace(place, first, 0)) }),
    ...(min !== undefined && { minItems: min }),
    ...(max !== undefined && { maxItems: max }),
  }
}

/** Whether the members of an object are told by other matchers than by their names. */
function isMap({ matchers }: RuleList): boolean {
  return matchers.some(
    ({ match }) => match === 'eachKey' || match === 'eachValue' || match === 'values',
  )
}

function objectOf(place: Place, example: JsonObject, isOpen = false): JsonSchema {
  const names = Object.keys(example)
  if (isOpen || names.length === 0) return { type: 'object' }
  return {
    type: 'object',
    properties: Object.fromEntries(
      names.map((name) => [name, project(memberPlace(place, name, example[name] ?? null))]),
    ),
    required: names,
  }
}

/** All members are like the first, whatever they are called. */
function mapOf(place: Place, rules: readonly PlacedRule[]): JsonSchema {
  const [first] = isJsonObject(place.example) ? Object.values(place.example) : []
  if (first === undefined) return { type: 'object' }
  const path = [...place.path, { kind: 'any' } as const]
  return { type: 'object', additionalProperties: project({ example: first, path, rules }) }
}

/** The values of a map, or the items of a list, by rules that stand within the matcher. */
function eachValue(place: Place, rule: RuleList): JsonSchema {
  const inner: RulePath = [...place.path, { kind: 'any' }]
  const isSaid = place.rules.some(({ path }) => JSON.stringify(path) === JSON.stringify(inner))
  const rules =
    isSaid || rule.matchers.length === 0 ? place.rules : [...place.rules, { path: inner, rule }]
  if (!Array.isArray(place.example)) return mapOf(place, rules)
  const [first] = place.example
  return {
    type: 'array',
    ...(first !== undefined && { items: project({ ...itemPlace(place, first, 0), rules }) }),
  }
}

/** Of the names of an example, the first stands for all. That names are texts need not be said. */
function nameSchema(matcher: Matcher, example: JsonValue): JsonSchema {
  const [name = ''] = isJsonObject(example) ? Object.keys(example) : []
  const rule: RuleList = { combine: 'AND', matchers: [matcher] }
  const schema = project({ example: name, path: [], rules: [{ path: [], rule }] })
  if (typeof schema === 'boolean') return schema
  const { type: _text, ...rest } = schema
  return rest
}

function allOf(schemas: readonly JsonSchema[]): JsonSchema {
  const [first = true, ...others] = schemas
  return others.length === 0 ? first : { allOf: [first, ...others] }
}

function memberPlace(place: Place, name: string, example: JsonValue): Place {
  return { ...place, example, path: [...place.path, { kind: 'name', name }] }
}

function itemPlace(place: Place, example: JsonValue, index: number): Place {
  return { ...place, example, path: [...place.path, { kind: 'index', index }] }
}

function itemAt(example: JsonValue, index: number): JsonValue {
  return Array.isArray(example) ? (example[index] ?? null) : null
}
