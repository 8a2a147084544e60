import { access, constants, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { lockDataDirectory } from './data-directory-lock.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded/embedded-database.ts'
import { damageOf, explainDirectory } from './embedded/explain-directory.ts'
import { openEmbeddedStore } from './embedded/open-embedded-store.ts'
import type { Store } from './store.ts'

/** What the embedded stores need to know beside their place. */
export interface EmbeddedStoreOptions {
  /** Told when the database ends though nobody asked it to; the next query starts it again. */
  readonly onConnectionLost?: (error: Error) => void
}

/** Opens a store that lives and dies with this process: empty, or from a copy of another one's data directory. */
export async function openMemoryStore(
  copy?: Blob,
  { onConnectionLost }: EmbeddedStoreOptions = {},
): Promise<Store> {
  let isLost = false
  return openEmbeddedStore({
    location: 'memory',
    async start() {
      if (isLost) throw new Error('The store in memory was lost with its database.')
      isLost = true
      return startEmbeddedDatabase(copy ? { copy } : {})
    },
    onConnectionLost,
  })
}

/**
 * Opens the store in a directory, which it makes when there is none. What was answered survives the death of the
 * process at any moment.
 * @throws ConcordatError `E_DATA_DIRECTORY_UNUSABLE`, `E_DATA_DIRECTORY_IN_USE` or `E_STORE_MIGRATION`.
 */
export async function openDirectoryStore(
  directory: string,
  { onConnectionLost }: EmbeddedStoreOptions = {},
): Promise<Store> {
  const root = resolve(directory)
  await prepareDirectory(root, directory)
  const lock = await lockDirectory(root, directory)
  const dataDir = join(root, 'pglite')
  const start = async (): Promise<EmbeddedDatabase> => {
    try {
      return await startEmbeddedDatabase({ dataDir })
    } catch (error) {
      throw unusable(directory, await explainDirectory(dataDir, error), error)
    }
  }
  try {
    await makeDatabase(dataDir, directory)
    const damage = await damageOf(dataDir)
    if (damage !== undefined) throw unusable(directory, damage, undefined)
    // Started before anything is asked of it, so that a folder that cannot be used is told in words of its own.
    let first: EmbeddedDatabase | undefined = await start()
    const next = async () => {
      const started = first
      first = undefined
      return started ?? start()
    }
    const store = await openEmbeddedStore({ location: directory, start: next, onConnectionLost })
    return {
      ...store,
      async close() {
        await store.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
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
    throw unusable(named, reasonOf(error), error)
  }
}

async function lockDirectory(root: string, named: string) {
  try {
    return await lockDataDirectory(root)
  } catch (error) {
    if (error instanceof ConcordatError) throw error
    throw unusable(named, await explainDirectory(root, error), error)
  }
}

function isOurs(name: string): boolean {
  return name === 'pglite' || name === 'pglite.new' || name.startsWith('concordat.lock')
}

/** A new database is made aside and moved into place whole, so that a kill in the middle leaves nothing half made. */
async function makeDatabase(dataDir: string, named: string): Promise<void> {
  const made = await access(dataDir).then(
    () => true,
    () => false,
  )
  if (made) return
  const aside = `${dataDir}.new`
  await rm(aside, { recursive: true, force: true })
  try {
    await (await startEmbeddedDatabase({ dataDir: aside })).close()
    await rename(aside, dataDir)
  } catch (error) {
    const reason = await explainDirectory(aside, error)
    await rm(aside, { recursive: true, force: true })
    throw unusable(named, reason, error)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function unusable(named: string, reason: string, cause: unknown): ConcordatError {
  return new ConcordatError(
    'E_DATA_DIRECTORY_UNUSABLE',
    `The data directory \`${named}\` cannot be used: ${reason}. Give a folder of its own that can be written, or \`memory\`.`,
    { cause },
  )
}
