/** What reading a damaged record throws. Nothing of it may reach a caller. */
export class StoredFault extends Error {
  override readonly name = 'StoredFault'
}

/**
 * Refuses a record that is marked as damaged. Provider states mark records so, to show what the server answers
 * when its store fails; nothing else does.
 */
export function refuseDamaged(record: { readonly fault: string | null }): void {
  if (record.fault !== null) throw new StoredFault(record.fault)
}
