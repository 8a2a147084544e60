import type { JsonValue } from '@concordat/core'
import type { CredentialValue, Identity } from '../credentials/identity.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import type {
  ProviderStateDescription,
  ProviderStates,
  StateRequest,
  StateSetUp,
} from './provider-states.ts'

/** The states of a provider, by what they make possible. */
export interface StateBook {
  /** States that lead an operation to a documented answer. */
  find(operation: OperationPlan, status: string): readonly string[]
  /** Sets a state up; `undefined` when the provider refuses. */
  setUp(name: string): Promise<StateWorld | undefined>
  tearDown(): Promise<void>
}

/** What setting up a state made: who may call, and which values mean something. */
export interface StateWorld {
  readonly name: string
  readonly identity: Identity | undefined
  readonly params: Readonly<Record<string, JsonValue>>
  /** The very request for an answer, where the provider gives it. */
  request(operation: OperationPlan, status: string): StateRequest | undefined
}

/** What a state was set up with and for. */
export interface SetUpState {
  readonly operations: readonly OperationPlan[]
  readonly params: Readonly<Record<string, JsonValue>>
  readonly requests: readonly StateRequest[]
}

/** Reads what the provider's states can do. */
export async function openStateBook(
  api: ApiPlan,
  states: ProviderStates,
  listeners: {
    readonly onIdentity: (identity: Identity) => void
    /** Told of everything that a state was made for. */
    readonly onSetUp: (made: SetUpState) => void
  },
): Promise<StateBook> {
  const descriptions = (await states.list()).filter(
    ({ api: name }) => name === undefined || name === api.model.name,
  )
  const used = new Set<string>()
  return {
    find: (operation, status) =>
      descriptions
        .filter((state) => enables(state, api, operation, status))
        .map(({ name }) => name),
    async setUp(name) {
      let answer: StateSetUp
      try {
        answer = await states.setUp(name, {})
      } catch {
        // A state that cannot be set up leaves its answers unseen, and the report says which these are.
        return undefined
      }
      used.add(name)
      const credentials = new Map<string, CredentialValue>(
        Object.entries(answer.credentials ?? {}).filter(([scheme]) => api.schemes.has(scheme)),
      )
      const identity = credentials.size > 0 ? { name: 'default', credentials } : undefined
      if (identity) listeners.onIdentity(identity)
      const state = descriptions.find((one) => one.name === name)
      listeners.onSetUp({
        operations: api.operations.filter(({ operationId }) =>
          state?.enables?.some((entry) => entry.operationId === operationId),
        ),
        params: answer.params ?? {},
        requests: answer.requests ?? [],
      })
      return {
        name,
        identity,
        params: answer.params ?? {},
        request: (operation, status) =>
          answer.requests?.find(
            (request) =>
              request.operationId === operation.operationId && String(request.status) === status,
          ),
      }
    },
    async tearDown() {
      for (const name of used) {
        try {
          await states.tearDown?.(name, {})
        } catch {
          // What was set up is the provider's own; not being able to take it down is no disagreement.
        }
      }
    },
  }
}

function enables(
  state: ProviderStateDescription,
  api: ApiPlan,
  operation: OperationPlan,
  status: string,
): boolean {
  return (
    state.enables?.some(
      (entry) =>
        (entry.api === undefined || entry.api === api.model.name) &&
        entry.operationId === operation.operationId &&
        String(entry.status) === status,
    ) ?? false
  )
}
