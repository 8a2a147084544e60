import { describe, expect, it } from 'vitest'
import { MemoryEdges } from '../../test/memory-edges.ts'
import { defaultEmitters } from '../outputs.ts'
import { isPackageFresh, packageStamp, type StampInput } from './package-stamp.ts'
import { writePackage } from './write-package.ts'

const files = [{ path: 'src/client.ts', text: 'export const client = 1\n' }]
const input: StampInput = { options: { source: 'a.yaml' }, files: ['a.yaml'], cwd: 'repo' }

function written(given: StampInput = input): MemoryEdges {
  const edges = new MemoryEdges({ 'repo/a.yaml': 'openapi: 3.1.0\n' })
  writePackage('repo/acme', files, { edges, stamp: packageStamp(given, edges) })
  return edges
}

describe('isPackageFresh', () => {
  it('knows a package that nothing happened to', () => {
    expect(isPackageFresh('repo/acme', input, written())).toBe(true)
  })

  it.each([
    ['the document changed', (edges: MemoryEdges) => edges.put('repo/a.yaml', 'openapi: 3.1.1\n')],
    ['the document is gone', (edges: MemoryEdges) => edges.removeFile('repo/a.yaml')],
    ['a file changed', (edges: MemoryEdges) => edges.put('repo/acme/src/client.ts', '')],
    ['a file is gone', (edges: MemoryEdges) => edges.removeFile('repo/acme/src/client.ts')],
    [
      'the manifest is broken',
      (edges: MemoryEdges) => edges.put('repo/acme/.concordat-manifest.json', '{'),
    ],
  ])('knows that %s', (_, change) => {
    const edges = written()
    change(edges)
    expect(isPackageFresh('repo/acme', input, edges)).toBe(false)
  })

  it.each<[string, Partial<StampInput>]>([
    ['other filters', { options: { source: 'a.yaml', filters: { tags: ['a'] } } }],
    ['another scope', { options: { source: 'a.yaml', scope: 'acme' } }],
    ['other options of loading', { extra: 'remote' }],
    ['fewer emitters', { options: { source: 'a.yaml', emitters: defaultEmitters.slice(1) } }],
  ])('knows that it was made with %s', (_, change) => {
    expect(isPackageFresh('repo/acme', { ...input, ...change }, written())).toBe(false)
  })

  it('takes line breaks of a checkout for what they are', () => {
    const edges = written()
    edges.put('repo/a.yaml', 'openapi: 3.1.0\r\n')
    expect(isPackageFresh('repo/acme', input, edges)).toBe(true)
  })

  it('never trusts documents from elsewhere, nor emitters that do not say their version', () => {
    const remote = { ...input, files: ['https://example.com/a.yaml'] }
    expect(isPackageFresh('repo/acme', remote, written(remote))).toBe(false)
    const emitter = { name: 'own', emit: () => [] }
    const own = { ...input, options: { ...input.options, emitters: [emitter] } }
    expect(isPackageFresh('repo/acme', own, written(own))).toBe(false)
    const versioned = {
      ...input,
      options: { ...input.options, emitters: [{ ...emitter, version: '1' }] },
    }
    expect(isPackageFresh('repo/acme', versioned, written(versioned))).toBe(true)
  })
})
