import type { Shape } from './shape.ts'

/** The serialisation styles of parameters. @see OpenAPI 3.1, 4.8.12.3 */
export type Style =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'

/** Where a parameter travels. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie'

/** One parameter as client, server and verifier need it. Absent members have the defaults of OpenAPI 3.1, 4.8.12.2. */
export interface ParameterDescriptor {
  readonly name: string
  readonly in: ParameterLocation
  readonly required?: true
  /** Default: `form` in query and cookie, `simple` in path and header. */
  readonly style?: Style
  /** Default: true for `form`, false for every other style. */
  readonly explode?: boolean
  readonly allowReserved?: true
  readonly allowEmptyValue?: true
  /** Set for parameters said by `content`: the media type that serialises the whole value. */
  readonly content?: string
  /** Default: `'string'`. */
  readonly shape?: Shape
  /** The schema's `default`: what a server hands to its handler when the parameter is left out. */
  readonly default?: unknown
}

/** One property's entry in the `encoding` of a form body. @see OpenAPI 3.1, 4.8.15 */
export interface EncodingDescriptor {
  readonly contentType?: string
  readonly style?: Style
  readonly explode?: boolean
  readonly allowReserved?: true
  readonly headers?: Readonly<Record<string, HeaderDescriptor>>
}

/** One media type of a body. */
export interface MediaTypeDescriptor {
  /** For text that must become values again: form bodies, and text bodies that are not strings. Absent for JSON. */
  readonly shape?: Shape
  /** The whole body is bytes. */
  readonly binary?: true
  /** The whole body is a string whose parts no schema of JSON can judge, such as rows in CSV. */
  readonly text?: true
  /** A sequence (NDJSON, JSON sequence) whose schema describes one item; without it the schema describes the array. */
  readonly perItem?: true
  /**
   * An event stream, and what of an event is an item: the object of its `fields`, or its data, as `text` or as the value
   * of its `json`. Data that is no JSON is text, for the validator to judge.
   */
  readonly events?: 'fields' | 'text' | 'json'
  /** A request may hold properties that are `readOnly`: what is sent of them is dropped before a handler sees it. */
  readonly drops?: true
  /** For `multipart/*` and urlencoded bodies, by property. */
  readonly encoding?: Readonly<Record<string, EncodingDescriptor>>
  /** Media types of the parts of a multipart list: of the first ones (null: by the part's value), and of all others. */
  readonly partTypes?: { readonly prefix?: readonly (string | null)[]; readonly item?: string }
  /** Top-level properties of a multipart body that are files (binary parts). */
  readonly files?: readonly string[]
}

/** A response header. Style is always `simple`. */
export interface HeaderDescriptor {
  readonly required?: true
  readonly explode?: boolean
  readonly content?: string
  readonly shape?: Shape
}

/** The body of a request; keys are media types or ranges as the document writes them. */
export interface RequestBodyDescriptor {
  readonly required?: true
  readonly content: Readonly<Record<string, MediaTypeDescriptor>>
}

/** One documented response. Without `content` the response promises no body. */
export interface ResponseDescriptor {
  readonly headers?: Readonly<Record<string, HeaderDescriptor>>
  readonly content?: Readonly<Record<string, MediaTypeDescriptor>>
}

/** Scheme names that together satisfy one alternative, with the scopes each needs. An empty object: no credential needed. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>

/** Offset or cursor pagination, as `x-pagination` says it. */
export type PaginationDescriptor = OffsetPagination | CursorPagination

export interface OffsetPagination {
  readonly style: 'offset'
  /** Name of the query parameter that bounds a page. */
  readonly limit: string
  /** Name of the query parameter that skips items. */
  readonly offset: string
  /** Response property that holds the page's items; absent when the body is the array. */
  readonly items?: string
  /** Response property that holds the number of all items, when there is one. */
  readonly total?: string
}

export interface CursorPagination {
  readonly style: 'cursor'
  readonly cursor: string
  readonly limit?: string
  readonly items?: string
  /** Response property that holds the next page's cursor. */
  readonly next: string
}

/** HTTP methods that OpenAPI names, and any other that a document adds. */
export type HttpMethod =
  | 'GET'
  | 'PUT'
  | 'POST'
  | 'DELETE'
  | 'OPTIONS'
  | 'HEAD'
  | 'PATCH'
  | 'TRACE'
  | 'QUERY'
  // Other texts, beside which editors still name these.
  | (string & Record<never, never>)

/** Everything client and server need of one operation at run time. Plain data, printed by the generator. */
export interface OperationDescriptor {
  readonly operationId: string
  readonly method: HttpMethod
  /** Path template, for example `/user/{id}/sessions`. */
  readonly path: string
  readonly parameters?: readonly ParameterDescriptor[]
  readonly body?: RequestBodyDescriptor
  /** Keys: `'200'`, `'2XX'` or `'default'`. */
  readonly responses: Readonly<Record<string, ResponseDescriptor>>
  /** Alternatives, in document order. Absent: the operation needs no credential. */
  readonly security?: readonly SecurityRequirement[]
  /** Base URLs of the operation's own `servers`, variables at their defaults; the first is used unless the client was given a base URL. */
  readonly servers?: readonly string[]
  /** Said by `x-idempotent`, for methods that HTTP does not call idempotent. */
  readonly idempotent?: true
  readonly pagination?: PaginationDescriptor
}

/** One entry of `servers`. @see OpenAPI 3.1, 4.8.5 */
export interface ServerDescriptor {
  /** May hold variables in braces. */
  readonly url: string
  readonly variables?: Readonly<
    Record<string, { readonly default: string; readonly enum?: readonly string[] }>
  >
}

/** A security scheme. @see OpenAPI 3.1, 4.8.27 */
export type SecuritySchemeDescriptor =
  | { readonly type: 'http'; readonly scheme: string; readonly bearerFormat?: string }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly name: string }
  | { readonly type: 'oauth2'; readonly flows: Readonly<Record<string, OAuthFlowDescriptor>> }
  | { readonly type: 'openIdConnect'; readonly openIdConnectUrl: string }
  | { readonly type: 'mutualTLS' }

/** One OAuth 2 flow; the key beside it is OpenAPI's name, for example `clientCredentials`. */
export interface OAuthFlowDescriptor {
  readonly tokenUrl?: string
  readonly authorizationUrl?: string
  readonly refreshUrl?: string
  readonly scopes: Readonly<Record<string, string>>
}

/** The part of Zod's interface that run times rely on; wire itself does not import Zod. */
export interface Validator {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly ValidatorIssue[] } }
}

/** What a {@link Validator} says of a refused value. */
export interface ValidatorIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly code?: string | undefined
}

/**
 * A {@link Validator} as generated tables hold it. No more is said of it, because the compiler would work out what each
 * schema gives only to compare that with `unknown`. {@link validatorsOf} hands it out as what it is.
 */
export interface ValidatorShape {
  readonly safeParse: object
}

/** Validators of one operation, as the generator prints them. Header names are in lower case. */
export interface OperationValidators<One extends ValidatorShape = ValidatorShape> {
  readonly request: {
    readonly path?: One
    readonly query?: One
    readonly header?: One
    readonly cookie?: One
    readonly body?: Readonly<Record<string, One>>
  }
  readonly responses: Readonly<
    Record<string, { readonly headers?: One; readonly content?: Readonly<Record<string, One>> }>
  >
}
