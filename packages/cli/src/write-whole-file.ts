import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'

/**
 * Writes a file whole or not at all: what was there before stays until the new text is on the disk. Devices and pipes are
 * written as they are, and a link keeps leading to the file that it leads to.
 * @throws ConcordatError `E_WRITE_FAILED`.
 */
export async function writeWholeFile(cwd: string, file: string, text: string): Promise<void> {
  let path = resolve(cwd, file)
  let staged = `${path}.${process.pid}.tmp`
  try {
    const there = await stat(path).catch(() => undefined)
    if (there !== undefined && !there.isFile() && !there.isDirectory()) {
      await writeFile(path, text)
      return
    }
    path = await realpath(path).catch(() => path)
    staged = `${path}.${process.pid}.tmp`
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
