import { z } from 'zod'
import { defineState } from '../states/provider-state.ts'
import { resetDemoWorld } from './demo-world.ts'

/** The states that concern the demo world. */
export const demoStates = [
  defineState({
    name: 'the demo world',
    description: 'All that the samples of the documentation name, as if nobody had touched it yet.',
    params: z.strictObject({}).prefault({}),
    enables: [],
    async setUp(world) {
      await resetDemoWorld(world)
      return { credentials: {}, params: {} }
    },
  }),
]
