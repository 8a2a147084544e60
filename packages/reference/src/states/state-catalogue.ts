import { connhexStates } from '../connhex/states.ts'
import { cumulonimbusStates } from '../cumulonimbus/states.ts'
import { demoStates } from '../demo/states.ts'
import { iproyalStates } from '../iproyal/states.ts'
import { senhaseguraStates } from '../senhasegura/states.ts'
import type { ProviderState } from './provider-state.ts'

/** Every provider state. */
export const stateCatalogue: readonly ProviderState[] = [
  ...iproyalStates,
  ...connhexStates,
  ...cumulonimbusStates,
  ...senhaseguraStates,
  ...demoStates,
]
