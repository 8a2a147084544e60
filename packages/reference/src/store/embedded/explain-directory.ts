import { readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a new database takes, and some room to work. */
const leastFreeBytes = 64 * 1024 * 1024
const controlFileBytes = 8192

/**
 * Says in words why the database in a folder does not start. The database itself only says that it was aborted, so its
 * files and its disk are looked at.
 */
export async function explainDirectory(dataDir: string, error: unknown): Promise<string> {
  const free = await freeBytes(dataDir)
  if (free !== undefined && free < leastFreeBytes) {
    return `its disk is full, or nearly: ${Math.floor(free / 1024 / 1024)} MiB are free, and a store wants ${leastFreeBytes / 1024 / 1024}`
  }
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'code' in error) return reason
  return `${await damageOf(dataDir)} (${reason.replace(/\.? Build with .*$/, '')}). It is left as it is: restore a copy of it if you have one`
}

async function damageOf(dataDir: string): Promise<string> {
  const version = await readFile(join(dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) return 'its file `pglite/PG_VERSION` is missing'
  if (!/^\d+\s*$/.test(version)) return 'its file `pglite/PG_VERSION` is damaged'
  const control = await stat(join(dataDir, 'global', 'pg_control')).catch(() => undefined)
  if (control === undefined) return 'its file `pglite/global/pg_control` is missing'
  if (control.size !== controlFileBytes) return 'its file `pglite/global/pg_control` is damaged'
  return `its files are damaged, or were made by another version (of PostgreSQL ${version.trim()})`
}

async function freeBytes(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch {
    // Not made yet: its parent is on the same disk.
    return dirname(path) === path ? undefined : freeBytes(dirname(path))
  }
}
