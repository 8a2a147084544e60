import type { BenchAnswer, BenchRequest } from '../serve.mjs'

/** The library, its steps open to change. */
export interface Library {
  readonly rules: Record<string, (value: unknown) => boolean>
  handle(request: BenchRequest): BenchAnswer
}

export function createServer(): Library
export const auth: { readonly token: string }
export const identities: readonly {
  readonly name: string
  readonly auth: { readonly token: string }
}[]
