import { describe, expect, it } from 'vitest'
import { type LoadOptions, loadDocument, memoryFiles } from '../index.ts'

const head = 'openapi: 3.1.1\ninfo: { title: Hostile, version: "1" }\n'
const refersTo = (ref: string) =>
  `${head}paths: {}\ncomponents: { schemas: { A: { type: array, items: { $ref: ${JSON.stringify(ref)} } } } }\n`

async function findingsOf(location: string, options: LoadOptions) {
  const { findings } = await loadDocument(location, options)
  return findings.map(({ id, message }) => `${id}: ${message}`)
}

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

  it.each(['http://', 'http://[', 'file://server/openapi.yaml'])(
    'that are none are refused: %s',
    async (location) => {
      await expect(loadDocument(location, edges)).rejects.toMatchObject({
        code: 'E_DOCUMENT_NOT_FOUND',
      })
    },
  )

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
