import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoadOptions, loadDocument } from '../index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Hostile, version: "1" }\n'
const refersTo = (ref: string) =>
  `${head}paths: {}\ncomponents: { schemas: { A: { type: array, items: { $ref: ${JSON.stringify(ref)} } } } }\n`

async function findingsOf(location: string, options: LoadOptions) {
  const { findings } = await loadDocument(location, options)
  return findings.map(({ id, message }) => `${id}: ${message}`)
}

describe('files of the disk', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'concordat-')))
    await mkdir(join(folder, 'project/api'), { recursive: true })
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(join(folder, 'secret.yaml'), 'type: string')
    await writeFile(join(folder, 'project/shared.yaml'), 'type: string')
    await symlink(join(folder, 'secret.yaml'), join(folder, 'project/api/link.yaml'))
    await symlink(join(folder, 'project/api'), join(folder, 'elsewhere/linked-folder'))
    const documents = {
      inside: '../shared.yaml',
      outside: '../../secret.yaml',
      linked: './link.yaml',
      absolute: `file://${folder}/secret.yaml`,
      encoded: '..%2F..%2Fsecret.yaml',
      dotted: './%2e%2e/%2e%2e/secret.yaml',
      device: 'file:///dev/zero',
      host: 'file://server/share.yaml',
      folder: '.',
    }
    for (const [name, ref] of Object.entries(documents)) {
      await writeFile(join(folder, `project/api/${name}.yaml`), refersTo(ref))
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  const load = (name: string, options: LoadOptions = {}) =>
    findingsOf(`api/${name}.yaml`, { cwd: join(folder, 'project'), ...options })

  it('inside the working directory may be referred to', async () => {
    expect(await load('inside')).toEqual([])
  })

  it('outside of it, and of the document, may not', async () => {
    expect(await findingsOf('inside.yaml', { cwd: join(folder, 'project/api') })).toEqual([
      expect.stringContaining('reference-refused'),
    ])
    for (const name of ['outside', 'linked', 'absolute', 'dotted', 'device']) {
      expect(await load(name), name).toEqual([expect.stringContaining('reference-refused')])
    }
  })

  it('outside may when it is allowed', async () => {
    for (const name of ['outside', 'linked', 'absolute']) {
      expect(await load(name, { allowFilesOutside: true }), name).toEqual([])
    }
  })

  it('that do not exist, are folders or on another machine are findings', async () => {
    for (const name of ['encoded', 'host', 'folder']) {
      expect(await load(name), name).toEqual([expect.stringContaining('reference-unresolved')])
    }
  })

  it('are found from where the document really is, and from where it seems to be', async () => {
    expect(await findingsOf('elsewhere/linked-folder/inside.yaml', { cwd: folder })).toEqual([
      expect.stringContaining('reference-unresolved'),
    ])
  })

  it('that are not there are refused by name', async () => {
    await expect(loadDocument('nope.yaml', { cwd: folder })).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_FOUND',
      message: expect.stringContaining('`nope.yaml`: there is no such file'),
    })
    await expect(loadDocument('project', { cwd: folder })).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_FOUND',
      message: expect.stringContaining('folder'),
    })
  })

  it('that are no text are refused', async () => {
    await writeFile(join(folder, 'binary.yaml'), Uint8Array.from([0xff, 0xfe, 0x00, 0x41]))
    await expect(loadDocument('binary.yaml', { cwd: folder })).rejects.toMatchObject({
      code: 'E_DOCUMENT_ENCODING',
    })
  })
})
