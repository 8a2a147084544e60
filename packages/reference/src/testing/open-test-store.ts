import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { openMemoryStore } from '../store/pglite-store.ts'
import type { Store } from '../store/store.ts'

/**
 * Opens a store in memory from a copy of a fresh database that is kept under `node_modules/.cache`: making one takes
 * seconds of computing, reading it a fraction.
 */
export async function openTestStore(): Promise<Store> {
  return openMemoryStore(await freshDatabase())
}

/** A copy of the data directory of a database that is as it was made. */
export async function freshDatabase(): Promise<Blob> {
  return new Blob([await readFreshDatabase()])
}

async function readFreshDatabase(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(cacheFolder, `pglite-${pgliteVersion()}.tar`)
  const cached = await readFile(path).catch(() => undefined)
  if (cached) return new Uint8Array(cached)
  const database = await PGlite.create()
  const dump = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
  await database.close()
  await mkdir(cacheFolder, { recursive: true })
  // Written aside and moved, since test files run at the same time.
  const aside = `${path}.${process.pid}`
  await writeFile(aside, dump)
  await rename(aside, path)
  return dump
}

const cacheFolder = join(
  fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url)),
  'concordat-reference',
)

function pgliteVersion(): string {
  const require = createRequire(import.meta.url)
  const entry = dirname(require.resolve('@electric-sql/pglite'))
  const manifest: unknown = require(join(entry, '..', 'package.json'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) {
    throw new Error('PGlite has no version')
  }
  return String(manifest.version)
}
