import type { JsonObject, JsonValue } from '@concordat/core'
import type { NormalisedDocument } from '@concordat/model'
import type { MockInput } from './answer/stateful-answers.ts'
import type { Fault } from './arrange/faults.ts'
import type { Explanation, RoleCorrections } from './resource/find-resources.ts'

/** What a test says an operation answers. */
export interface ArrangedAnswer {
  readonly status: number
  readonly body?: JsonValue
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, unknown>>
}

/** What brings a mock into a state that consumers name, with the parameters that they give. */
export type StateHandler = (mock: Mock, parameters: JsonObject) => void | Promise<void>

/** How a mock answers. */
export interface MockOptions {
  /** Answers are the same for the same seed. @default 1 */
  readonly seed?: number
  /** Whether created things are kept, so that they can be read, listed, changed and deleted. @default true */
  readonly stateful?: boolean
  /** Whether bodies are made even where the document has examples. @default false */
  readonly dynamic?: boolean
  /** Path that the document's paths stand under. @default '' */
  readonly basePath?: string
  /**
   * What happens to a request that breaks the document: it is answered with the documented refusal or a problem document,
   * or the call of `fetch` is rejected with the same words, so that a test fails. @default 'answer'
   */
  readonly onInvalidRequest?: 'answer' | 'throw'
  /** Other roles than those that were found, by operationId. */
  readonly roles?: RoleCorrections
  /**
   * Whether a credential is good, by the name of its security scheme: text, or `{ username, password }`. A scheme
   * without an entry takes any credential that is there.
   */
  readonly credentials?: Readonly<Record<string, (credential: unknown) => boolean>>
  /** States that {@link Mock.given} can bring about, by name. */
  readonly states?: Readonly<Record<string, StateHandler>>
  readonly faults?: readonly Fault[]
  /** Milliseconds before each answer. */
  readonly delay?: number
  /** Is told of every answer. */
  readonly onAnswer?: (told: AnsweredRequest) => void
}

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string
  readonly path: string
  /** Absent where no operation matched. */
  readonly operationId?: string
  readonly status: number
  /** What the request breaks, a phrase each; empty where it keeps to the document. */
  readonly issues: readonly string[]
}

/** The fault `drop`: a connection that ends without an answer. */
export class DroppedConnection extends TypeError {
  override readonly name = 'DroppedConnection'

  constructor() {
    super('fetch failed: the mock dropped the connection.')
  }
}

/** A mock of an API, in the process. */
export interface Mock {
  /**
   * Answers a request as the document promises: a `fetch` to hand to a client, or to a library that intercepts requests.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>
  /**
   * Brings about a state: by the handler of that name in {@link MockOptions.states}, or, where its text names a resource
   * (`an order exists`), by keeping one with these members.
   *
   * @throws ConcordatError where neither tells what to do.
   */
  given(state: string, parameters?: JsonObject): Promise<void>
  /**
   * Keeps things: under the path of a collection, with variables filled in.
   *
   * @throws ConcordatError where there is no such collection, or the document does not allow one of them.
   */
  seed(collectionPath: string, entities: readonly JsonObject[]): void
  /**
   * Lets an operation answer this from now on.
   *
   * @throws ConcordatError where there is no such operation, or the document does not promise such an answer.
   */
  answer(operationId: string, answer: ArrangedAnswer | ((input: MockInput) => ArrangedAnswer)): void
  /** All is as at the start: what tests arranged is gone, and only the document's examples are kept. */
  reset(): void
  /** What each operation was taken for, and why, in the order of the document. */
  explain(): readonly Explanation[]
}

/** A document that a mock is made of: loaded, or the `openapi.json` of a generated package. */
export type MockDocument = NormalisedDocument | Readonly<Record<string, unknown>>
