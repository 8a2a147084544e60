import { benches } from '../benches.ts'
import { type BenchServer, families } from '../kit/bench.ts'
import { counts, type RunResult } from '../runner/run-result.ts'
import { noiseOf, tellingFindings } from '../runner/tally.ts'
import type { PeerRun } from './peer-run.ts'

/** What a tool said over the servers that it judged. */
export interface Judgement {
  readonly name: string
  /** Wrong servers by id, and whether something was said that is not said about the right one. */
  readonly caught: ReadonlyMap<string, boolean>
  /** Different things said about the right servers. */
  readonly falseFindings: number
  /** For a run over a right server, in the mean. */
  readonly requests: number
  readonly seconds: number
  /** Runs that came to no result. */
  readonly broken: number
}

export interface FamilyScore {
  readonly family: string
  readonly caught: number
  readonly judged: number
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length

/** Concordat's runs as a judgement; `only` leaves out the servers that others were not given. */
export function judgeRuns(name: string, runs: readonly RunResult[]): Judgement {
  const noise = noiseOf(runs)
  const right = runs.filter(({ server }) => !server.includes('/'))
  const wrong = new Set(wrongServers().map(({ id }) => id))
  const said = right.flatMap(({ server, findings }) =>
    findings.filter(counts).map(({ check, operation }) => `${server} ${check} ${operation}`),
  )
  return {
    name,
    caught: new Map(
      runs
        .filter(({ error, server }) => wrong.has(server) && error === undefined)
        .map((run) => [run.server, tellingFindings(run, noise).length > 0]),
    ),
    falseFindings: new Set(said).size,
    requests: mean(right.map(({ requests }) => requests)),
    seconds: mean(right.map(({ seconds }) => seconds)),
    broken: runs.filter(({ error }) => error !== undefined).length,
  }
}

/** A peer's runs as a judgement: a wrong server is caught by a claim that no run over the right one made. */
export function judgePeer(name: string, runs: readonly PeerRun[]): Judgement {
  const own = runs.filter(({ peer }) => peer === name)
  const done = own.filter(({ claims }) => !claims.some((claim) => claim.startsWith('no result')))
  const right = done.filter(({ server }) => !server.includes('/'))
  const usual = new Map<string, Set<string>>()
  for (const { claims, server } of right)
    usual.set(server, new Set([...(usual.get(server) ?? []), ...claims]))
  const news = ({ claims, server }: PeerRun): boolean => {
    const known = usual.get(server.split('/')[0] ?? '')
    return claims.some((claim) => !known?.has(claim))
  }
  return {
    name,
    caught: new Map(
      done.filter(({ server }) => server.includes('/')).map((run) => [run.server, news(run)]),
    ),
    falseFindings: [...usual.values()].reduce((sum, claims) => sum + claims.size, 0),
    requests: mean(right.map(({ requests }) => requests)),
    seconds: mean(right.map(({ seconds }) => seconds)),
    broken: own.length - done.length,
  }
}

/** Scores by family, and of all; `among` leaves out every other server. */
export function scores({ caught }: Judgement, among?: ReadonlySet<string>): FamilyScore[] {
  const servers = wrongServers().filter(({ id }) => caught.has(id) && (among?.has(id) ?? true))
  const score = (family: string, own: readonly BenchServer[]): FamilyScore => ({
    family,
    caught: own.filter(({ id }) => caught.get(id)).length,
    judged: own.length,
  })
  return [
    ...families.map((name) =>
      score(
        name,
        servers.filter(({ family }) => family === name),
      ),
    ),
    score('all', servers),
  ]
}

/** Every wrong server of the bench. */
export function wrongServers(): BenchServer[] {
  return benches.flatMap(({ servers }) => servers.filter(({ kind }) => kind === 'wrong'))
}
