import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConcordatError } from '@concordat/core'

/** Held by the one process that may write a data directory. */
export interface DataDirectoryLock {
  release(): Promise<void>
}

/**
 * Takes a data directory for this process. Two processes on one directory would ruin it; a lock that a killed
 * process left behind is taken over at once.
 * @throws ConcordatError `E_DATA_DIRECTORY_IN_USE` when a living process holds it.
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const path = join(directory, 'concordat.lock')
  const own = await describeProcess(process.pid)
  const draft = `${path}.${process.pid}.${Date.now()}`
  await writeFile(draft, own)
  try {
    while (!(await linked(draft, path))) {
      const held = await readFile(path, 'utf8').catch(() => undefined)
      if (held === undefined) continue
      const pid = Number.parseInt(held, 10)
      if (heldHere.has(path) || (pid !== process.pid && (await describeProcess(pid)) === held)) {
        throw new ConcordatError(
          'E_DATA_DIRECTORY_IN_USE',
          `The data directory \`${directory}\` is in use by process ${pid}. Stop it, or give another directory.`,
        )
      }
      await removeStale(path, held)
    }
  } finally {
    await rm(draft, { force: true })
  }
  heldHere.add(path)
  return {
    async release() {
      heldHere.delete(path)
      await rm(path, { force: true })
    },
  }
}

/** Locks of this process, which its own number alone cannot tell from those of a killed one with the same number. */
const heldHere = new Set<string>()

/** Makes the lock in one step, complete or not at all. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Removes a stale lock; one that another process has put in its place meanwhile is given back. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}.${Date.now()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== stale) await linked(aside, path)
  await rm(aside, { force: true })
}

/** A process by number and, where the system tells it, by its start, since numbers are given out again. Empty: not running. */
async function describeProcess(pid: number): Promise<string> {
  if (!Number.isInteger(pid) || pid <= 0) return ''
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (codeOf(error) !== 'EPERM') return ''
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // Field 22, counted after the command's name, which may itself hold spaces and parentheses.
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return `${pid} ${started}\n`
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
