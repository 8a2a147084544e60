import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MemoryEdges } from '../../test/memory-edges.ts'
import { checkPackage } from './check-package.ts'
import { manifestName } from './manifest.ts'
import { stagingName } from './transaction.ts'
import { writePackage } from './write-package.ts'

const first = [
  { path: 'package.json', text: '{}\n' },
  { path: 'src/client.ts', text: 'export const client = 1\n' },
  { path: 'src/old/stale.ts', text: 'export const stale = 1\n' },
]
const second = [
  { path: 'package.json', text: '{}\n' },
  { path: 'src/client.ts', text: 'export const client = 2\n' },
  { path: 'src/server.ts', text: 'export const server = 2\n' },
]

function contents(edges: MemoryEdges): Record<string, string> {
  return Object.fromEntries(
    Object.entries(edges.files()).filter(([path]) => !path.endsWith(manifestName)),
  )
}

function code(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof ConcordatError) return error.code
    throw error
  }
  return 'none'
}

describe('writePackage', () => {
  it('creates a folder that is not there, with all above it', () => {
    const edges = new MemoryEdges()
    const result = writePackage('generated/deep/acme', first, { edges })
    expect(result).toMatchObject({ written: true, created: first.map((file) => file.path) })
    expect(contents(edges)).toEqual({
      'generated/deep/acme/package.json': '{}\n',
      'generated/deep/acme/src/client.ts': 'export const client = 1\n',
      'generated/deep/acme/src/old/stale.ts': 'export const stale = 1\n',
    })
  })

  it('replaces what changed, removes what is not generated any more, and touches nothing else', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put('acme/node_modules/zod/index.js', 'foreign')
    edges.put('acme/src/mine.ts', 'foreign')
    const result = writePackage('acme', second, { edges })
    expect(result.replaced).toEqual(['src/client.ts'])
    expect(result.created).toEqual(['src/server.ts'])
    expect(result.removed).toEqual(['src/old/stale.ts'])
    expect(result.changed).toHaveLength(3)
    expect(contents(edges)).toEqual({
      'acme/node_modules/zod/index.js': 'foreign',
      'acme/package.json': '{}\n',
      'acme/src/client.ts': 'export const client = 2\n',
      'acme/src/mine.ts': 'foreign',
      'acme/src/server.ts': 'export const server = 2\n',
    })
    expect(edges.kind('acme/src/old')).toBeUndefined()
  })

  it('changes nothing on disk when nothing changed', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    const before = edges.calls
    expect(writePackage('acme', first, { edges })).toMatchObject({ written: true, changed: [] })
    expect(edges.calls).toBe(before)
  })

  it('writes nothing when a foreign file stands in the way', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put('acme/src/server.ts', 'mine')
    const before = edges.files()
    const result = writePackage('acme', second, { edges })
    expect(result.written).toBe(false)
    expect(result.findings).toMatchObject([
      { id: 'generated-file-in-the-way', severity: 'error', evidence: { path: 'src/server.ts' } },
    ])
    expect(edges.files()).toEqual(before)
  })

  it('writes nothing when a link or a file stands where a folder should be', () => {
    for (const kind of ['link', 'file'] as const) {
      const edges = new MemoryEdges()
      writePackage('acme', [{ path: 'a.ts', text: '' }], { edges })
      edges.entries.set('acme/src', { kind, text: '' })
      expect(writePackage('acme', second, { edges })).toMatchObject({
        written: false,
        findings: [{ evidence: { blocking: 'src' } }, { evidence: { blocking: 'src' } }],
      })
      expect(edges.kind('acme/package.json')).toBeUndefined()
    }
  })

  it('takes over a foreign file that is what it would write', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put('acme/src/server.ts', 'export const server = 2\n')
    expect(writePackage('acme', second, { edges }).written).toBe(true)
  })

  it('keeps a stale file that was edited, and says so', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put('acme/src/old/stale.ts', 'export const stale = "edited"\n')
    const result = writePackage('acme', second, { edges })
    expect(result.findings).toMatchObject([{ id: 'generated-file-edited', severity: 'warning' }])
    expect(edges.read('acme/src/old/stale.ts')).toContain('edited')
    expect(writePackage('acme', second, { edges }).findings).toEqual([])
  })

  it('refuses a folder that is not a generated package', () => {
    const edges = new MemoryEdges({ 'acme/thesis.txt': 'years of work' })
    expect(code(() => writePackage('acme', first, { edges }))).toBe('E_OUTPUT_FOREIGN')
    expect(edges.files()).toEqual({ 'acme/thesis.txt': 'years of work' })
    const file = new MemoryEdges({ acme: 'a file' })
    expect(code(() => writePackage('acme', first, { edges: file }))).toBe('E_OUTPUT_FOREIGN')
  })

  it('takes an empty folder', () => {
    const edges = new MemoryEdges()
    edges.makeDirectory('acme')
    expect(writePackage('acme', first, { edges }).written).toBe(true)
  })

  it('refuses a manifest that is broken, with nothing changed', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put(`acme/${manifestName}`, '<<<<<<< HEAD')
    const before = edges.files()
    expect(code(() => writePackage('acme', second, { edges }))).toBe('E_OUTPUT_MANIFEST')
    expect(edges.files()).toEqual(before)
  })

  it('leaves another run alone while it is at work', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put(`acme/${stagingName}/owner.json`, '{"processId":7}')
    edges.running.add(7)
    expect(code(() => writePackage('acme', second, { edges }))).toBe('E_OUTPUT_BUSY')
    edges.running.delete(7)
    expect(writePackage('acme', second, { edges }).written).toBe(true)
    expect(edges.kind(`acme/${stagingName}`)).toBeUndefined()
  })

  it('removes before it creates, so that a name can change its case', () => {
    const edges = new MemoryEdges()
    writePackage('acme', [{ path: 'src/Client.ts', text: '1' }], { edges })
    const result = writePackage('acme', [{ path: 'src/client.ts', text: '2' }], { edges })
    expect(result.changed).toEqual(['src/Client.ts', 'src/client.ts'])
  })
})

describe('writePackage that fails', () => {
  const steps = countSteps()

  it('has steps to fail at', () => {
    expect(steps).toBeGreaterThan(12)
  })

  for (let failAt = 1; failAt <= steps; failAt += 1) {
    it(`leaves the old output whole when the disk is full at step ${failAt}`, () => {
      const edges = written()
      const before = edges.files()
      edges.failAt = edges.calls + failAt
      const outcome = code(() => writePackage('acme', second, { edges }))
      // The last steps only tidy up what the run itself had put aside.
      if (outcome === 'none' || !hasStaging(edges))
        expect([before, after()]).toContainEqual(edges.files())
      else expect(outcome).toBe('E_OUTPUT_WRITE')
      edges.revive()
      writePackage('acme', first, { edges })
      expect(edges.files()).toEqual(before)
    })

    it(`is undone by the next run when it is killed at step ${failAt}`, () => {
      const edges = written()
      const before = edges.files()
      edges.failAt = edges.calls + failAt
      edges.kills = true
      expect(() => writePackage('acme', second, { edges })).toThrow()
      edges.revive()
      expect(writePackage('acme', second, { edges }).written).toBe(true)
      expect(edges.files()).toEqual(after())
      writePackage('acme', first, { edges })
      expect(edges.files()).toEqual(before)
    })

    it(`leaves nothing of a new package when it is killed at step ${failAt} and then fails`, () => {
      const edges = new MemoryEdges()
      edges.failAt = failAt
      edges.kills = true
      try {
        writePackage('acme', second, { edges })
      } catch {
        edges.revive()
        expect(writePackage('acme', second, { edges }).written).toBe(true)
        expect(edges.files()).toEqual(after())
      }
    })
  }

  it('says that the disk is full, and leaves no folder of its own', () => {
    const edges = new MemoryEdges()
    edges.failAt = 5
    expect(() => writePackage('generated/acme', first, { edges })).toThrow(/the disk is full/)
    expect([...edges.entries]).toEqual([])
  })

  function written(): MemoryEdges {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    return edges
  }

  function after(): Record<string, string> {
    const edges = new MemoryEdges()
    writePackage('acme', second, { edges })
    return edges.files()
  }

  function hasStaging(edges: MemoryEdges): boolean {
    return edges.kind(`acme/${stagingName}`) !== undefined
  }

  function countSteps(): number {
    const edges = written()
    const before = edges.calls
    writePackage('acme', second, { edges })
    return edges.calls - before
  }
})

describe('on a real file system', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'write-package-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('writes, replaces and removes', () => {
    const folder = join(root, 'generated', 'acme')
    writePackage(folder, first)
    writePackage(folder, second)
    expect(readFileSync(join(folder, 'src/client.ts'), 'utf8')).toBe('export const client = 2\n')
    expect(readdirSync(folder).sort()).toEqual([manifestName, 'package.json', 'src'])
    expect(readdirSync(join(folder, 'src')).sort()).toEqual(['client.ts', 'server.ts'])
    expect(checkPackage(folder, second)).toEqual([])
  })

  it('does not write through a link', () => {
    const folder = join(root, 'acme')
    writePackage(folder, first)
    writeFileSync(join(root, 'secret'), 'untouched')
    symlinkSync(join(root, 'secret'), join(folder, 'src/server.ts'))
    expect(writePackage(folder, second).written).toBe(false)
    expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('untouched')
  })
})

describe('checkPackage', () => {
  it('names what is missing, changed and stale, and changes nothing', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    const before = edges.files()
    expect(
      checkPackage('acme', second, edges).map(({ id, evidence }) => [id, evidence?.path]),
    ).toEqual([
      ['generated-file-changed', 'acme/src/client.ts'],
      ['generated-file-missing', 'acme/src/server.ts'],
      ['generated-file-stale', 'acme/src/old/stale.ts'],
    ])
    expect(edges.files()).toEqual(before)
    expect(checkPackage('acme', first, edges)).toEqual([])
  })

  it('takes line breaks of a checkout for what they are', () => {
    const edges = new MemoryEdges()
    writePackage('acme', first, { edges })
    edges.put('acme/src/client.ts', 'export const client = 1\r\n')
    expect(checkPackage('acme', first, edges)).toEqual([])
  })

  it('finds everything missing where there is no folder', () => {
    expect(checkPackage('acme', first, new MemoryEdges())).toHaveLength(first.length)
  })
})
