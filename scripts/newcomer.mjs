// Walks a newcomer's path in an empty folder, from packed packages as npm users get them: install, `init`, `generate`, the
// command that `generate` names at its end, a server and a client of one's own, `verify`. Prints commands and minutes.
// Ends with 1 when a step fails. `--keep` leaves the folder.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'concordat-newcomer-'))
const app = join(folder, 'app')
mkdirSync(app)
const steps = []

/** Runs one command as a person would type it. */
function run(command, expected = 0) {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(command, { cwd: app, encoding: 'utf8', shell: true })
  const seconds = (performance.now() - start) / 1000
  steps.push({ command, seconds })
  console.log(`$ ${command} (${seconds.toFixed(1)} s)`)
  if (status === expected) return stdout
  throw new Error(`ended with ${status} instead of ${expected}:\n${stdout}${stderr}`)
}

/** Kilobytes of a folder. */
function sizeOf(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size / 1000, 0)
}

const serverCode = `import { createServer } from '@acme/notes/server'
import { serve } from '@concordat/server/node'
const notes = new Map()
const { fetch } = createServer({
  handlers: {
    listNotes: ({ query }) => ({ status: 200, body: [...notes.values()].reverse().slice(0, query.limit) }),
    createNote: ({ body }) => {
      const note = { id: notes.size + 1, text: body.text, createdAt: new Date().toISOString() }
      notes.set(note.id, note)
      return { status: 201, body: note, headers: { location: '/notes/' + note.id } }
    },
    getNote: ({ path }) => {
      const note = notes.get(path.id)
      if (note) return { status: 200, body: note }
      return { status: 404, body: { title: 'There is no such note.', status: 404 } }
    },
  },
})
const server = await serve({ fetch }, { port: 3000, hostname: '127.0.0.1' })
console.log('listening')
process.on('SIGTERM', () => process.exit(0))
`
const clientCode = `import { createClient, unwrap } from '@acme/notes'
const client = createClient({ baseUrl: 'http://localhost:3000' })
const note = await unwrap(client.createNote({ body: { text: 'Water the plants' } }))
const { status, body } = await client.getNote({ path: { id: note.id } })
if (status !== 200 || body.text !== 'Water the plants') throw new Error('the note is not there')
console.log(body)
`

let server
try {
  const folders = globSync(['packages/*/package.json', '!packages/reference/**'], {
    cwd: root,
  }).map(dirname)
  const packed = spawnSync(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      folder,
      ...folders.flatMap((path) => ['-w', path]),
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 },
  )
  if (packed.status !== 0) throw new Error(packed.stderr)
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'))

  run('npm init -y && npm pkg set type=module')
  // From a registry this is \`npm install --save-dev concordat\`: it brings the others along.
  run(`npm install --no-audit --no-fund ${tarballs.map((name) => `../${name}`).join(' ')}`)
  run('npx concordat init --scope @acme')
  const next = /^Next: (.*)$/m.exec(run('npx concordat generate'))?.[1]
  if (!next) throw new Error('generate names no next command')
  run(next)
  writeFileSync(join(app, 'server.js'), serverCode)
  writeFileSync(join(app, 'client.js'), clientCode)
  server = spawn(process.execPath, ['server.js'], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve)
    server.once('exit', (code) => reject(new Error(`server.js ended with ${code}`)))
  })
  steps.push({ command: 'node server.js &', seconds: 0 })
  run('node client.js')
  run('npx concordat verify --budget 10s')
  run('npx concordat generate --check')

  const minutes = steps.reduce((sum, { seconds }) => sum + seconds, 0) / 60
  console.log(`\n${steps.length} commands, ${minutes.toFixed(1)} minutes`)
  const client = [
    '@concordat/client',
    '@concordat/wire',
    'openapi-fetch',
    'openapi-typescript-helpers',
  ]
  const sizes = client.map((name) => [name, Math.round(sizeOf(join(app, 'node_modules', name)))])
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  console.log(
    `a client's run time, unpacked: ${total} kB (${sizes.map((one) => one.join(' ')).join(', ')})`,
  )
  // What a caller installs must stay small: no Zod, no server.
  if (total > 700) throw new Error('the run time of a client is larger than 700 kB')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  server?.kill()
  if (process.argv.includes('--keep')) console.log(folder)
  else rmSync(folder, { recursive: true, force: true })
}
