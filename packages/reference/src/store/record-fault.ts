/**
 * What can be wrong with a stored record. Provider states mark records so, to show what a server answers when its
 * store fails; nothing else does.
 */
export type RecordFault =
  /** Reading the record fails. */
  | 'damaged'
  /** Reading the record takes longer than a caller waits. */
  | 'silent'
  /** The record breaks rules that were made after it was stored. */
  | 'outdated'

/** Reading a record failed. Nothing of it may reach a caller. */
export class RecordDamaged extends Error {
  override readonly name = 'RecordDamaged'
}

/** Reading a record took too long. */
export class RecordSilent extends Error {
  override readonly name = 'RecordSilent'
}

/**
 * Fails as reading the record of a caller fails.
 * @throws RecordDamaged or {@link RecordSilent}
 */
export function refuseFaulty(fault: RecordFault | null, record: string): void {
  if (fault === 'damaged') throw new RecordDamaged(`The record of ${record} is damaged.`)
  if (fault === 'silent') throw new RecordSilent(`The record of ${record} does not arrive.`)
}
