import {
  escapeToken,
  isJsonObject,
  isMultipleOf,
  type JsonObject,
  type JsonPointer,
  joinPointer,
  splitPointer,
  valueAt,
} from '@concordat/core'
import { safePattern, toUnicodeSource } from '@concordat/schema/pattern'
import {
  Ajv2020,
  type AnySchemaObject,
  type ErrorObject,
  type FuncKeywordDefinition,
  type Options,
  type ValidateFunction,
} from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { condenseIssues } from './condense-issues.ts'
import { type Direction, directDocument } from './directed-document.ts'
import { discriminatedDocument, discriminatorKeyword } from './discriminator.ts'
import { openCircles, placeOfBase } from './open-circles.ts'
import type { SchemaIssue } from './schema-issue.ts'

/** Judges values by the schemas of one document; every schema is compiled once. */
export interface SchemaJudge {
  /** What is wrong with a value, in the order a person wants to read it; empty when nothing is. */
  issues(pointer: JsonPointer, value: unknown, direction: Direction): readonly SchemaIssue[]
  accepts(pointer: JsonPointer, value: unknown, direction: Direction): boolean
}

const root = 'concordat:document'
// ajv-formats is CommonJS: under Node's ESM the function is the default export's own default.
const addFormats = ajvFormats.default

/** Makes the judge of a document, with formats asserted. @see JSON Schema 2020-12 */
export function createSchemaJudge(document: JsonObject): SchemaJudge {
  const engines = new Map<Direction, Engine>()
  const engine = (direction: Direction): Engine => {
    const existing = engines.get(direction)
    if (existing) return existing
    const created = createEngine(
      openCircles(directDocument(discriminatedDocument(document), direction)),
    )
    engines.set(direction, created)
    return created
  }
  return {
    issues: (pointer, value, direction) => engine(direction).issues(pointer, value),
    accepts: (pointer, value, direction) => holds(engine(direction).validator(pointer), value),
  }
}

interface Engine {
  validator(pointer: JsonPointer): ValidateFunction
  issues(pointer: JsonPointer, value: unknown): readonly SchemaIssue[]
}

function createEngine(document: JsonObject): Engine {
  const compiled = new Map<JsonPointer, ValidateFunction>()
  const ajv = createAjv(document, true)
  let places: ReadonlyMap<object, JsonPointer> | undefined
  let lenient: Ajv2020 | undefined
  const validator = (pointer: JsonPointer): ValidateFunction => {
    const existing = compiled.get(pointer)
    if (existing) return existing
    const schema = { $ref: `${root}#${encodePointer(pointer)}` }
    let created: ValidateFunction
    try {
      created = ajv.compile(schema)
    } catch {
      // A pattern that is legal in ECMA-262 only without the `u` flag, such as `[\w-.]`.
      lenient ??= createAjv(document, false)
      created = compileOrAccept(lenient, schema)
    }
    compiled.set(pointer, created)
    return created
  }
  const told = (pointer: JsonPointer, value: unknown): readonly SchemaIssue[] => {
    const validate = validator(pointer)
    if (holds(validate, value)) return []
    places ??= placesOf(document)
    const known = places
    return (validate.errors ?? []).map((error) => issueOf(error, pointer, known))
  }
  return {
    validator,
    issues: (pointer, value) =>
      condenseIssues(document, told(pointer, value), value, { judge: told }),
  }
}

/**
 * Whether a value is an instance. A schema whose judgement has no end or ends in a fault of ajv's own code (a
 * `ReferenceError`, for a `oneOf` beside `not: true` within `dependentSchemas`), or a value too deep for it, breaks
 * nothing.
 */
function holds(validate: ValidateFunction, value: unknown): boolean {
  try {
    return validate(value)
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) return true
    throw error
  }
}

function compileOrAccept(ajv: Ajv2020, schema: AnySchemaObject): ValidateFunction {
  try {
    return ajv.compile(schema)
  } catch {
    // A schema that no validator can read cannot be broken; reading the document reports it.
    return ajv.compile(true)
  }
}

/**
 * A pattern as the judge runs it: answers come from outside, and none of them may keep it busy for long. One that could
 * is not judged, as the generated validators leave it out.
 */
const safeRegExp: NonNullable<NonNullable<Options['code']>['regExp']> = Object.assign(
  (source: string, flags: string) => {
    const unicode = toUnicodeSource(source)
    const pattern =
      unicode === undefined ? new RegExp(source, flags) : (safePattern(unicode) ?? anyText)
    // ajv takes patterns of one text for one pattern.
    return { test: (text: string) => pattern.test(text), toString: () => source }
  },
  // What ajv would print into code of its own, were it asked for that.
  { code: 'new RegExp' },
)

const anyText = { test: () => true }

/** @see {@link https://spec.openapis.org/registry/format | OpenAPI's registry of formats} */
const unregisteredFormats = ['url', 'iso-time', 'iso-date-time', 'json-pointer-uri-fragment']

function createAjv(document: JsonObject, unicodeRegExp: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // Errors then hold the schema object, and with it the place in the document.
    verbose: true,
    validateSchema: false,
    validateFormats: true,
    unicodeRegExp,
    code: { regExp: safeRegExp },
    logger: false,
    addUsedSchema: false,
  })
  addFormats(ajv)
  // Formats that no registry knows mean what their authors mean by them.
  for (const name of unregisteredFormats) ajv.addFormat(name, true)
  ajv.addFormat('decimal', /^[+-]?\d+(\.\d+)?$/)
  ajv.addKeyword(discriminatorKeyword)
  // ajv divides doubles, by which 19.99 is no multiple of 0.01.
  ajv.removeKeyword('multipleOf').addKeyword(multipleOfKeyword)
  ajv.addSchema({ ...document, $id: root }, root)
  return ajv
}

const multipleOfKeyword: FuncKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  validate: (divisor: number, value: number) => isMultipleOf(value, divisor),
  error: { message: ({ schema }) => `must be multiple of ${schema}` },
}

/** A JSON pointer as a URI fragment. @see RFC 6901 section 6 */
export function encodePointer(pointer: JsonPointer): string {
  return splitPointer(pointer)
    .map((token) => `/${encodeURIComponent(escapeToken(token))}`)
    .join('')
}

/** Where every object of a document stands. */
function placesOf(document: JsonObject): ReadonlyMap<object, JsonPointer> {
  const places = new Map<object, JsonPointer>()
  const visit = (node: unknown, pointer: JsonPointer): void => {
    if (typeof node !== 'object' || node === null || places.has(node)) return
    places.set(node, pointer)
    for (const [key, value] of Object.entries(node)) visit(value, joinPointer(pointer, key))
  }
  visit(document, '')
  return places
}

function issueOf(
  error: ErrorObject,
  start: JsonPointer,
  places: ReadonlyMap<object, JsonPointer>,
): SchemaIssue {
  const { parentSchema } = error
  const found = parentSchema === undefined ? undefined : places.get(parentSchema)
  const place = found === undefined ? undefined : placeOfBase(found)
  const missing = error.params.missingProperty
  const extra = error.params.additionalProperty ?? error.params.unevaluatedProperty
  const subject = typeof extra === 'string' ? ` \`${extra}\`` : ''
  const allowed = error.params.allowedValues
  const list = Array.isArray(allowed) ? `: ${JSON.stringify(allowed)}` : ''
  return {
    keyword: error.keyword,
    at: error.instancePath + (typeof missing === 'string' ? `/${missing}` : ''),
    pointer: place === undefined ? start : joinPointer(place, error.keyword),
    message: `${error.message ?? 'is wrong'}${subject}${list}`,
    ...(typeof error.params.format === 'string' ? { format: error.params.format } : {}),
  }
}

/** The schema object that stands at a pointer, when there is one. */
export function schemaObjectAt(document: JsonObject, pointer: JsonPointer): JsonObject | undefined {
  const found = valueAt(document, pointer)
  return isJsonObject(found) ? found : undefined
}
