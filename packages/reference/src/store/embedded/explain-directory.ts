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
  const damage = await damageOf(dataDir)
  if (damage !== undefined) return damage
  return `its files are damaged, or were made by another version (${reason.replace(/\.? Build with .*$/, '')}). ${advice}`
}

const advice = 'It is left as it is: restore a copy of it if you have one'

/**
 * What is plainly wrong with the files of a database that was made; nothing where they look whole. Looked at before it
 * is started: one that finds no version would make itself anew over what is there.
 */
export async function damageOf(dataDir: string): Promise<string | undefined> {
  const damage = await damagedFile(dataDir)
  return damage && `${damage}. ${advice}`
}

async function damagedFile(dataDir: string): Promise<string | undefined> {
  const version = await readFile(join(dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) return 'its file `pglite/PG_VERSION` is missing'
  if (!/^\d+\s*$/.test(version)) return 'its file `pglite/PG_VERSION` is damaged'
  const control = await stat(join(dataDir, 'global', 'pg_control')).catch(() => undefined)
  if (control === undefined) return 'its file `pglite/global/pg_control` is missing'
  if (control.size !== controlFileBytes) return 'its file `pglite/global/pg_control` is damaged'
  return undefined
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
