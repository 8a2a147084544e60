import type { ServerResponse } from 'node:http'
import type { Asked } from './asked.ts'
import type { Parameter } from './parameter.ts'
import type { Reply } from './reply.ts'
import type { Fault, Shape } from './shape.ts'

/** What a server looks at before it does what it was asked for; each server has its own order. */
export type Step = 'authenticate' | 'parameters' | 'accept' | 'find' | 'body'

/** Why a request is not done. */
export interface Refusal {
  kind:
    | 'not-found'
    | 'method'
    | 'unauthorized'
    | 'forbidden'
    | 'parameters'
    | 'not-acceptable'
    | 'media-type'
    | 'too-large'
    | 'malformed'
    | 'invalid'
    | 'conflict'
    | 'precondition'
  message: string
  faults?: Fault[]
  allow?: string[]
}

export interface Context<State> {
  readonly asked: Asked
  readonly state: State
  readonly caller: string
  path: Record<string, unknown>
  query: Record<string, unknown>
  header: Record<string, unknown>
  body: unknown
  /** Media type of the request's body, without parameters. */
  mediaType: string
  /** Media type to answer with, where the operation has several. */
  produce: string
}

export interface BodyRules {
  required: boolean
  /** Shape by media type; no shape: any bytes. */
  content: Record<string, Shape | undefined>
  mostBytes: number
}

export interface Operation<State> {
  method: string
  path: string
  parameters: Parameter[]
  body?: BodyRules
  /** Alternatives, each a set of schemes that must all be met; none: public. */
  security: string[][]
  /** Media types of a success, the preferred one first, where there is a choice. */
  produces?: string[]
  /** Whether the thing exists, may be seen by the caller, and is as the caller thinks. */
  find?: (context: Context<State>) => Refusal | Reply | undefined
  run: (context: Context<State>) => Refusal | Reply
}

/** A server as data and small functions, made anew for each start, so that a wrong server is a right one with one change. */
export interface Api<State> {
  readonly name: string
  readonly base: string
  state: State
  operations: Record<string, Operation<State>>
  order: Step[]
  /** Whom a credential names: undefined when there is none, null when it is not one of ours. */
  schemes: Record<string, (asked: Asked, state: State) => string | null | undefined>
  refuse: (refusal: Refusal, asked: Asked) => Reply
  /** Before anything else; an answer ends it. */
  before: ((asked: Asked, state: State) => Reply | undefined)[]
  /** On the way out, in order. */
  after: ((reply: Reply, asked: Asked, state: State) => Reply)[]
  /** Writes the answer itself, when it returns true. */
  write: ((response: ServerResponse, reply: Reply, asked: Asked) => boolean)[]
}

export function isRefusal(outcome: Refusal | Reply): outcome is Refusal {
  return 'kind' in outcome
}
