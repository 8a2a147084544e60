import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
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

/** When each file was written last, and its size. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { mtimeMs, size } = statSync(join(folder, name))
    return `${name} ${mtimeMs} ${size}`
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

  it('is refused in plain words, and left as it is, when its files are damaged', async () => {
    const store = await openDirectoryStore(directory)
    await store.db.selectFrom('cumulonimbus_users').select('id').execute()
    await store.close()
    const closed = filesOf(directory)
    for (const [file, text, words] of [
      ['PG_VERSION', 'nonsense', 'PG_VERSION` is damaged'],
      ['PG_VERSION', undefined, 'PG_VERSION` is missing'],
      ['global/pg_control', '', 'pg_control` is damaged'],
      ['global/pg_control', undefined, 'pg_control` is missing'],
    ] as const) {
      const copy = join(root, 'copy')
      cpSync(directory, copy, { recursive: true })
      const path = join(copy, 'pglite', file)
      if (text === undefined) rmSync(path)
      else writeFileSync(path, text)
      const damaged = filesOf(copy)
      await expect(openDirectoryStore(copy)).rejects.toMatchObject({
        code: 'E_DATA_DIRECTORY_UNUSABLE',
        message: expect.stringContaining(words),
      })
      expect(filesOf(copy)).toEqual(damaged)
      rmSync(copy, { recursive: true })
    }
    // What is closed is written no more: a copy of it is whole.
    expect(filesOf(directory)).toEqual(closed)
  })
})
