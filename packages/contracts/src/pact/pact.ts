import type { JsonObject, JsonPointer, JsonValue } from '@concordat/core'

/** A Pact file as it is read: versions 2, 3 and 4 in one shape. @see https://github.com/pact-foundation/pact-specification */
export interface Pact {
  /** Path or URL, as it was given. */
  readonly location: string
  readonly consumer: string
  readonly provider: string
  readonly specification: 'V2' | 'V3' | 'V4'
  /** HTTP interactions, in the order of the file. */
  readonly interactions: readonly Interaction[]
  /** Interactions of other kinds, such as messages. */
  readonly notRead: readonly NotReadInteraction[]
}

/** An interaction that is no request with an answer. */
export interface NotReadInteraction {
  readonly pointer: JsonPointer
  readonly description: string
  /** As the file says it, for example `Asynchronous/Messages`. */
  readonly type: string
}

/** A request, and what its consumer expects as the answer. */
export interface Interaction {
  /** Where it stands in the file. */
  readonly pointer: JsonPointer
  readonly description: string
  /** Whether a failure is not yet to fail the provider. */
  readonly pending: boolean
  readonly states: readonly PactState[]
  readonly request: PactRequest
  readonly response: PactResponse
  /** Free members that tools keep, as they stand. */
  readonly comments: JsonObject
}

/** What the provider has to be like. */
export interface PactState {
  readonly name: string
  readonly params: JsonObject
}

/** Names with their values; of headers, in the file's spelling. */
export type PactFields = readonly (readonly [name: string, values: readonly string[]])[]

export interface PactRequest {
  /** In upper case. */
  readonly method: string
  readonly path: string
  readonly query: PactFields
  readonly headers: PactFields
  readonly body?: PactBody
  /** Values that a provider state gives, by category and place. */
  readonly generators: readonly StateGenerator[]
}

/** A value that is taken from what a provider state answered: `/orders/${id}`. */
export interface StateGenerator {
  readonly category: 'path' | 'query' | 'header' | 'body'
  /** Empty for the path. */
  readonly place: RulePath
  readonly expression: string
}

export interface PactResponse {
  readonly status: number
  readonly headers: PactFields
  readonly body?: PactBody
  readonly rules: ResponseRules
}

/** A body that is compared; a file without one leaves the body open. */
export interface PactBody {
  /** As the file says it, or as its headers do. */
  readonly mediaType?: string
  readonly content:
    | { readonly kind: 'json'; readonly value: JsonValue }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'bytes'; readonly base64: string }
}

/** Rules for an answer. */
export interface ResponseRules {
  readonly status?: RuleList
  /** By name, in lower case. */
  readonly headers: ReadonlyMap<string, RuleList>
  readonly body: readonly PlacedRule[]
}

/** A rule, and the places of a body that it is for. */
export interface PlacedRule {
  readonly path: RulePath
  readonly rule: RuleList
}

/** Steps from the root of a value. */
export type RulePath = readonly RuleStep[]

export type RuleStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'any' }

/** Matchers for one value: all of them have to match, or one. */
export interface RuleList {
  readonly combine: 'AND' | 'OR'
  readonly matchers: readonly Matcher[]
}

/** What a value has to be like. */
export type Matcher =
  | { readonly match: 'type'; readonly min?: number; readonly max?: number }
  | { readonly match: 'regex'; readonly regex: string }
  | { readonly match: 'include'; readonly value: string }
  | { readonly match: 'date' | 'time' | 'datetime'; readonly format?: string }
  | { readonly match: 'contentType'; readonly value: string }
  | { readonly match: 'statusCode'; readonly status: string | readonly number[] }
  | { readonly match: 'arrayContains'; readonly variants: readonly ArrayVariant[] }
  | { readonly match: 'eachKey' | 'eachValue'; readonly matchers: readonly Matcher[] }
  | {
      readonly match:
        | 'equality'
        | 'integer'
        | 'decimal'
        | 'number'
        | 'boolean'
        | 'null'
        | 'notEmpty'
        | 'semver'
    }
  | { readonly match: 'values' }

/** An item that a list has to contain: the item of the example at an index, by rules of its own. */
export interface ArrayVariant {
  readonly index: number
  readonly rules: readonly PlacedRule[]
}
