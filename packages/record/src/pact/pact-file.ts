import type { JsonObject, JsonValue } from '@concordat/core'

/** One matcher of a Pact file. @see https://github.com/pact-foundation/pact-specification */
export interface Matcher {
  readonly match: 'type' | 'null'
}

/** Matchers of one place. */
export interface MatcherRule {
  readonly combine: 'AND' | 'OR'
  readonly matchers: readonly Matcher[]
}

/** A body as V4 has it. */
export interface PactBody {
  readonly contentType: string
  readonly encoded: false
  readonly content: JsonValue
}

/** Rules by category and place. */
export interface MatchingRules {
  readonly body?: Readonly<Record<string, MatcherRule>>
}

/** An HTTP interaction as V4 has it. */
export interface PactInteraction {
  readonly type: 'Synchronous/HTTP'
  readonly description: string
  readonly pending: boolean
  readonly providerStates?: readonly { readonly name: string; readonly params?: JsonObject }[]
  readonly request: {
    readonly method: string
    readonly path: string
    readonly query?: Readonly<Record<string, readonly string[]>>
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body?: PactBody
    readonly matchingRules?: MatchingRules
    readonly generators?: JsonObject
  }
  readonly response: {
    readonly status: number
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body?: PactBody
    readonly matchingRules?: MatchingRules
  }
  /** What Pact does not define: it keeps it, and its tools ignore it. */
  readonly comments: { readonly concordat: JsonObject }
}
