import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'

/**
 * Writes a file whole or not at all: what was there before stays until the new text is on the disk.
 * @throws ConcordatError `E_WRITE_FAILED`.
 */
export async function writeWholeFile(cwd: string, file: string, text: string): Promise<void> {
  const path = resolve(cwd, file)
  const staged = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(staged, text)
    await rename(staged, path)
  } catch (cause) {
    await rm(staged, { force: true })
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError('E_WRITE_FAILED', `\`${file}\` could not be written: ${reason}`, {
      cause,
    })
  }
}
