import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunningDescription } from './cli/describe-running.ts'
import {
  findPostgres,
  type PostgresCluster,
  postgresMissing,
  startPostgresCluster,
} from './testing/postgres-cluster.ts'
import { type CommandRun, startCommand } from './testing/start-command.ts'

const bin = findPostgres()
const sessions = '/cumulonimbus/api/user/1234567890/sessions'
const asStaff = { Authorization: 'token' }
const outages = 20

interface Replica {
  readonly run: CommandRun
  readonly url: string
}

/** Sends requests from some callers at once, until it is stopped, and counts their answers by status. */
function sendLoad(replicas: readonly Replica[], callers: number) {
  const answers = new Map<string, number>()
  const count = (key: string) => answers.set(key, (answers.get(key) ?? 0) + 1)
  let stopped = false
  const call = async (caller: number): Promise<void> => {
    const replica = replicas[caller % replicas.length]!
    while (!stopped) {
      try {
        const answer = await fetch(replica.url + sessions, { headers: asStaff })
        await answer.text()
        count(String(answer.status))
      } catch (error) {
        count(`no answer: ${String(error)}`)
        await sleep(20)
      }
    }
  }
  const running = Promise.all(Array.from({ length: callers }, (_, index) => call(index)))
  return {
    answers,
    async stop() {
      stopped = true
      await running
    },
  }
}

const readyOf = async ({ url }: Replica) => (await fetch(`${url}/readyz`)).status

describe.skipIf(!bin)(`a database that fails${bin ? '' : ` (skipped: ${postgresMissing})`}`, () => {
  let cwd: string
  let cluster: PostgresCluster
  let databaseUrl: string
  let replicas: readonly Replica[]

  const all = async (status: number) =>
    vi.waitFor(
      async () => {
        const found = await Promise.all(replicas.map(readyOf))
        expect(found).toEqual(replicas.map(() => status))
      },
      { timeout: 30_000, interval: 50 },
    )

  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'concordat-outage-'))
    cluster = await startPostgresCluster(bin ?? '')
    databaseUrl = (await cluster.createDatabase()).replace('//concordat@', '//concordat:s3cret@')
    const start = async (): Promise<Replica> => {
      const args = [
        '--port',
        '0',
        '--json',
        '--demo',
        '--log',
        'warn',
        '--rate-limit',
        '900000000/300',
      ]
      const run = startCommand(args, { cwd, env: { DATABASE_URL: databaseUrl } })
      const described = JSON.parse(await run.firstLine()) as RunningDescription
      return { run, url: described.url }
    }
    replicas = await Promise.all([start(), start()])
  })

  afterAll(async () => {
    for (const { run } of replicas ?? []) run.child.kill('SIGKILL')
    await Promise.all((replicas ?? []).map(({ run }) => run.exit()))
    await cluster?.stop()
    rmSync(cwd, { recursive: true, force: true })
  })

  it(`costs documented answers only, ${outages} times under load, and is used again when it is back`, async () => {
    const load = sendLoad(replicas, 8)
    for (let outage = 0; outage < outages; outage += 1) {
      await sleep(100)
      if (outage % 2 === 0) await cluster.terminateBackends(databaseUrl)
      else {
        await cluster.crash()
        await all(503)
        await cluster.start()
      }
      await all(200)
    }
    await load.stop()
    const { answers } = load
    // 500 is what the document says of a server that fails.
    expect([...answers.keys()].filter((key) => !['200', '500', '503'].includes(key))).toEqual([])
    expect(answers.get('200')).toBeGreaterThan(outages)
    expect(answers.get('500')).toBeGreaterThan(outages / 2)
    for (const { run } of replicas) expect(run.child.exitCode).toBeNull()
  })

  it('says of lost connections in the log what happened, and nothing of how to connect', async () => {
    for (const { run } of replicas) {
      expect(run.stderr()).toContain('a connection to the database was lost')
      expect(run.stderr()).not.toMatch(/s3cret|connectionParameters|_events|processID/)
    }
  })

  it('answers an error in time while a table is locked, and goes on after that', async () => {
    const other = new pg.Client({ connectionString: databaseUrl })
    await other.connect()
    await other.query('begin; lock table cumulonimbus_sessions in access exclusive mode')
    const begun = performance.now()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        fetch(replicas[index % 2]!.url + sessions, { headers: asStaff }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 500))
    expect(performance.now() - begun).toBeLessThan(15_000)
    await other.query('rollback')
    await other.end()
    await all(200)
    expect((await fetch(replicas[0]!.url + sessions, { headers: asStaff })).status).toBe(200)
  })
})
