import type { JsonObject, JsonPointer, JsonSchema } from '@concordat/core'

/**
 * The API as every later stage sees it: plain, JSON-serialisable data. References of parameters, responses, headers,
 * examples, links, request bodies, path items and security schemes are resolved; schemas keep their `$ref`s, which
 * point into {@link ApiModel.document}. Every node carries its pointer into that document.
 */
export interface ApiModel {
  readonly kind: 'api'
  /** Short name for folders and packages, for example `cumulonimbus`: kebab-case ASCII. */
  readonly name: string
  readonly title: string
  readonly version: string
  readonly summary?: string
  readonly description?: string
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string }
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string }
  readonly servers: readonly ServerModel[]
  readonly tags: readonly TagModel[]
  /** In document order. */
  readonly operations: readonly OperationModel[]
  /** Requests the API sends: `webhooks`, read like operations; `path` is the webhook's name. */
  readonly webhooks: readonly OperationModel[]
  readonly securitySchemes: readonly SecuritySchemeModel[]
  /** `components/schemas`, in document order. */
  readonly schemas: readonly ComponentSchemaModel[]
  /** The bundled document, normalised to OpenAPI 3.1: every `$ref` is internal (`#/...`). */
  readonly document: JsonObject
  /** Version that the document's author wrote, for example `3.0.3`. */
  readonly openapi: string
  /** SHA-256 of the bundled document as it is emitted, in hex. */
  readonly hash: string
}

/** Where the API is served. `url` may name variables in braces. @see https://spec.openapis.org/oas/v3.1.1#server-object */
export interface ServerModel {
  readonly kind: 'server'
  readonly pointer: JsonPointer
  readonly url: string
  readonly description?: string
  readonly variables: readonly ServerVariableModel[]
}

/** A variable of a server's URL; values are text, however they were written. @see https://spec.openapis.org/oas/v3.1.1#server-variable-object */
export interface ServerVariableModel {
  readonly name: string
  readonly default: string
  readonly enum?: readonly string[]
  readonly description?: string
}

/** A group of operations. @see https://spec.openapis.org/oas/v3.1.1#tag-object */
export interface TagModel {
  readonly name: string
  readonly description?: string
}

/** A schema where it is used: the JSON Schema (2020-12) and its place. */
export interface SchemaUse {
  readonly pointer: JsonPointer
  readonly schema: JsonSchema
}

export interface ComponentSchemaModel extends SchemaUse {
  readonly kind: 'component-schema'
  /** Key under `components/schemas`, as written. */
  readonly name: string
}

/**
 * Methods that a path item can have, in lower case; any other, of `additionalOperations`, as it is sent.
 * @see https://spec.openapis.org/oas/v3.2.0#path-item-object
 */
export type HttpMethodName =
  // Other texts, beside which editors still name these.
  | (string & Record<never, never>)
  | 'query'
  | 'get'
  | 'put'
  | 'post'
  | 'delete'
  | 'options'
  | 'head'
  | 'patch'
  | 'trace'

/** One method of one path, webhook or callback. @see https://spec.openapis.org/oas/v3.1.1#operation-object */
export interface OperationModel {
  readonly kind: 'operation'
  readonly pointer: JsonPointer
  /** As the document says it, or made from method and path; unique, a valid identifier is not promised. */
  readonly operationId: string
  readonly method: HttpMethodName
  readonly path: string
  readonly tags: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly deprecated: boolean
  readonly externalDocs?: { readonly url: string; readonly description?: string }
  /** Path item and operation parameters merged; none is a credential that OpenAPI ignores (`Accept`, `Content-Type`, `Authorization`). */
  readonly parameters: readonly ParameterModel[]
  readonly requestBody?: RequestBodyModel
  readonly responses: readonly ResponseModel[]
  /** Alternatives that apply (the operation's own, or the document's). Empty: no credential is needed. */
  readonly security: readonly SecurityRequirementModel[]
  /** Only the operation's or path item's own servers. */
  readonly servers: readonly ServerModel[]
  readonly callbacks: readonly CallbackModel[]
  /** `x-…` members, as written. */
  readonly extensions: Readonly<Record<string, unknown>>
}

/** A parameter, with the defaults of `style` and `explode` filled in. @see https://spec.openapis.org/oas/v3.1.1#parameter-object */
export interface ParameterModel {
  readonly kind: 'parameter'
  readonly pointer: JsonPointer
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly deprecated: boolean
  readonly description?: string
  readonly style:
    | 'matrix'
    | 'label'
    | 'simple'
    | 'form'
    | 'spaceDelimited'
    | 'pipeDelimited'
    | 'deepObject'
  readonly explode: boolean
  readonly allowReserved: boolean
  readonly allowEmptyValue: boolean
  /** Media type, for a parameter said by `content`. */
  readonly content?: string
  readonly schema: SchemaUse
  readonly examples: readonly ExampleModel[]
}

/** What an operation may be sent. @see https://spec.openapis.org/oas/v3.1.1#request-body-object */
export interface RequestBodyModel {
  readonly kind: 'request-body'
  readonly pointer: JsonPointer
  readonly description?: string
  readonly required: boolean
  readonly content: readonly MediaTypeModel[]
}

/** A body in one media type, or range of them. @see https://spec.openapis.org/oas/v3.1.1#media-type-object */
export interface MediaTypeModel {
  readonly kind: 'media-type'
  readonly pointer: JsonPointer
  /** As written, for example `application/json; charset=utf-8` or `image/*`. */
  readonly mediaType: string
  /** Absent: any body. */
  readonly schema?: SchemaUse
  /** The schema is that of one item of a sequence (`itemSchema`, OpenAPI 3.2), whatever its type. */
  readonly isItemSchema?: true
  /** What an item of an event stream describes: the event's fields (OpenAPI 3.2), or its data. */
  readonly eventItem?: 'fields' | 'data'
  /** Text that is JSON: a media type of text beside one of JSON with the same schema, as some frameworks write both. */
  readonly isJsonText?: true
  readonly encoding: readonly EncodingModel[]
  /** Media types of the parts of a `multipart` list, by position (`prefixEncoding`) and of all others (`itemEncoding`). */
  readonly partTypes?: PartTypes
  readonly examples: readonly ExampleModel[]
}

/** Media types of parts that have no names. @see https://spec.openapis.org/oas/v3.2.0#encoding-by-position */
export interface PartTypes {
  readonly prefix: readonly (string | undefined)[]
  readonly item?: string
}

/** How one property of a form is written. Members that the document does not say are absent. @see https://spec.openapis.org/oas/v3.1.1#encoding-object */
export interface EncodingModel {
  readonly property: string
  readonly contentType?: string
  readonly style?: ParameterModel['style']
  readonly explode?: boolean
  readonly allowReserved: boolean
  readonly headers: readonly HeaderModel[]
}

/** An answer that the document promises. @see https://spec.openapis.org/oas/v3.1.1#response-object */
export interface ResponseModel {
  readonly kind: 'response'
  readonly pointer: JsonPointer
  /** `'200'`, `'2XX'` (upper case) or `'default'`. */
  readonly status: string
  readonly description: string
  readonly headers: readonly HeaderModel[]
  readonly content: readonly MediaTypeModel[]
  readonly links: readonly LinkModel[]
  readonly extensions: Readonly<Record<string, unknown>>
}

/** A header of a response or of a part; its style is always `simple`. @see https://spec.openapis.org/oas/v3.1.1#header-object */
export interface HeaderModel {
  readonly kind: 'header'
  readonly pointer: JsonPointer
  readonly name: string
  readonly description?: string
  readonly required: boolean
  readonly deprecated: boolean
  readonly explode: boolean
  readonly content?: string
  readonly schema: SchemaUse
  readonly examples: readonly ExampleModel[]
}

/** An example whose value the document holds. @see https://spec.openapis.org/oas/v3.1.1#example-object */
export interface ExampleModel {
  readonly pointer: JsonPointer
  /** Key under `examples`; absent for `example` and for a schema's own example. */
  readonly name?: string
  readonly summary?: string
  readonly value: unknown
}

/** How an answer feeds another operation. @see https://spec.openapis.org/oas/v3.1.1#link-object */
export interface LinkModel {
  readonly kind: 'link'
  readonly pointer: JsonPointer
  readonly name: string
  readonly description?: string
  /** Target, resolved from `operationId` or `operationRef`. */
  readonly operationId: string
  /** Parameter (as written, possibly `path.id`) to a constant or a run-time expression such as `$response.body#/id`. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly requestBody?: unknown
}

/** Requests that the API sends because of an operation. @see https://spec.openapis.org/oas/v3.1.1#callback-object */
export interface CallbackModel {
  readonly kind: 'callback'
  readonly pointer: JsonPointer
  readonly name: string
  /** `path` of each is the run-time expression. */
  readonly operations: readonly OperationModel[]
}

/** Schemes that are needed together; an empty list: none is needed. */
export type SecurityRequirementModel = readonly {
  readonly scheme: string
  readonly scopes: readonly string[]
}[]

/** A kind of credential. @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
export interface SecuritySchemeModel {
  readonly kind: 'security-scheme'
  readonly pointer: JsonPointer
  /** Key under `components/securitySchemes`. */
  readonly name: string
  readonly description?: string
  readonly scheme: SecuritySchemeKind
}

/** What a credential is and where it is sent; HTTP schemes are in lower case. @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
export type SecuritySchemeKind =
  | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly name: string }
  | {
      readonly type: 'oauth2'
      readonly flows: Readonly<
        Record<
          string,
          {
            readonly tokenUrl?: string
            readonly authorizationUrl?: string
            readonly refreshUrl?: string
            readonly scopes: Readonly<Record<string, string>>
          }
        >
      >
    }
  | { readonly type: 'openIdConnect'; readonly openIdConnectUrl: string }
  | { readonly type: 'mutualTLS' }
