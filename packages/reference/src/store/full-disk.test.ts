import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDirectoryStore } from './pglite-store.ts'
import type { Store } from './store.ts'

const mebibyte = 1024 * 1024

/** Only root may mount a small disk. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0

function mount(directory: string, mebibytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory], {
      stdio: 'ignore',
    })
    return true
  } catch {
    // In most containers not even root may.
    return false
  }
}

/** Writes a row that cannot be compressed. */
async function put({ db }: Store, id: string): Promise<void> {
  const name = randomBytes(60_000).toString('hex')
  await db
    .insertInto('cumulonimbus_users')
    .values({ id, name, staff: false, banned_at: null, fault: null })
    .execute()
}

describe.skipIf(!mayMount)('a store on a full disk', { timeout: 400_000 }, () => {
  let disk: string

  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'concordat-disk-'))
  })

  afterEach(() => {
    execFileSync('umount', ['--lazy', disk], { stdio: 'ignore' })
    rmSync(disk, { recursive: true, force: true })
  })

  it('cannot be made, and says why', async (context) => {
    if (!mount(disk, 20)) return context.skip()
    await expect(openDirectoryStore(join(disk, 'state'))).rejects.toMatchObject({
      code: 'E_DATA_DIRECTORY_UNUSABLE',
      message: expect.stringContaining('disk is full'),
    })
  })

  it('fails what it cannot keep, loses nothing, and goes on when there is room', async (context) => {
    if (!mount(disk, 120)) return context.skip()
    const lost = vi.fn()
    const store = await openDirectoryStore(join(disk, 'state'), { onConnectionLost: lost })
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'filling'), Buffer.alloc(Math.max(0, bavail * bsize - 2 * mebibyte)))
    const kept: string[] = []
    let failure: unknown
    for (let id = 0; failure === undefined && id < 1000; id += 1) {
      try {
        await put(store, String(id))
        kept.push(String(id))
      } catch (error) {
        failure = error
      }
    }
    expect(failure).toBeInstanceOf(Error)
    rmSync(join(disk, 'filling'))
    await vi.waitFor(() => put(store, 'after'), { timeout: 120_000, interval: 500 })
    const rows = await store.db.selectFrom('cumulonimbus_users').select('id').execute()
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...kept, 'after']))
    await store.close()
  })
})
