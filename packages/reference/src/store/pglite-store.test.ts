import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDirectoryStore } from './pglite-store.ts'

const writer = fileURLToPath(new URL('../testing/insert-until-killed.ts', import.meta.url))

/** Starts a process that writes into the store of a folder. */
function startWriter(directory: string) {
  const conditions = '--conditions=@concordat/source'
  return spawn(process.execPath, [conditions, '--import', 'tsx', writer, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

// Processes compile the sources anew and make databases, which a busy machine takes its time for.
describe('the store of a directory', { timeout: 300_000 }, () => {
  let root: string
  let directory: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'concordat-store-'))
    directory = join(root, 'made', 'on', 'demand')
  })

  afterEach(() => {
    rmSync(root, { recursive: true, force: true })
  })

  it('keeps everything that was answered before the process was killed', async () => {
    const child = startWriter(directory)
    const written: string[] = []
    for await (const line of createInterface(child.stdout)) {
      written.push(line)
      if (written.length === 40) child.kill('SIGKILL')
    }
    const store = await openDirectoryStore(directory)
    const rows = await store.db.selectFrom('cumulonimbus_users').select('id').execute()
    await store.close()
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(written))
    expect(readdirSync(directory)).toEqual(['pglite'])
  })

  it('is for one process at a time', async () => {
    const child = startWriter(directory)
    await once(child.stdout, 'data')
    const inUse = {
      code: 'E_DATA_DIRECTORY_IN_USE',
      message: expect.stringContaining(`${child.pid}`),
    }
    await expect(openDirectoryStore(directory)).rejects.toMatchObject(inUse)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await openDirectoryStore(directory)
    await expect(openDirectoryStore(directory)).rejects.toMatchObject({
      code: 'E_DATA_DIRECTORY_IN_USE',
    })
    await store.close()
    await (await openDirectoryStore(directory)).close()
  })

  it('is begun anew when making it was interrupted', async () => {
    mkdirSync(join(directory, 'pglite.new'), { recursive: true })
    writeFileSync(join(directory, 'pglite.new', 'PG_VERSION'), 'half')
    const store = await openDirectoryStore(directory)
    await store.ping()
    await store.close()
    expect(readdirSync(directory)).toEqual(['pglite'])
  })

  it('is not put among files of others', async () => {
    writeFileSync(join(root, 'thesis.txt'), '')
    const refused = {
      code: 'E_DATA_DIRECTORY_UNUSABLE',
      message: expect.stringContaining('thesis'),
    }
    await expect(openDirectoryStore(root)).rejects.toMatchObject(refused)
    expect(readdirSync(root)).toEqual(['thesis.txt'])
    await expect(openDirectoryStore(join(root, 'thesis.txt'))).rejects.toMatchObject({
      code: 'E_DATA_DIRECTORY_UNUSABLE',
    })
  })

  it.each([
    ['a version that is none', 'PG_VERSION', 'nonsense', 'PG_VERSION` is damaged'],
    ['no version', 'PG_VERSION', undefined, 'PG_VERSION` is missing'],
  ])('is refused in plain words, and left as it is, with %s', async (_, file, text, words) => {
    const store = await openDirectoryStore(directory)
    await store.close()
    const path = join(directory, 'pglite', file)
    if (text === undefined) rmSync(path)
    else writeFileSync(path, text)
    await expect(openDirectoryStore(directory)).rejects.toMatchObject({
      code: 'E_DATA_DIRECTORY_UNUSABLE',
      message: expect.stringContaining(words),
    })
    expect(readdirSync(directory)).toEqual(['pglite'])
  })
})
