import { type NormalisedDocument, readApiModel } from '@concordat/model'
import type { Change } from '../changes/change.ts'
import { dayOf } from './announce-ends.ts'

/**
 * Accepts the removal of operations that the old document called deprecated and whose `x-sunset` day has passed: their
 * end was announced.
 * @param today `YYYY-MM-DD`.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8594 | RFC 8594, the Sunset header}
 */
export function retireOperations(
  changes: readonly Change[],
  old: NormalisedDocument,
  today: string,
): readonly Change[] {
  const sunsets = new Map(
    readApiModel(old).model.operations.flatMap(({ pointer, deprecated, extensions }) => {
      const day = deprecated ? dayOf(extensions['x-sunset']) : undefined
      return day === undefined ? [] : [[pointer, day] as const]
    }),
  )
  return changes.map((change) => {
    const day = change.id === 'operation-removed' && change.old && sunsets.get(change.old.pointer)
    if (!day || change.accepted) return change
    if (day > today)
      return { ...change, message: `${change.message} Its end was announced for ${day}.` }
    return { ...change, accepted: { reason: `It was deprecated, and its sunset was ${day}.` } }
  })
}
