import { ConcordatError } from '@concordat/core'
import { pathText } from '../reads/member-path.ts'
import type { MemberUse } from '../reads/read-log.ts'
import { type ConsumerContract, interactionKey, type RecordedInteraction } from './contract.ts'

/**
 * Joins what several workers recorded of one consumer's tests. The order of the parts does not matter.
 *
 * @throws ConcordatError `E_CONTRACTS_DIFFER` when they are of other consumers, providers or versions of the document.
 * @example
 * ```ts
 * import { type ConsumerContract, mergeContracts } from '@concordat/record'
 *
 * const join = (first: ConsumerContract, second: ConsumerContract) => mergeContracts([first, second])
 * ```
 */
export function mergeContracts(parts: readonly ConsumerContract[]): ConsumerContract {
  const [first] = parts
  if (!first) throw new ConcordatError('E_CONTRACTS_DIFFER', 'There is no contract to merge.')
  for (const part of parts) {
    for (const member of ['consumer', 'provider', 'documentHash'] as const) {
      if (part[member] === first[member]) continue
      throw new ConcordatError(
        'E_CONTRACTS_DIFFER',
        `Contracts are merged when they have one consumer, one provider and one version of the document: \`${member}\` is \`${first[member]}\` in one and \`${part[member]}\` in another. Record all of them again.`,
      )
    }
  }
  const byKey = new Map<string, RecordedInteraction>()
  for (const interaction of parts.flatMap(({ interactions }) => interactions)) {
    const key = interactionKey(interaction)
    const known = byKey.get(key)
    const uses = known ? mergeUses([...known.uses, ...interaction.uses]) : interaction.uses
    byKey.set(key, { ...interaction, uses })
  }
  const interactions = [...byKey]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, interaction]) => interaction)
  return { ...first, interactions }
}

function mergeUses(uses: readonly MemberUse[]): readonly MemberUse[] {
  const byPath = new Map<string, MemberUse>()
  for (const use of uses) {
    const key = pathText(use.path)
    const known = byPath.get(key)
    byPath.set(key, {
      path: use.path,
      use: known?.use === 'read' ? 'read' : use.use,
      onlyInTests: use.onlyInTests && (known?.onlyInTests ?? true),
      variants: [...new Set([...(known?.variants ?? []), ...use.variants])].sort(),
    })
  }
  return [...byPath].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, use]) => use)
}
