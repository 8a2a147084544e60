import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server that lives as long as a test run. */
export interface PostgresCluster {
  /** Makes an empty database and answers its address. */
  createDatabase(): Promise<string>
  /** Ends every connection to a database. */
  terminateBackends(databaseUrl: string): Promise<void>
  /** Stops the server at once, as a crash would; {@link start} starts it again. */
  crash(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** What a test says when it cannot run. */
export const postgresMissing = 'PostgreSQL is not on this machine'

/** The folder of PostgreSQL's programs: `PG_BIN`, or where Debian and Homebrew put them; the newest of several. */
export function findPostgres(): string | undefined {
  const found = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    existsSync(root)
      ? readdirSync(root)
          .filter((name) => /^(postgresql@)?\d+$/.test(name))
          .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
          .map((name) => join(root, name, 'bin'))
      : [],
  )
  const candidates = process.env.PG_BIN ? [process.env.PG_BIN] : found
  return candidates.find((bin) => existsSync(join(bin, 'postgres')))
}

/** Starts a server of its own in a temporary folder, on a free port of the loopback interface. */
export async function startPostgresCluster(bin: string): Promise<PostgresCluster> {
  const owner = serverOwner()
  const root = mkdtempSync(join(tmpdir(), 'concordat-postgres-'))
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(root, owner.uid, owner.gid)
  const data = join(root, 'data')
  execFileSync(
    join(bin, 'initdb'),
    [
      '--pgdata',
      data,
      '--auth',
      'trust',
      '--username',
      'concordat',
      '--encoding',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { ...owner, cwd: root, stdio: 'pipe' },
  )
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${root}`,
    'fsync=off',
  ]
  const launch = () =>
    spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...owner,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  let server = launch()
  const stopWithTests = () => server.kill('SIGQUIT')
  process.once('exit', stopWithTests)
  const address = (database: string) => `postgres://concordat@127.0.0.1:${port}/${database}`
  await untilItAnswers(server, address('postgres'))
  let databases = 0
  return {
    async createDatabase() {
      databases += 1
      const name = `test_${databases}`
      await withClient(address('postgres'), (client) => client.query(`create database ${name}`))
      return address(name)
    },
    async terminateBackends(databaseUrl) {
      await withClient(databaseUrl, (client) =>
        client.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`),
      )
    },
    async crash() {
      const stopped = once(server, 'exit')
      server.kill('SIGQUIT')
      await stopped
    },
    async start() {
      server = launch()
      await untilItAnswers(server, address('postgres'))
    },
    async stop() {
      process.off('exit', stopWithTests)
      if (server.exitCode === null && server.signalCode === null) {
        const stopped = once(server, 'exit')
        server.kill('SIGINT')
        await stopped
      }
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; there it runs as the user that its package made. */
function serverOwner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim())
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function untilItAnswers(server: ChildProcess, url: string): Promise<void> {
  let log = ''
  server.stderr?.on('data', (chunk) => {
    log += String(chunk)
  })
  const deadline = Date.now() + 30_000
  for (;;) {
    try {
      await withClient(url, (client) => client.query('select 1'))
      return
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start: ${log}`, { cause: error })
      }
      await sleep(50)
    }
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url })
  // An error of the connection reaches the caller through the query or the connect that it breaks.
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
