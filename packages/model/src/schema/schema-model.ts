import type { JsonObject, JsonPointer, JsonSchema, JsonValue } from '@concordat/core'

/** The types of JSON Schema; `integer` is a part of `number`. */
export type JsonType = 'null' | 'boolean' | 'number' | 'integer' | 'string' | 'array' | 'object'

/**
 * A JSON Schema (2020-12) whose references are resolved to other nodes: a graph that may have circles. A node stands
 * for one place in one document, and, where `$dynamicRef` is used, for one dynamic scope. Keywords that the schema's
 * dialect does not define are absent.
 */
export interface SchemaModel {
  readonly kind: 'schema'
  /** Unique within its reader, in the order of discovery. */
  readonly id: number
  /** URI of the document that it stands in. */
  readonly uri: string
  readonly pointer: JsonPointer
  /** As written. */
  readonly source: JsonSchema
  /** It stands for the schema without the choices that include it: see `breakCircles`. */
  readonly isBase?: boolean
  /** For the schemas `true` and `false`. */
  readonly always?: boolean

  readonly types?: readonly JsonType[]
  /** Values of `enum`, or the one of `const`, or those of both. */
  readonly values?: readonly JsonValue[]
  readonly format?: string
  /** Whether `format` must be asserted because the dialect says so. */
  readonly assertsFormat?: boolean

  readonly ref?: SchemaModel
  readonly dynamicRef?: SchemaModel
  readonly allOf?: readonly SchemaModel[]
  readonly anyOf?: readonly SchemaModel[]
  readonly oneOf?: readonly SchemaModel[]
  readonly not?: SchemaModel
  /** `if`, with `then` and `else`. */
  readonly conditional?: ConditionalModel

  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string

  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number

  readonly prefixItems?: readonly SchemaModel[]
  readonly items?: SchemaModel
  readonly contains?: SchemaModel
  readonly minContains?: number
  readonly maxContains?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly unevaluatedItems?: SchemaModel

  readonly properties?: ReadonlyMap<string, SchemaModel>
  readonly required?: readonly string[]
  readonly patternProperties?: ReadonlyMap<string, SchemaModel>
  readonly additionalProperties?: SchemaModel
  readonly propertyNames?: SchemaModel
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>
  readonly dependentSchemas?: ReadonlyMap<string, SchemaModel>
  readonly unevaluatedProperties?: SchemaModel

  readonly title?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly readOnly?: boolean
  readonly writeOnly?: boolean
  readonly default?: JsonValue
  readonly examples?: readonly JsonValue[]
  /** OpenAPI's; it says nothing in JSON Schema. See `chooseByDiscriminator`. */
  readonly discriminator?: JsonObject
}

/** A choice between two schemas, made by a third. */
export interface ConditionalModel {
  readonly condition: SchemaModel
  readonly whenTrue?: SchemaModel
  readonly whenFalse?: SchemaModel
}
