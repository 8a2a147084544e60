import { createHash } from 'node:crypto'
import type { ReachedOperation, Witness } from '@concordat/compare'
import type { JsonPointer, JsonSchema, SourcePosition } from '@concordat/core'
import type { Interaction, Pact } from '../pact/pact.ts'

/**
 * What a finding says. `breaks`: the document allows what the consumer does not take, or does not allow what it sends;
 * `unknown`: neither shown nor excluded; `note`: said, and no failure.
 */
export type ContractFindingClass = 'breaks' | 'unknown' | 'note'

/** Where a contract says something. */
export interface InteractionPlace {
  readonly description: string
  readonly states: readonly string[]
  /** File and JSON pointer: `pacts/shop-orders.json#/interactions/0`. */
  readonly place: string
}

/** One thing in which a consumer's contract and a document do not fit. */
export interface ContractFinding {
  /** Kebab-case name of the kind, such as `response-required` or `request-body-invalid`. */
  readonly id: string
  readonly class: ContractFindingClass
  readonly direction: 'request' | 'response'
  readonly message: string
  /** Absent where the document has no such operation. */
  readonly operation?: ReachedOperation
  readonly status?: string
  /** The member of the answer that it is about: names, and `*` for items, from the root of the body. */
  readonly member?: string
  /** What the consumer takes at the place. */
  readonly taken?: JsonSchema
  readonly witness?: Witness
  /** Where the document says so. */
  readonly document?: { readonly pointer: JsonPointer; readonly source: SourcePosition }
  readonly interactions: readonly InteractionPlace[]
  /** The same for the same cause in every check. */
  readonly fingerprint: string
}

/** A finding before it is joined with others of the same cause. */
export type FoundExcess = Omit<ContractFinding, 'fingerprint' | 'interactions'> & {
  readonly interactions: readonly Interaction[]
}

/** Joins findings of one cause; what only pending interactions need is a note. */
export function joinFindings(
  pact: Pact,
  found: readonly FoundExcess[],
): readonly ContractFinding[] {
  const causes = new Map<string, FoundExcess>()
  for (const one of found) {
    const key = [one.id, one.operation?.method, one.operation?.path, one.status, one.message].join(
      '\n',
    )
    const known = causes.get(key)
    const interactions = [...(known?.interactions ?? []), ...one.interactions]
    causes.set(key, { ...(known ?? one), interactions: [...new Set(interactions)] })
  }
  const rank = { breaks: 0, unknown: 1, note: 2 }
  return [...causes]
    .map(([key, { interactions, ...one }]): ContractFinding => {
      const isPending = interactions.every(({ pending }) => pending)
      return {
        ...one,
        class: isPending ? 'note' : one.class,
        interactions: interactions.map((interaction) => placeOf(pact, interaction)),
        fingerprint: createHash('sha256')
          .update(`${pact.consumer}\n${key}`)
          .digest('hex')
          .slice(0, 16),
      }
    })
    .sort((left, right) => rank[left.class] - rank[right.class])
}

function placeOf(
  { location }: Pact,
  { description, states, pointer }: Interaction,
): InteractionPlace {
  return {
    description,
    states: states.map(({ name }) => name),
    place: `${location}#${pointer}`,
  }
}
