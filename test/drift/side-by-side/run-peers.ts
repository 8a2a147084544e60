// Judges the servers of the bench with other tools:
// node --conditions=@concordat/source --import tsx test/drift/side-by-side/run-peers.ts --json FILE
//   [--peer NAME] [--only TEXT] [--per-family N: so many wrong servers of each family; 0, which is the default: all]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from '../benches.ts'
import type { Bench, BenchServer } from '../kit/bench.ts'
import { Child } from '../runner/child.ts'
import type { Peer } from './peer.ts'
import type { PeerRun } from './peer-run.ts'
import { dredd } from './peers/dredd.ts'
import { prism } from './peers/prism.ts'
import { respect } from './peers/respect.ts'
import { specmatic } from './peers/specmatic.ts'
import { type PreparedDocument, prepareDocument } from './prepare-document.ts'
import { sampleOf } from './sample.ts'

const peers: readonly Peer[] = [dredd, specmatic, prism, respect]

interface Job {
  readonly peer: Peer
  readonly bench: Bench
  readonly server: BenchServer
  readonly turn: number
}

/** The right servers twice, so that what a tool always says about them is known; the variations are left out. */
function jobsOf(names: readonly string[], only: readonly string[], perFamily: number): Job[] {
  const sample = new Set(sampleOf(perFamily).map(({ id }) => id))
  const chosen = peers.filter(
    ({ name }) =>
      names.length === 0 || names.some((text) => name.toLowerCase().includes(text.toLowerCase())),
  )
  return chosen.flatMap((peer) =>
    benches.flatMap((bench) =>
      bench.servers
        .filter(
          ({ kind, id }) =>
            kind === 'right' ||
            (sample.has(id) && (only.length === 0 || only.some((text) => id.includes(text)))),
        )
        .flatMap((server) =>
          (server.kind === 'right' ? [1, 2] : [1]).map((turn) => ({ peer, bench, server, turn })),
        ),
    ),
  )
}

async function runJob(
  host: Child,
  job: Job,
  prepared: PreparedDocument,
  folder: string,
): Promise<PeerRun> {
  const { peer, bench, server, turn } = job
  const { url } = (await host.ask(server.id, 20_000)) as { url: string }
  const started = performance.now()
  const claims = await peer.run({ bench, url, prepared, folder })
  const seconds = (performance.now() - started) / 1000
  const { requests } = (await host.ask('', 20_000)) as { requests: number }
  return { peer: peer.name, server: server.id, turn, claims, requests, seconds }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', multiple: true },
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      'per-family': { type: 'string', default: '0' },
    },
  })
  const file = values.json ?? 'peers.json'
  const runs: PeerRun[] = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as PeerRun[])
    : []
  const done = new Set(runs.map(({ peer, server, turn }) => `${peer} ${server} ${turn}`))
  const folder = mkdtempSync(join(tmpdir(), 'drift-peers-'))
  const prepared = new Map<string, PreparedDocument>()
  for (const bench of benches) {
    const [right] = bench.servers
    mkdirSync(join(folder, bench.api))
    if (right)
      prepared.set(
        bench.api,
        await prepareDocument(bench, right, join(folder, `${bench.api}.json`)),
      )
  }
  const host = new Child('host.ts')
  for (const job of jobsOf(values.peer ?? [], values.only ?? [], Number(values['per-family']))) {
    const ready = prepared.get(job.bench.api)
    if (!ready || done.has(`${job.peer.name} ${job.server.id} ${job.turn}`)) continue
    const run = await runJob(host, job, ready, join(folder, job.bench.api))
    runs.push(run)
    writeFileSync(file, `${JSON.stringify(runs, null, 1)}\n`)
    process.stderr.write(
      `${run.seconds.toFixed(1)} s ${run.requests} ${run.peer} ${run.server}: ${run.claims.length}\n`,
    )
  }
  host.stop()
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exit(2)
  },
)
