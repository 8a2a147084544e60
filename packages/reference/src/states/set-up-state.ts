import { callableApis } from '../callable-apis.ts'
import { inTransaction, type World } from '../world.ts'
import { type ExampleRequest, exampleRequest } from './example-request.ts'
import type { ProviderState, StateOutcome } from './provider-state.ts'

/** What a caller is told of a state that was set up. */
export interface StateAnswer extends StateOutcome {
  readonly state: string
  /** One request for every answer that the state enables. Some of them use up what others need. */
  readonly requests: readonly ExampleRequest[]
}

/**
 * Sets up a state, whole or not at all.
 * @throws z.ZodError and `StateRefused`, as {@link ProviderState.setUp} does.
 */
export async function setUpState(
  world: World,
  state: ProviderState,
  params: unknown,
): Promise<StateAnswer> {
  const outcome = await inTransaction(world, (inside) => state.setUp(inside, params))
  const api = state.api && callableApis[state.api]
  const requests = api ? state.enables.map((enabled) => exampleRequest(api, enabled, outcome)) : []
  return { state: state.name, ...outcome, requests }
}
