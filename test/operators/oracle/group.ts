import type { Operation } from '../api/api.ts'
import { findKinds, type Kind, keyOf } from '../server/kinds.ts'

/** As many operations as are tried together at most. */
const most = 8

/** The operations that a faulted one is tried with: those of its thing, and those that make and list what it is in. */
export function groupOf(operation: Operation): Operation[] {
  const kinds = findKinds(operation.api)
  const key = keyOf(operation.path)
  const own = [...kinds.values()].filter(
    (kind) => kind.key === key || kind.create === operation || kind.list === operation,
  )
  const above = [...kinds.values()].filter(
    (kind) => key.startsWith(`${kind.key}/`) && !own.includes(kind),
  )
  const members = ({ create, list, read, remove, updates }: Kind): (Operation | undefined)[] => [
    create,
    list,
    read,
    ...updates,
    remove,
  ]
  const all = [
    operation,
    ...own.flatMap(members),
    ...above.toReversed().flatMap(({ create, list, read }) => [create, list, read]),
  ].filter((one) => one !== undefined)
  const unique = [...new Set(all)].slice(0, most)
  // In the order of the document, so that groups of the same things are the same group.
  return operation.api.operations.filter((one) => unique.includes(one))
}
