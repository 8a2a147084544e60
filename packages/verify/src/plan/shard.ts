import { ConcordatError } from '@concordat/core'
import type { OperationModel } from '@concordat/model'
import type { OperationFilter } from './operation-filter.ts'

/** One of several parts of a run: `{ index: 2, count: 5 }` is the second of five. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/**
 * The filter without the operations of other shards. Operations on the same things stay together, since one makes what the
 * others need; the largest groups are dealt out first, each to the shard that has least.
 * @throws ConcordatError `E_USAGE` where there is no such shard, or there are more shards than groups.
 */
export function inShard(
  filter: OperationFilter,
  operations: readonly OperationModel[],
  { count, index }: Shard,
): OperationFilter {
  if (!Number.isInteger(count) || !Number.isInteger(index) || index < 1 || index > count) {
    throw new ConcordatError('E_USAGE', `There is no shard ${index} of ${count}.`)
  }
  const groups = groupsOf(operations.filter(filter.selects))
  if (count > groups.length) {
    const parts = groups.length === 1 ? 'one part' : `${groups.length} parts`
    throw new ConcordatError(
      'E_USAGE',
      `Shard ${index} of ${count}: the selected operations fall into ${parts}; there cannot be more shards.`,
    )
  }
  const shards = Array.from({ length: count }, (): OperationModel[] => [])
  for (const group of groups) {
    const [least] = [...shards].sort((left, right) => left.length - right.length)
    least?.push(...group)
  }
  const own = new Set(shards[index - 1])
  return {
    selects: (operation) => own.has(operation),
    allowsProbe: (method, path, documented) =>
      documented.some((operation) => own.has(operation)) &&
      filter.allowsProbe(method, path, documented),
  }
}

/** Operations by what stands before the first parameter, or before another operation's path; the largest group first. */
function groupsOf(operations: readonly OperationModel[]): OperationModel[][] {
  const roots = [...new Set(operations.map(rootOf))]
  const groups = new Map<string, OperationModel[]>()
  for (const operation of operations) {
    const own = rootOf(operation)
    const [shortest = own] = roots
      .filter((root) => root === own || own.startsWith(`${root}/`))
      .sort((left, right) => left.length - right.length)
    groups.set(shortest, [...(groups.get(shortest) ?? []), operation])
  }
  return [...groups.values()].sort((left, right) => right.length - left.length)
}

function rootOf({ path }: OperationModel): string {
  return (path.split('{')[0] ?? '').replace(/\/$/, '')
}
