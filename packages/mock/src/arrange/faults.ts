import { createRandom } from '@concordat/core'

/** What goes wrong with an answer. */
export type FaultKind = 'drop' | 'slow' | 'malformed' | '429' | '503'

/** A fault, for one operation or all, always or by chance. */
export interface Fault {
  readonly kind: FaultKind
  readonly operationId?: string
  /** Between 0 and 1. @default 1 */
  readonly chance?: number
}

/** Milliseconds by which a slow answer comes later. */
export const slowness = 3000

const kinds: readonly string[] = ['drop', 'slow', 'malformed', '429', '503']

/**
 * Reads a fault as the command line says it: `KIND[:CHANCE][@OPERATION]`, for example `503:0.2@getOrder`.
 * `undefined` for what is none.
 */
export function parseFault(text: string): Fault | undefined {
  const match = /^([a-z0-9]+)(?::(0?\.\d+|[01](?:\.0+)?))?(?:@(.+))?$/.exec(text)
  const [, kind = '', chance, operationId] = match ?? []
  if (!kinds.includes(kind)) return undefined
  return {
    kind: kind as FaultKind,
    ...(chance === undefined ? {} : { chance: Number(chance) }),
    ...(operationId === undefined ? {} : { operationId }),
  }
}

/** Which fault, if any, the next request to an operation meets; the same sequence for the same seed. */
export class Faults {
  readonly #faults: readonly Fault[]
  readonly #seed: number
  #count = 0

  constructor(faults: readonly Fault[], seed: number) {
    this.#faults = faults
    this.#seed = seed
  }

  next(operationId: string | undefined): FaultKind | undefined {
    this.#count += 1
    const random = createRandom(this.#seed, `fault ${this.#count}`)
    return this.#faults.find(
      (fault) =>
        (fault.operationId === undefined || fault.operationId === operationId) &&
        random.chance(fault.chance ?? 1),
    )?.kind
  }

  reset(): void {
    this.#count = 0
  }
}

/** The answer of a fault; an answer that is to be spoiled is cut in two. */
export async function spoiled(kind: FaultKind, answer: Response): Promise<Response> {
  if (kind === 'malformed') {
    const text = await answer.text()
    const headers = new Headers(answer.headers)
    headers.delete('content-length')
    const half = text.slice(0, Math.max(1, Math.floor(text.length / 2)))
    return new Response(text === '' ? null : half, { status: answer.status, headers })
  }
  if (kind !== '429' && kind !== '503') return answer
  const status = Number(kind)
  const title = status === 429 ? 'Too Many Requests' : 'Service Unavailable'
  const body = JSON.stringify({ type: 'about:blank', title, status })
  const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '1' }
  return new Response(body, { status, headers })
}
