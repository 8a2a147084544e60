import type { JsonObject, JsonPointer, JsonValue } from '@concordat/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/** Says what is wrong with a value by the schema at a place; nothing, if it is valid. */
export type SchemaJudge = (schema: JsonPointer, value: JsonValue) => string[]

/**
 * Makes the judge of a document: a full JSON Schema validator (2020-12) with formats on, in strict
 * mode, so that a misspelt keyword or an unknown format is an error.
 */
export function schemaJudge(document: JsonObject): SchemaJudge {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: true,
    allErrors: true,
  })
  // Ajv takes the whole document for a schema, so the document's own members must pass for keywords.
  ajv.addVocabulary(['x-provenance', 'x-source', ...Object.keys(document)])
  formats.default(ajv)
  ajv.addSchema(document, 'document')
  return (schema, value) => {
    const check = ajv.compile({ $ref: `document#${encodeURI(schema)}` })
    if (check(value)) return []
    return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
}
