import type { Api } from './api.ts'
import { type RunningServer, serve } from './serve.ts'
import type { Logins, Visitor } from './visitor.ts'

export const families = [
  'schema',
  'status',
  'headers',
  'requests',
  'security',
  'methods',
  'state',
  'robustness',
  'pagination',
] as const

export type Family = (typeof families)[number]

/** A server that is wrong in one way. */
export interface Mutant<State> {
  readonly id: string
  /** What it does, and what the document or HTTP says instead. */
  readonly deviation: string
  readonly change: (api: Api<State>) => void
  /** Asks a fresh server for something concrete, and tells whether the deviation shows. */
  readonly exhibit: (visitor: Visitor) => Promise<boolean>
}

/** A server that is right in another way than the right one. */
export interface Variation<State> {
  readonly id: string
  /** What it does, and what allows it. */
  readonly liberty: string
  readonly change: (api: Api<State>) => void
  /** Tells whether the difference to the right server shows. */
  readonly exhibit: (visitor: Visitor) => Promise<boolean>
}

/** One server of the bench, ready to be started as often as needed, each time from its first state. */
export interface BenchServer {
  readonly api: string
  /** `library`, `library/book-without-contributor`, `library/chunked`. */
  readonly id: string
  readonly kind: 'right' | 'wrong' | 'variation'
  readonly family?: Family
  readonly text: string
  readonly start: () => Promise<RunningServer>
  readonly exhibit: (visitor: Visitor) => Promise<boolean>
}

/** What a verifier is told: credentials by scheme of the document, and those of a second caller. */
export interface Callers {
  readonly auth: Readonly<Record<string, string>>
  readonly identities: readonly {
    readonly name: string
    readonly auth: Readonly<Record<string, string>>
  }[]
}

export interface Bench {
  readonly api: string
  readonly callers: Callers
  /** Path of its document. */
  readonly document: string
  /** Headers by login; the first is the main caller's. */
  readonly logins: Logins
  /** Path of the provider states beside the server, where it has some. */
  readonly states?: string
  readonly servers: readonly BenchServer[]
}

/** Binds a right server, its wrong ones and its variations together. */
export function defineBench<State>(parts: {
  make: () => Api<State>
  document: string
  logins: Logins
  callers: Callers
  wrong: Readonly<Record<Family, readonly Mutant<State>[]>>
  variations: readonly Variation<State>[]
}): Bench {
  const { make, document, logins, callers } = parts
  const { name } = make()
  const start = (change: (api: Api<State>) => void) => () => {
    const api = make()
    change(api)
    return serve(api)
  }
  const right: BenchServer = {
    api: name,
    id: name,
    kind: 'right',
    text: 'The right server.',
    start: start(() => {}),
    exhibit: async () => false,
  }
  const wrong = families.flatMap((family) =>
    parts.wrong[family].map(({ id, deviation, change, exhibit }): BenchServer => {
      return {
        api: name,
        id: `${name}/${id}`,
        kind: 'wrong',
        family,
        text: deviation,
        start: start(change),
        exhibit,
      }
    }),
  )
  const variations = parts.variations.map(({ id, liberty, change, exhibit }): BenchServer => {
    return {
      api: name,
      id: `${name}/${id}`,
      kind: 'variation',
      text: liberty,
      start: start(change),
      exhibit,
    }
  })
  return { api: name, document, logins, callers, servers: [right, ...wrong, ...variations] }
}
