import { isJsonObject, type JsonSchema, type JsonValue } from '@concordat/core'
import { isNames, KeywordValues } from './keyword-values.ts'
import type { ConditionalModel, SchemaModel } from './schema-model.ts'
import { isJsonSchema } from './schema-position.ts'
import type { Dialect } from './vocabulary.ts'

/** What reading the keywords of a schema needs to know of the rest. */
export interface KeywordContext {
  readonly dialect: Dialect
  /** The node of a subschema, by the tokens that lead to it. */
  child(...tokens: readonly (string | number)[]): SchemaModel
  reference(keyword: '$ref' | '$dynamicRef', reference: string): SchemaModel | undefined
  report(keyword: string, expected: string): void
}

type Keywords = Omit<SchemaModel, 'kind' | 'id' | 'uri' | 'pointer' | 'source'>
type Draft = { -readonly [Key in keyof Keywords]: Keywords[Key] | undefined }

/** Reads the keywords that a schema's dialect knows. */
export function readKeywords(schema: JsonSchema, context: KeywordContext): Keywords {
  if (typeof schema === 'boolean') return { always: schema }
  const values = new KeywordValues(schema, (keyword, expected) => context.report(keyword, expected))
  const draft: Draft = {
    ...readReferences(values, context),
    ...(context.dialect.applicator && readApplicators(values, context)),
    ...(context.dialect.unevaluated && readUnevaluated(values, context)),
    ...(context.dialect.validation && readAssertions(values, context)),
    ...readAnnotations(values),
  }
  if (context.dialect.assertsFormat) draft.assertsFormat = true
  return withoutUndefined(draft)
}

function readReferences(values: KeywordValues, context: KeywordContext): Draft {
  const ref = values.text('$ref')
  const dynamicRef = values.text('$dynamicRef')
  return {
    ref: ref === undefined ? undefined : context.reference('$ref', ref),
    dynamicRef: dynamicRef === undefined ? undefined : context.reference('$dynamicRef', dynamicRef),
  }
}

function readApplicators(values: KeywordValues, context: KeywordContext): Draft {
  const one = (keyword: string) =>
    values.schema(keyword) === undefined ? undefined : context.child(keyword)
  const list = (keyword: string) => {
    const length = values.schemas(keyword)
    return length === undefined
      ? undefined
      : Array.from({ length }, (_, index) => context.child(keyword, index))
  }
  const map = (keyword: string) => {
    const names = values.schemasByName(keyword)
    return names && new Map(names.map((name) => [name, context.child(keyword, name)]))
  }
  return {
    allOf: list('allOf'),
    anyOf: list('anyOf'),
    oneOf: list('oneOf'),
    not: one('not'),
    conditional: readConditional(one('if'), one('then'), one('else')),
    ...readItems(values, one, list, context.dialect),
    contains: one('contains'),
    properties: map('properties'),
    patternProperties: map('patternProperties'),
    additionalProperties: one('additionalProperties'),
    propertyNames: one('propertyNames'),
    dependentSchemas: merge(map('dependentSchemas'), readDependencies(values, context).schemas),
  }
}

/** Before 2020-12, `items` was a list where it is `prefixItems` now, and `additionalItems` followed it. */
function readItems(
  values: KeywordValues,
  one: (keyword: string) => SchemaModel | undefined,
  list: (keyword: string) => SchemaModel[] | undefined,
  dialect: Dialect,
): Pick<Draft, 'items' | 'prefixItems'> {
  if (dialect.takesListOfItems && Array.isArray(values.raw('items'))) {
    return { prefixItems: list('items'), items: one('additionalItems') }
  }
  return { prefixItems: list('prefixItems'), items: one('items') }
}

/** An `if` counts even alone: what it evaluates is evaluated. */
function readConditional(
  condition: SchemaModel | undefined,
  whenTrue: SchemaModel | undefined,
  whenFalse: SchemaModel | undefined,
): ConditionalModel | undefined {
  if (!condition) return undefined
  return { condition, ...(whenTrue && { whenTrue }), ...(whenFalse && { whenFalse }) }
}

/** `dependencies` of earlier drafts, which 2020-12 asks authors not to redefine. */
function readDependencies(values: KeywordValues, context: KeywordContext) {
  const schemas = new Map<string, SchemaModel>()
  const names = new Map<string, readonly string[]>()
  const raw = values.raw('dependencies')
  for (const [name, dependency] of Object.entries(isJsonObject(raw) ? raw : {})) {
    if (isNames(dependency)) names.set(name, dependency)
    else if (isJsonSchema(dependency)) schemas.set(name, context.child('dependencies', name))
  }
  return { schemas, names }
}

function merge<T>(
  own: ReadonlyMap<string, T> | undefined,
  more: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> | undefined {
  return more.size === 0 ? own : new Map([...more, ...(own ?? [])])
}

function readUnevaluated(values: KeywordValues, context: KeywordContext): Draft {
  const one = (keyword: string) =>
    values.schema(keyword) === undefined ? undefined : context.child(keyword)
  return {
    unevaluatedItems: one('unevaluatedItems'),
    unevaluatedProperties: one('unevaluatedProperties'),
  }
}

function readAssertions(values: KeywordValues, context: KeywordContext): Draft {
  const dependentRequired = values.namesByName('dependentRequired')
  return {
    types: values.types('type'),
    values: readValues(values),
    minLength: values.count('minLength'),
    maxLength: values.count('maxLength'),
    pattern: values.text('pattern'),
    minimum: values.number('minimum'),
    maximum: values.number('maximum'),
    exclusiveMinimum: values.number('exclusiveMinimum'),
    exclusiveMaximum: values.number('exclusiveMaximum'),
    multipleOf: values.positive('multipleOf'),
    minContains: values.count('minContains'),
    maxContains: values.count('maxContains'),
    minItems: values.count('minItems'),
    maxItems: values.count('maxItems'),
    uniqueItems: values.flag('uniqueItems'),
    required: values.names('required'),
    minProperties: values.count('minProperties'),
    maxProperties: values.count('maxProperties'),
    dependentRequired: merge(
      dependentRequired && new Map(dependentRequired),
      readDependencies(values, context).names,
    ),
  }
}

function readValues(values: KeywordValues): readonly JsonValue[] | undefined {
  const enumerated = values.values('enum')
  const constant = values.raw('const')
  if (constant === undefined) return enumerated
  const own = enumerated?.some((value) => isSame(value, constant)) ?? true
  return own ? [constant] : []
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  )
}

function readAnnotations(values: KeywordValues): Draft {
  const examples = values.raw('examples')
  const example = values.raw('example')
  const discriminator = values.raw('discriminator')
  const text = (keyword: string) => {
    const value = values.raw(keyword)
    return typeof value === 'string' ? value : undefined
  }
  const flag = (keyword: string) => (values.raw(keyword) === true ? true : undefined)
  return {
    format: text('format'),
    title: text('title'),
    description: text('description'),
    deprecated: flag('deprecated'),
    readOnly: flag('readOnly'),
    writeOnly: flag('writeOnly'),
    default: values.raw('default'),
    examples: Array.isArray(examples) ? examples : example === undefined ? undefined : [example],
    discriminator: isJsonObject(discriminator) ? discriminator : undefined,
  }
}

function withoutUndefined(draft: Draft): Keywords {
  const kept = Object.entries(draft).filter(([, value]) => value !== undefined)
  // `Object.fromEntries` forgets the names; they are those of the draft.
  return Object.fromEntries(kept) as Keywords
}
