import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hashText } from '@concordat/core'
import { benches } from './benches.ts'
import type { BenchServer } from './kit/bench.ts'
import { referenceBenches } from './reference/reference-benches.ts'
import { Lane } from './runner/lane.ts'
import { printTally } from './runner/print-tally.ts'
import { type RunArguments, readRunArguments, usage } from './runner/run-arguments.ts'
import type { RunMode, RunResult } from './runner/run-result.ts'
import { noiseOf, tally, tellingFindings } from './runner/tally.ts'

interface Job {
  readonly server: string
  readonly seed: number
  readonly mode: RunMode
}

function choose({ only, family, kind, reference }: RunArguments): BenchServer[] {
  return (reference ? referenceBenches : benches)
    .flatMap((bench) => bench.servers)
    .filter((server) => kind.length === 0 || kind.includes(server.kind))
    .filter(({ id }) => only.length === 0 || only.some((text) => id.includes(text)))
    .filter(
      (server) =>
        family.length === 0 || (server.family !== undefined && family.includes(server.family)),
    )
}

/** As many wrong servers as are wanted, which the seed chooses; all others stay. */
function sampleOf(servers: readonly BenchServer[], { sample, seed }: RunArguments): BenchServer[] {
  const wrong = servers.filter(({ kind }) => kind === 'wrong')
  if (sample === undefined || wrong.length <= sample) return [...servers]
  const rank = ({ id }: BenchServer): number => hashText(`${seed} ${id}`)
  const chosen = new Set(wrong.toSorted((one, other) => rank(one) - rank(other)).slice(0, sample))
  return servers.filter((server) => server.kind !== 'wrong' || chosen.has(server))
}

/** Right servers first: what is said about them tells nothing about wrong ones. */
function jobsOf(servers: readonly BenchServer[], given: RunArguments, mode: RunMode): Job[] {
  const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
  const of = (kind: BenchServer['kind'], list: readonly number[]): Job[] =>
    servers
      .filter((server) => server.kind === kind)
      .flatMap(({ id }) => list.map((seed) => ({ server: id, seed, mode })))
  // Beside wrong servers, their right one with the same seed tells what is said about both.
  const beside = [...new Set(servers.filter(({ kind }) => kind === 'wrong').map(({ api }) => api))]
    .filter((api) => !servers.some(({ id }) => id === api))
    .map((api) => ({ server: api, seed: given.seed, mode }))
  return [
    ...beside,
    ...of('right', seeds(given.seeds)),
    ...of('wrong', [given.seed]),
    ...of('variation', seeds(Math.min(given.seeds, given.variationSeeds))),
  ]
}

function progress(done: number, all: number, result: RunResult): void {
  const checks = [...new Set(result.findings.map(({ check }) => check))].join(' ')
  const outcome =
    result.error === undefined ? checks || '-' : `broke: ${result.error.split('\n')[0]}`
  process.stderr.write(
    `${String(done).padStart(4)}/${all} ${result.seconds.toFixed(1).padStart(5)} s ${String(result.requests).padStart(5)} ${result.server} #${result.seed}${result.mode === 'default' ? ' by default' : ''}: ${outcome}\n`,
  )
}

/** Runs of an earlier call that a broken one is taken up from. */
function readRuns({ json, resume }: RunArguments): RunResult[] {
  if (!resume || json === undefined || !existsSync(json)) return []
  const read: unknown = JSON.parse(readFileSync(json, 'utf8'))
  // A seam: this script wrote the file.
  return (read as { runs: RunResult[] }).runs
}

function keepRuns(results: readonly RunResult[], { json }: RunArguments): void {
  if (json === undefined) return
  const noise = noiseOf(results)
  const runs = results.map((result) => ({ ...result, telling: tellingFindings(result, noise) }))
  writeFileSync(json, `${JSON.stringify({ runs }, null, 2)}\n`)
}

const keyOf = ({ mode, seed, server }: Job): string => `${server} ${seed} ${mode}`

async function runAll(jobs: readonly Job[], given: RunArguments): Promise<RunResult[]> {
  const results = readRuns(given)
  const done = new Set(results.map(keyOf))
  const waiting = jobs.filter((job) => !done.has(keyOf(job)))
  const lanes = Array.from({ length: given.lanes }, () => new Lane())
  const work = async (lane: Lane): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const result = await lane.run({ ...job, budget: given.budget })
      results.push(result)
      progress(results.length, jobs.length, result)
      keepRuns(results, given)
    }
    lane.close()
  }
  await Promise.all(lanes.map(work))
  return results
}

async function main(): Promise<number> {
  const given = readRunArguments(process.argv.slice(2))
  if (!given) {
    process.stdout.write(usage)
    return 0
  }
  const servers = sampleOf(choose(given), given)
  if (servers.length === 0) throw new Error('No server has such an id.')
  const jobs = given.modes.flatMap((mode) => jobsOf(servers, given, mode))
  const results = await runAll(jobs, given)
  let missed = false
  for (const mode of given.modes) {
    const own = results.filter((result) => result.mode === mode)
    const sum = tally(servers, own, given.budget)
    process.stdout.write(`\n# ${mode}\n\n${printTally(sum)}`)
    // By default the verifier leaves alone what it did not make: what escapes it there is told, and no target.
    missed ||= mode === 'destructive' && sum.misses.length > 0
  }
  return missed ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  },
)
