import type { JsonValue } from '@concordat/core'
import type { z } from 'zod'
import type { ApiName } from '../api-name.ts'
import type { World } from '../world.ts'

/**
 * A named situation that contract tests can ask for, in the sense of Pact: setting it up puts what it needs into
 * the store and answers with the ids and tokens to use.
 */
export interface ProviderState {
  readonly name: string
  /** The API that it prepares; absent when it prepares several. */
  readonly api?: ApiName
  readonly description: string
  /** What a caller may choose. Everything has a default, and every id, token and time can be given. */
  readonly params: z.ZodType
  /** The documented answers that can be had once it is set up. */
  readonly enables: readonly EnabledAnswer[]
  /** Takes parameters as a caller sent them. @throws z.ZodError when they break {@link params}, {@link StateRefused} when they fit no situation. */
  setUp(world: World, params: unknown): Promise<StateOutcome>
}

/** A documented answer that a state makes possible. */
export interface EnabledAnswer {
  readonly operationId: string
  /** A status as the document lists it. */
  readonly status: number | 'default'
  /** What differs from the operation's plain request; nothing, when absent. */
  readonly change?: RequestChange | ((outcome: StateOutcome) => RequestChange)
}

/** What setting up a state brought about. */
export interface StateOutcome {
  /** A working credential by security scheme, as the scheme's name stands in the document. */
  readonly credentials: Readonly<Record<string, string>>
  /** Values for path, query and body under the names that the document gives them, and what else was made. */
  readonly params: Readonly<Record<string, JsonValue>>
}

/** How a request departs from the plain one. */
export interface RequestChange {
  readonly method?: string
  /** Other values for path parameters. */
  readonly path?: Readonly<Record<string, string>>
  /** The query, without its question mark. */
  readonly query?: string
  /** Headers to add, or to leave out where null. */
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: BodyChange
}

/** Another body: a JSON value, text as it is, or bytes of no meaning, that many. */
export type BodyChange =
  | { readonly json: JsonValue }
  | { readonly text: string }
  | { readonly bytes: number }

/** Parameters that are well formed, but describe no possible situation. */
export class StateRefused extends Error {
  override readonly name = 'StateRefused'
}

/** Defines a state whose parameters are read by a schema. */
export function defineState<Schema extends z.ZodType>(state: {
  readonly name: string
  readonly api?: ApiName
  readonly description: string
  readonly params: Schema
  readonly enables: readonly EnabledAnswer[]
  setUp(world: World, params: z.output<Schema>): Promise<StateOutcome>
}): ProviderState {
  return {
    ...state,
    setUp: async (world, params) => state.setUp(world, state.params.parse(params)),
  }
}
