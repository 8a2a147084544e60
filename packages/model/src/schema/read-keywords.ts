import {
  isJsonEqual,
  isJsonObject,
  isJsonSchema,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '@concordat/core'
import {
  childList,
  isCount,
  isFlag,
  isNames,
  isNumber,
  isPositive,
  isText,
  isType,
  type KeywordContext,
  type KeywordEntry,
  type Keywords,
  keep,
  list,
  map,
  one,
} from './keyword-reader.ts'
import type { SchemaModel } from './schema-model.ts'

type Draft = { -readonly [Key in keyof Keywords]: Keywords[Key] }

/** Reads the keywords that a schema's dialect knows. What a keyword does not take is reported and left out. */
export function readKeywords(schema: JsonSchema, context: KeywordContext): Keywords {
  if (typeof schema === 'boolean') return { always: schema }
  const { dialect } = context
  const draft: Draft = {}
  for (const [keyword, value] of Object.entries(schema)) {
    const reader =
      core.get(keyword) ??
      (dialect.applicator ? applicators.get(keyword) : undefined) ??
      (dialect.unevaluated ? unevaluated.get(keyword) : undefined) ??
      (dialect.validation ? assertions.get(keyword) : undefined) ??
      annotations.get(keyword)
    if (!reader) continue
    const said = reader.read(value, context, schema)
    if (said) Object.assign(draft, said)
    else context.report(keyword, reader.expected)
  }
  if (dialect.applicator || dialect.validation) addDependencies(schema, context, draft)
  if (dialect.assertsFormat) draft.assertsFormat = true
  return draft
}

/** What a reference names; where it leads nowhere, that was reported already. */
function reference(keyword: '$ref' | '$dynamicRef', field: 'ref' | 'dynamicRef'): KeywordEntry {
  return [
    keyword,
    {
      expected: 'a URI reference',
      read: (value, context) => {
        if (!isText(value)) return undefined
        const node = context.reference(keyword, value)
        return node ? { [field]: node } : {}
      },
    },
  ]
}

const core = new Map([reference('$ref', 'ref'), reference('$dynamicRef', 'dynamicRef')])

/** @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-10 | JSON Schema Core, 10} */
const applicators = new Map([
  list('allOf'),
  list('anyOf'),
  list('oneOf'),
  one('not'),
  conditional(),
  list('prefixItems'),
  items(),
  one('contains'),
  map('properties'),
  map('patternProperties'),
  one('additionalProperties'),
  one('propertyNames'),
  map('dependentSchemas'),
])

/** @see {@link https://json-schema.org/draft/2020-12/json-schema-core#section-11 | JSON Schema Core, 11} */
const unevaluated = new Map([one('unevaluatedItems'), one('unevaluatedProperties')])

/** @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-6 | JSON Schema Validation, 6} */
const assertions = new Map<string, KeywordEntry[1]>([
  types(),
  ['enum', { expected: 'a list of values', read: readValues }],
  ['const', { expected: 'a value', read: readValues }],
  keep('minLength', 'a non-negative integer', isCount),
  keep('maxLength', 'a non-negative integer', isCount),
  keep('pattern', 'a string', isText),
  keep('minimum', 'a number', isNumber),
  keep('maximum', 'a number', isNumber),
  keep('exclusiveMinimum', 'a number', isNumber),
  keep('exclusiveMaximum', 'a number', isNumber),
  keep('multipleOf', 'a number above 0', isPositive),
  keep('minContains', 'a non-negative integer', isCount),
  keep('maxContains', 'a non-negative integer', isCount),
  keep('minItems', 'a non-negative integer', isCount),
  keep('maxItems', 'a non-negative integer', isCount),
  keep('uniqueItems', 'a boolean', isFlag),
  keep('required', 'a list of names', isNames),
  keep('minProperties', 'a non-negative integer', isCount),
  keep('maxProperties', 'a non-negative integer', isCount),
  dependentRequired(),
])

/** An annotation decides about no value, so one that is malformed is passed over. */
const annotations = new Map<string, KeywordEntry[1]>([
  annotation('format', isText),
  annotation('title', isText),
  annotation('description', isText),
  annotation('deprecated', isTrue),
  annotation('readOnly', isTrue),
  annotation('writeOnly', isTrue),
  annotation('discriminator', isJsonObject),
  ['default', { expected: '', read: (value) => ({ default: value }) }],
  [
    'examples',
    { expected: '', read: (value) => (Array.isArray(value) ? { examples: value } : {}) },
  ],
  [
    'example',
    {
      expected: '',
      read: (value, _context, schema) => (schema.examples ? {} : { examples: [value] }),
    },
  ],
])

function annotation(keyword: keyof Keywords, test: (value: JsonValue) => boolean): KeywordEntry {
  return [keyword, { expected: '', read: (value) => (test(value) ? { [keyword]: value } : {}) }]
}

function isTrue(value: JsonValue): boolean {
  return value === true
}

/** An `if` counts even alone: what it evaluates is evaluated. `then` and `else` do not count without it. */
function conditional(): KeywordEntry {
  return [
    'if',
    {
      expected: 'a schema',
      read: (value, context, schema) => {
        if (!isJsonSchema(value)) return undefined
        const whenTrue = isJsonSchema(schema.then) ? context.child('then') : undefined
        const whenFalse = isJsonSchema(schema.else) ? context.child('else') : undefined
        const condition = context.child('if')
        return {
          conditional: {
            condition,
            ...(whenTrue && { whenTrue }),
            ...(whenFalse && { whenFalse }),
          },
        }
      },
    },
  ]
}

/** Before 2020-12, `items` was a list where it is `prefixItems` now, and `additionalItems` followed it. */
function items(): KeywordEntry {
  return [
    'items',
    {
      expected: 'a schema',
      read: (value, context, schema) => {
        if (isJsonSchema(value)) return { items: context.child('items') }
        if (!context.dialect.takesListOfItems) return undefined
        const prefixItems = childList('items', value, context)
        const rest = schema.additionalItems
        if (!prefixItems) return undefined
        return isJsonSchema(rest)
          ? { prefixItems, items: context.child('additionalItems') }
          : { prefixItems }
      },
    },
  ]
}

function types(): KeywordEntry {
  return [
    'type',
    {
      expected: 'a type of JSON Schema, or a list of them',
      read: (value) => {
        const named: readonly JsonValue[] = Array.isArray(value) ? value : [value]
        return named.length > 0 && named.every(isType) ? { types: named } : undefined
      },
    },
  ]
}

/** `enum` and `const` say the same kind of thing; the values are those of both. */
function readValues(
  _value: JsonValue,
  _context: KeywordContext,
  schema: JsonObject,
): Keywords | undefined {
  const { enum: listed, const: constant } = schema
  if (listed !== undefined && !Array.isArray(listed)) return undefined
  if (constant === undefined) return { values: listed ?? [] }
  const isAllowed = listed?.some((value: JsonValue) => isJsonEqual(value, constant)) ?? true
  return { values: isAllowed ? [constant] : [] }
}

function dependentRequired(): KeywordEntry {
  return [
    'dependentRequired',
    {
      expected: 'lists of names by name',
      read: (value) => {
        if (!isJsonObject(value)) return undefined
        const dependencies = new Map<string, readonly string[]>()
        for (const [name, names] of Object.entries(value)) {
          if (!isNames(names)) return undefined
          dependencies.set(name, names)
        }
        return dependencies.size > 0 ? { dependentRequired: dependencies } : {}
      },
    },
  ]
}

/** `dependencies` of earlier drafts, which 2020-12 asks authors not to redefine. */
function addDependencies(schema: JsonObject, context: KeywordContext, draft: Draft): void {
  if (!isJsonObject(schema.dependencies)) return
  const names = new Map(draft.dependentRequired)
  const schemas = new Map<string, SchemaModel>(draft.dependentSchemas)
  for (const [name, dependency] of Object.entries(schema.dependencies)) {
    if (isNames(dependency)) {
      if (!names.has(name)) names.set(name, dependency)
    } else if (isJsonSchema(dependency) && !schemas.has(name)) {
      schemas.set(name, context.child('dependencies', name))
    }
  }
  if (names.size > 0) draft.dependentRequired = names
  if (schemas.size > 0) draft.dependentSchemas = schemas
}
