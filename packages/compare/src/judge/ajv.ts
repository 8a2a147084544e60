import type { JsonObject, JsonValue } from '@concordat/core'
import { idnEmail, idnHostname, iri, iriReference } from '@concordat/schema'
import { Ajv2020, type Format, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import * as z from 'zod'
import type { Content } from '../schema/cell.ts'
import { isOfContent } from '../schema/content.ts'

// ajv-formats is CommonJS: under Node's ESM the function is the default export's own default.
const addFormats = ajvFormats.default

/** Formats that ajv-formats adds beside those that a registry knows. @see OpenAPI's registry of formats */
const unregistered = ['url', 'iso-time', 'iso-date-time', 'json-pointer-uri-fragment']

/** @see {@link https://www.rfc-editor.org/rfc/rfc9562#section-4 | RFC 9562, section 4}: a URN that holds a UUID is no UUID. */
export const uuidPattern =
  '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'

/** Says what the text of a string stands for, which JSON Schema leaves to its readers. */
export const contentKeyword = 'concordat-content'

/** Formats of JSON Schema that ajv-formats leaves out. */
const international = {
  iri: z.string().check(iri()),
  'iri-reference': z.string().check(iriReference()),
  'idn-email': z.string().check(idnEmail()),
  'idn-hostname': z.string().check(idnHostname()),
}

/** Makes the full validator: 2020-12, formats asserted, names of formats that nobody defined passed over. */
export function createAjv(unicodeRegExp: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    validateFormats: true,
    unicodeRegExp,
    logger: false,
    addUsedSchema: false,
  })
  addFormats(ajv)
  for (const name of unregistered) ajv.addFormat(name, true)
  for (const [name, schema] of Object.entries(international)) {
    ajv.addFormat(name, (text: string) => schema.safeParse(text).success)
  }
  ajv.addFormat('uuid', new RegExp(uuidPattern))
  ajv.addFormat('decimal', /^[+-]?\d+(\.\d+)?$/)
  ajv.addKeyword({
    keyword: contentKeyword,
    type: 'string',
    validate: (content: Content, text: string) => isOfContent(content, text),
  })
  return ajv
}

/** Compiles a schema, if need be as patterns were before Unicode; `undefined` where no validator can read it. */
export function compileSchema(schema: JsonObject): ValidateFunction | undefined {
  for (const unicodeRegExp of [true, false]) {
    try {
      return createAjv(unicodeRegExp).compile(schema)
    } catch {
      // A pattern that is legal only without the `u` flag, such as `[\w-.]`, or a schema that nobody can read.
    }
  }
  return undefined
}

/** What a format accepts, among values of one type. */
export interface FormatCheck {
  readonly type: 'string' | 'number'
  accepts(value: JsonValue): boolean
}

const checks = new Map<string, FormatCheck | undefined>()
let formats: Readonly<Record<string, Format | undefined>> | undefined

/** What the validator knows of a format; `undefined` where it says nothing. */
export function formatOf(name: string): FormatCheck | undefined {
  if (!checks.has(name)) {
    formats ??= createAjv(true).formats
    checks.set(name, Object.hasOwn(formats, name) ? checkOf(formats[name]) : undefined)
  }
  return checks.get(name)
}

function checkOf(format: Format | undefined): FormatCheck | undefined {
  if (format === undefined || typeof format === 'boolean') return undefined
  const isDefinition = typeof format === 'object' && !(format instanceof RegExp)
  const type = isDefinition && format.type === 'number' ? 'number' : 'string'
  const test: unknown = isDefinition ? format.validate : format
  return {
    type,
    accepts: (value) => {
      const isOfType = type === 'number' ? typeof value === 'number' : typeof value === 'string'
      if (!isOfType) return true
      if (typeof test === 'string') return new RegExp(test, 'u').test(String(value))
      if (test instanceof RegExp) return test.test(String(value))
      return typeof test === 'function' ? Boolean(Reflect.apply(test, undefined, [value])) : true
    },
  }
}
