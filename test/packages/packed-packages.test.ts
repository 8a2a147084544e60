import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { glob } from 'tinyglobby'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
let folder: string
let names: string[]

/** Every package as npm users get it: packed, then installed from the tarballs into an empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concordat-packed-'))
  const manifests = await glob(['packages/*/package.json', 'generated/*/package.json'], {
    cwd: root,
  })
  names = []
  for (const manifest of manifests.sort()) {
    names.push(JSON.parse(await readFile(join(root, manifest), 'utf8')).name)
  }
  const { stdout } = await run(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      folder,
      ...manifests.flatMap((file) => ['-w', dirname(file)]),
    ],
    { cwd: root, maxBuffer: 64 << 20 },
  )
  const packed: { filename: string }[] = Object.values(JSON.parse(stdout))
  expect(packed).toHaveLength(names.length)
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  )
  await run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--ignore-scripts',
      ...packed.map(({ filename }) => `./${filename}`),
      'typescript@5.9.3',
      'hono',
      'zod',
      '@hono/zod-openapi',
      '@types/node@20',
    ],
    { cwd: folder, maxBuffer: 64 << 20 },
  )
}, 300_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const node = (script: string) =>
  run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder })
const bin = (name: string) => join(folder, 'node_modules', '.bin', name)

test('every entry of every package can be imported', async () => {
  const entries: string[] = []
  for (const name of names) {
    const manifest = JSON.parse(
      await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8'),
    )
    for (const path of Object.keys(manifest.exports)) {
      if (!path.endsWith('.json')) entries.push(path === '.' ? name : `${name}${path.slice(1)}`)
    }
  }
  const { stdout } = await node(`
    for (const entry of ${JSON.stringify(entries)}) {
      try { await import(entry) } catch (error) { console.log(entry + ': ' + error.message) }
    }`)
  expect(stdout).toBe('')
  expect(entries.length).toBeGreaterThan(names.length)
})

test('the installed command writes a first document and generates a package that typechecks and builds', async () => {
  const version = await run(bin('concordat'), ['--version'], { cwd: folder })
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  await run(bin('concordat'), ['init', 'notes'], { cwd: folder })
  await run(bin('concordat'), ['generate'], { cwd: folder })
  await run(bin('concordat'), ['generate', '--check'], { cwd: folder })
  await run(bin('tsc'), ['-p', 'generated/notes/tsconfig.json'], { cwd: folder })
  const { stdout } = await node(`
    import { createClient } from './generated/notes/dist/client.js'
    import { createServer } from './generated/notes/dist/server.js'
    const note = { id: 1, text: 'Water the plants', createdAt: '2030-01-01T00:00:00Z' }
    const server = createServer({
      handlers: {
        listNotes: () => ({ status: 200, body: [note] }),
        createNote: ({ body }) => ({ status: 201, headers: { location: '/notes/1' }, body: { ...note, text: body.text } }),
        getNote: ({ path }) => path.id === 1 ? { status: 200, body: note } : { status: 404, body: { title: 'Not found', status: 404 } },
      },
    })
    const client = createClient({ baseUrl: 'http://localhost', fetch: (request) => server.fetch(request) })
    const listed = await client.listNotes({ query: { limit: 5 } })
    const created = await client.createNote({ body: { text: 'Call back' } })
    const missing = await client.getNote({ path: { id: 2 } })
    console.log(listed.status, listed.body?.[0]?.text, created.status, created.headers?.location, missing.status)`)
  expect(stdout.trim()).toBe('200 Water the plants 201 /notes/1 404')
}, 120_000)

test('the installed reference server answers the installed generated client', async () => {
  const server = spawn(
    bin('concordat-reference'),
    ['--port', '0', '--data', 'memory', '--demo', '--json'],
    { cwd: folder },
  )
  try {
    const started = await new Promise<string>((resolve, reject) => {
      let out = ''
      let err = ''
      server.stdout.on('data', (chunk) => {
        out += chunk
        if (out.includes('\n')) resolve(out)
      })
      server.stderr.on('data', (chunk) => {
        err += chunk
      })
      server.on('exit', (code) =>
        reject(new Error(`the reference server ended with ${code}: ${err}`)),
      )
    })
    const { url } = JSON.parse(started)
    const { stdout } = await node(`
      import { createClient } from '@concordat/cumulonimbus'
      const client = createClient({ baseUrl: ${JSON.stringify(`${url}/cumulonimbus/api`)}, auth: { sessionToken: 'token' } })
      const listed = await client.listUserSessions({ path: { id: '1234567890' } })
      console.log(listed.status, listed.status === 200 && listed.body.items.map((session) => session.iat).join())`)
    expect(stdout.trim()).toMatch(/^200 (\d+,)*1234567890,(\d+,)*987654321/)
  } finally {
    server.removeAllListeners('exit')
    server.kill('SIGTERM')
  }
}, 120_000)
