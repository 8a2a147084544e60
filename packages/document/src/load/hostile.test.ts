import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConcordatError } from '@concordat/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import {
  type LoadOptions,
  loadDocument,
  loadDocumentFromObject,
  loadDocumentFromText,
  memoryFiles,
  readApiModel,
} from '../index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Hostile, version: "1" }\n'
const refersTo = (ref: string) =>
  `${head}paths: {}\ncomponents: { schemas: { A: { items: { $ref: ${JSON.stringify(ref)} } } } }\n`

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

describe('URLs', () => {
  const pages: Readonly<Record<string, string>> = {
    'https://api.example.com/openapi.yaml': refersTo('./pet.json'),
    'https://api.example.com/pet.json': '{ "type": "string" }',
    'https://other.example.com/pet.json': '{ "type": "string" }',
    'https://api.example.com/thief.yaml': refersTo('file:///etc/passwd'),
    'http://localhost:3000/openapi.json': JSON.stringify({ openapi: '3.1.0', info: {}, paths: {} }),
  }
  const redirects: Readonly<Record<string, string>> = {
    'https://other.example.com/inward': 'http://169.254.169.254/latest/meta-data',
    'https://other.example.com/moved.json': 'https://other.example.com/pet.json',
    'https://other.example.com/loop': 'https://other.example.com/loop',
    'https://example.com/latest.yaml': 'https://api.example.com/openapi.yaml',
  }
  const asked: string[] = []
  const edges = {
    readFile: memoryFiles({}),
    resolveHost: async (host: string) =>
      host.startsWith('rebound') ? ['93.184.216.34', '10.0.0.1'] : ['93.184.216.34'],
    fetch: async (input: string | URL | Request) => {
      const url = input instanceof Request ? input.url : String(input)
      asked.push(url)
      const location = redirects[url]
      if (location !== undefined) return new Response(null, { status: 302, headers: { location } })
      const page = pages[url]
      return page === undefined ? new Response('no', { status: 404 }) : new Response(page)
    },
  }
  const load = async (ref: string, options: LoadOptions = {}) => {
    asked.length = 0
    const files = { 'api.yaml': refersTo(ref) }
    return findingsOf('/api.yaml', { cwd: '/', ...edges, readFile: memoryFiles(files), ...options })
  }

  it('are not read unless they are allowed', async () => {
    expect(await load('https://other.example.com/pet.json')).toEqual([
      expect.stringContaining('reference-refused'),
    ])
    expect(asked).toEqual([])
  })

  it('are read when they are allowed, redirects followed', async () => {
    expect(await load('https://other.example.com/pet.json', { allowRemote: {} })).toEqual([])
    expect(await load('https://other.example.com/moved.json', { allowRemote: {} })).toEqual([])
  })

  it('are read of the hosts that are allowed, and of no other', async () => {
    const allowRemote = { hosts: ['api.example.com'] }
    expect(await load('https://api.example.com/pet.json', { allowRemote })).toEqual([])
    expect(await load('https://other.example.com/pet.json', { allowRemote })).toEqual([
      expect.stringContaining('not one of those allowed'),
    ])
  })

  it.each([
    'http://localhost/a',
    'http://127.0.0.1/a',
    'http://127.1/a',
    'http://0x7f000001/a',
    'http://2130706433/a',
    'http://[::1]/a',
    'http://[::ffff:10.0.0.1]/a',
    'http://[fd00::1]/a',
    'http://10.1.2.3/a',
    'http://172.20.0.1/a',
    'http://192.168.1.1/a',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0/a',
    'http://metadata/a',
    'http://db.internal/a',
    'http://printer.local./a',
    'http://rebound.example.com/a',
  ])('of private networks are refused though URLs are allowed: %s', async (ref) => {
    expect(await load(ref, { allowRemote: {} })).toEqual([
      expect.stringMatching(/^reference-refused: .*private network/),
    ])
    expect(asked).toEqual([])
  })

  it('of private networks are read when that is allowed', async () => {
    expect(
      await load('http://localhost:3000/openapi.json#/info', { allowRemote: { private: true } }),
    ).toEqual([])
  })

  it('do not lead into private networks by a redirect, nor round in circles', async () => {
    expect(await load('https://other.example.com/inward', { allowRemote: {} })).toEqual([
      expect.stringContaining('private network'),
    ])
    expect(await load('https://other.example.com/loop', { allowRemote: {} })).toEqual([
      expect.stringContaining('redirects'),
    ])
  })

  it('of other kinds are refused', async () => {
    for (const ref of ['ftp://example.com/a', 'data:application/json,{}', 'javascript:1']) {
      expect(await load(ref, { allowRemote: {} })).toEqual([expect.stringContaining('reference-')])
    }
  })

  it('that the user names are read, with their neighbours', async () => {
    const { loaded, findings } = await loadDocument('https://api.example.com/openapi.yaml', edges)
    expect(findings).toEqual([])
    expect(loaded.files).toEqual([
      'https://api.example.com/openapi.yaml',
      'https://api.example.com/pet.json',
    ])
    const local = await loadDocument('http://localhost:3000/openapi.json', edges)
    expect(local.loaded.openapi).toBe('3.1.0')
  })

  it('that the user names may redirect, and references start from where that ends', async () => {
    const { loaded, findings } = await loadDocument('https://example.com/latest.yaml', edges)
    expect(findings).toEqual([])
    expect(loaded.location).toBe('https://api.example.com/openapi.yaml')
  })

  it('that the user names may not read files, whatever is allowed', async () => {
    const { findings } = await loadDocument('https://api.example.com/thief.yaml', {
      ...edges,
      allowFilesOutside: true,
      allowRemote: { private: true },
    })
    expect(findings).toMatchObject([
      { id: 'reference-refused', message: expect.stringContaining('may not refer to files') },
    ])
  })

  it('that are not there are refused by name', async () => {
    await expect(loadDocument('https://api.example.com/nope.yaml', edges)).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_FOUND',
      message: expect.stringContaining('404'),
    })
  })

  it('that answer without end are cut off', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(65_536))
    const endless = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }))
    await expect(
      loadDocument('https://api.example.com/a', {
        ...edges,
        fetch: endless,
        limits: { maxBytes: 1_000_000 },
      }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_BIG' })
  })
})

describe('a document that is too much', () => {
  const load = (text: string, options: LoadOptions = {}) =>
    loadDocumentFromText(head + text, { cwd: '/', readFile: memoryFiles({}), ...options })

  it('in bytes, in files, in values and in depth is refused', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`f${n}.yaml`, `items: { $ref: f${n + 1}.yaml }`]),
    )
    const readFile = memoryFiles({ ...files, 'api.yaml': refersTo('f0.yaml') })
    const options = { cwd: '/', readFile }
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxBytes: 50 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_BIG' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxFiles: 10 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_MANY_FILES' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxNodes: 20 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_BIG' })
    await expect(
      loadDocument('/api.yaml', { ...options, limits: { maxDepth: 3 } }),
    ).rejects.toMatchObject({ code: 'E_DOCUMENT_TOO_DEEP' })
  })

  it('by aliases of aliases is refused, in size and in depth', async () => {
    const wide = Array.from(
      { length: 40 },
      (_, n) => `x-${n}: &a${n} ${n === 0 ? '[x, x]' : `[*a${n - 1}, *a${n - 1}]`}`,
    )
    await expect(load(`paths: {}\n${wide.join('\n')}`)).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_BIG',
    })
    const deep = Array.from(
      { length: 2000 },
      (_, n) => `x-${n}: &a${n} ${n === 0 ? '[x]' : `[*a${n - 1}]`}`,
    )
    await expect(load(`paths: {}\n${deep.join('\n')}`)).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_DEEP',
    })
  })

  it('by path items in path items is refused or read, never endless', async () => {
    const item = (n: number) =>
      `I${n}: { get: { callbacks: { a: { x: { $ref: '#/components/pathItems/I${n + 1}' } }, b: { x: { $ref: '#/components/pathItems/I${n + 1}' } } } } }`
    const items = Array.from({ length: 60 }, (_, n) => item(n))
    const text = `paths: { /a: { $ref: '#/components/pathItems/I0' } }\ncomponents: { pathItems: { ${items.join(', ')}, I60: {} } }`
    await expect(load(text, { limits: { maxNodes: 100_000 } })).rejects.toMatchObject({
      code: 'E_DOCUMENT_TOO_BIG',
    })
    const own = `paths: { /a: { $ref: '#/components/pathItems/I' } }\ncomponents: { pathItems: { I: { get: { callbacks: { a: { x: { $ref: '#/components/pathItems/I' } } } } } } }`
    const { findings } = await load(own)
    expect(findings.map(({ id }) => id)).toContain('reference-unresolved')
  })

  it('in an enum is read in time', async () => {
    const values = Array.from({ length: 200_000 }, (_, n) => `value ${n}`)
    const started = performance.now()
    const { loaded } = await loadDocumentFromObject({
      openapi: '3.1.1',
      info: { title: 'Enum', version: '1' },
      paths: {},
      components: { schemas: { Big: { enum: values } } },
    })
    expect(readApiModel(loaded).model.schemas[0]?.schema).toMatchObject({ enum: values })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('in operations of one name is read in time', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [
        `/p${n}`,
        { get: { operationId: 'same', responses: {} } },
      ]),
    )
    const started = performance.now()
    const { loaded } = await loadDocumentFromObject({ openapi: '3.1.1', info: {}, paths })
    const { model } = readApiModel(loaded)
    expect(new Set(model.operations.map(({ operationId }) => operationId)).size).toBe(5000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('an object', () => {
  it('that is not JSON is refused', async () => {
    const circle: Record<string, unknown> = { openapi: '3.1.1' }
    circle.self = circle
    await expect(loadDocumentFromObject(circle)).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_JSON',
    })
    await expect(loadDocumentFromObject(undefined)).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_OPENAPI',
    })
    await expect(loadDocumentFromObject({ openapi: 10n })).rejects.toMatchObject({
      code: 'E_DOCUMENT_NOT_JSON',
    })
  })

  it('may be changed afterwards: the document does not change with it', async () => {
    const paths: Record<string, unknown> = {}
    const { loaded } = await loadDocumentFromObject({ openapi: '3.1.1', info: {}, paths })
    paths['/a'] = {}
    expect(loaded.document.paths).toEqual({})
  })
})

describe('any document at all', () => {
  const name = fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '$ref',
      '',
      'a/b~c',
      '%',
      '{id}',
      '*/',
      '$(x)',
      '\u2028',
      '🙂',
      'x-a',
      'schema',
      'get',
      '200',
      'default',
    ),
    fc.string(),
  )
  const reference = fc.constantFrom(
    '#/components/schemas/A',
    '#/components/schemas/B',
    '#',
    '#/paths',
    'nope.yaml',
    'http://10.0.0.1/',
    '#/components/schemas/__proto__',
    '%zz',
    '#/%zz',
  )
  const { anything } = fc.letrec((tie) => ({
    anything: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, 0, 1.5, '', 'text', 'string', 'query', 'path'),
      fc.record({ $ref: reference }),
      fc.array(tie('anything'), { maxLength: 3 }),
      fc.dictionary(name, tie('anything'), { maxKeys: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'get',
          'post',
          'parameters',
          'responses',
          '200',
          'content',
          'schema',
          'properties',
          'items',
          'type',
          'required',
          'name',
          'in',
          'headers',
          'links',
          'callbacks',
          'allOf',
          'discriminator',
          'mapping',
          'propertyName',
          'nullable',
          'default',
          'security',
          'examples',
          '$id',
          '$ref',
        ),
        tie('anything'),
        { maxKeys: 5 },
      ),
    ),
  }))
  const document = fc.record(
    {
      openapi: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
      info: anything,
      servers: anything,
      security: anything,
      tags: anything,
      paths: fc.oneof(
        anything,
        fc.dictionary(fc.constantFrom('/a', '/a/{id}', 'b', '/{'), anything),
      ),
      webhooks: anything,
      components: fc.oneof(
        anything,
        fc.dictionary(
          fc.constantFrom('schemas', 'parameters', 'responses', 'securitySchemes', 'pathItems'),
          fc.oneof(anything, fc.dictionary(fc.oneof(fc.constantFrom('A', 'B'), name), anything)),
        ),
      ),
    },
    { requiredKeys: ['openapi'] },
  )

  it('is read, or refused by name; it never breaks the reader, nor any object', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.boolean(), async (value, asYaml) => {
        const text = asYaml ? stringify(value) : JSON.stringify(value)
        try {
          const { loaded, findings } = await loadDocumentFromText(text, {
            cwd: '/',
            location: '/api/openapi.yaml',
            readFile: memoryFiles({}),
          })
          const { model, findings: more } = readApiModel(loaded)
          for (const { pointer, source } of [...findings, ...more]) {
            expect(source ?? pointer).toBeDefined()
            if (source) expect(loaded.line(source.file, source.line)).toBeTypeOf('string')
          }
          const names = [...model.operations, ...model.webhooks].map(
            ({ operationId }) => operationId,
          )
          expect(new Set(names).size).toBe(names.length)
          expect(model.operations.every(({ operationId }) => operationId !== '')).toBe(true)
          // Whoever reads the normalised document again finds nothing more to mend.
          const again = await loadDocumentFromObject(loaded.document)
          expect(again.loaded.document).toEqual(loaded.document)
        } catch (error) {
          if (!(error instanceof ConcordatError)) throw error
          expect(error.code).toMatch(/^E_DOCUMENT_/)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 600 },
    )
  }, 120_000)
})
