import type { Emitter } from '../emitter.ts'

/** Writes `src/schemas.ts`: every component's schema in Zod. */
export const schemasEmitter: Emitter = {
  name: 'schemas',
  emit: (_, tools) => [tools.module('src/schemas.ts', tools.zod().module)],
}
