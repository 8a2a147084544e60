import type { Change } from '../changes/change.ts'

/** A change that somebody took responsibility for. At least one of `fingerprint`, `id` and `operation` says which. */
export interface Acceptance {
  readonly fingerprint?: string
  /** Kind of change, for example `operation-removed`. */
  readonly id?: string
  /** `METHOD /path` or operationId; every operation that the change reaches has to be named. */
  readonly operation?: string | readonly string[]
  readonly reason: string
  readonly by?: string
  /** Last day on which it counts, for example `2026-06-30`. */
  readonly until?: string
}

/** Marks the changes that are accepted on a day, given as `YYYY-MM-DD`. */
export function acceptChanges(
  changes: readonly Change[],
  acceptances: readonly Acceptance[],
  today: string,
): readonly Change[] {
  const current = acceptances.filter(({ until }) => until === undefined || until >= today)
  return changes.map((change) => {
    const match = current.find((acceptance) => isMeant(acceptance, change))
    if (!match || change.accepted) return change
    const { reason, by, until } = match
    return {
      ...change,
      accepted: { reason, ...(by !== undefined && { by }), ...(until !== undefined && { until }) },
    }
  })
}

function isMeant({ fingerprint, id, operation }: Acceptance, change: Change): boolean {
  if (fingerprint === undefined && id === undefined && operation === undefined) return false
  if (fingerprint !== undefined && fingerprint !== change.fingerprint) return false
  if (id !== undefined && id !== change.id) return false
  if (operation === undefined) return true
  const names = typeof operation === 'string' ? [operation] : operation
  return (
    change.operations.length > 0 &&
    change.operations.every(
      ({ method, path, operationId }) =>
        names.includes(operationId) || names.includes(`${method} ${path}`),
    )
  )
}
