import type { JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { isValid } from '../schema/evaluate.ts'
import { asText, readingsOf } from '../schema/text/readings.ts'
import { compileSchema } from './ajv.ts'
import { jsonSchemaOf } from './json-schema-of.ts'

/** The full validator, which has the last word on every witness. Schemas are compiled when they are first asked for. */
export class Judge {
  readonly #compiled = new Map<SchemaModel, ValidateFunction | undefined>()

  /** Whether a value meets a schema; `undefined` where no validator can read the schema, or judge the value. */
  accepts(schema: SchemaModel, value: JsonValue): boolean | undefined {
    const validate = this.#validator(schema)
    return validate && judged(validate, value)
  }

  /** As {@link accepts}, for a value whose scalars travel as text. */
  acceptsText(schema: SchemaModel, value: JsonValue): boolean | undefined {
    const validate = this.#validator(schema)
    if (!validate) return undefined
    const sent = asText(value)
    if (typeof sent === 'string')
      return readingsOf(sent).some((reading) => judged(validate, reading) === true)
    // A list or an object of texts can be read in more ways than can be tried one by one.
    return isValid(schema, sent, { isText: true })
  }

  #validator(schema: SchemaModel): ValidateFunction | undefined {
    if (!this.#compiled.has(schema)) {
      this.#compiled.set(schema, compileSchema(jsonSchemaOf(schema)))
    }
    return this.#compiled.get(schema)
  }
}

/** The code that ajv writes can itself fail, for example for a `oneOf` beside `not: true` within `dependentSchemas`. */
function judged(validate: ValidateFunction, value: JsonValue): boolean | undefined {
  try {
    return validate(value)
  } catch {
    return undefined
  }
}
