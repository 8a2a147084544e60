import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsumerContract } from '../recorder/contract.ts'

/** Where workers leave what they recorded; the reporter names it before it starts them. */
export const partsVariable = 'CONCORDAT_RECORD_PARTS'

/**
 * Leaves what a test file recorded for the reporter to join: call it once, after all tests of the file. Without the
 * reporter it does nothing.
 *
 * @example
 * ```ts
 * import type { Recorder } from '@concordat/record'
 * import { saveContract } from '@concordat/record/vitest'
 * import { afterAll } from 'vitest'
 *
 * const saveAfter = (recorder: Recorder) => afterAll(() => saveContract(recorder.contract()))
 * ```
 */
export function saveContract(contract: ConsumerContract): void {
  const folder = process.env[partsVariable]
  if (folder) writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(contract))
}

/** What all workers left. */
export function readParts(folder: string): readonly ConsumerContract[] {
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}
