import { access, constants, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { PGlite, types } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import { PGliteDialect } from 'kysely-pglite-dialect'
import { lockDataDirectory } from './data-directory-lock.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { parseSafeInteger } from './safe-integer.ts'
import type { Store } from './store.ts'

const parsers = { [types.INT8]: parseSafeInteger }

/** Opens a store that lives and dies with this process: empty, or from a copy of another one's data directory. */
export async function openMemoryStore(copy?: Blob): Promise<Store> {
  const database = await PGlite.create({ parsers, ...(copy && { loadDataDir: copy }) })
  return storeOver(database, 'memory', async () => {})
}

/**
 * Opens the store in a directory, which it makes when there is none. What was answered survives the death of the
 * process at any moment.
 * @throws ConcordatError `E_DATA_DIRECTORY_UNUSABLE`, `E_DATA_DIRECTORY_IN_USE` or `E_STORE_MIGRATION`.
 */
export async function openDirectoryStore(directory: string): Promise<Store> {
  const root = resolve(directory)
  await prepareDirectory(root, directory)
  const lock = await lockDataDirectory(root)
  try {
    const database = await openDatabase(join(root, 'pglite'), directory)
    return await storeOver(database, directory, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function storeOver(
  database: PGlite,
  location: string,
  afterClose: () => Promise<void>,
): Promise<Store> {
  const db = new Kysely<Database>({ dialect: new PGliteDialect(database) })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    db,
    kind: 'pglite',
    location,
    async ping() {
      await database.query('select 1')
    },
    async close() {
      await db.destroy()
      await afterClose()
    },
  }
}

async function prepareDirectory(root: string, named: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true })
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
    const foreign = (await readdir(root)).filter((name) => !isOurs(name))
    if (foreign.length > 0) {
      throw new Error(`it holds other files, for example \`${foreign[0]}\``)
    }
  } catch (error) {
    throw unusable(named, error)
  }
}

function isOurs(name: string): boolean {
  return name === 'pglite' || name === 'pglite.new' || name.startsWith('concordat.lock')
}

/** A new database is made aside and moved into place whole, so that a kill in the middle leaves nothing half made. */
async function openDatabase(dataDir: string, named: string): Promise<PGlite> {
  try {
    const made = await access(dataDir).then(
      () => true,
      () => false,
    )
    if (!made) {
      const aside = `${dataDir}.new`
      await rm(aside, { recursive: true, force: true })
      const fresh = await PGlite.create({ dataDir: aside })
      await fresh.close()
      await rename(aside, dataDir)
    }
    return await PGlite.create({ dataDir, parsers })
  } catch (error) {
    throw unusable(named, error)
  }
}

function unusable(named: string, cause: unknown): ConcordatError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ConcordatError(
    'E_DATA_DIRECTORY_UNUSABLE',
    `The data directory \`${named}\` cannot be used: ${reason}. Give a folder of its own that can be written, or \`memory\`.`,
    { cause },
  )
}
