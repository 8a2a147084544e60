import type { Library } from './server.mjs'

export const mutants: readonly {
  readonly family: string
  readonly name: string
  readonly change: (app: Library) => void
}[]
