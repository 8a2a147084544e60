import { type BenchServer, families } from '../kit/bench.ts'
import { counts, type RunResult, type SeenFinding } from './run-result.ts'

export interface FamilyTally {
  readonly family: string
  readonly caught: number
  readonly total: number
}

/** A finding on a server that is right. */
export interface FalseFinding {
  readonly server: string
  readonly check: string
  readonly operation: string
  readonly message: string
  readonly curl?: string
  readonly seeds: readonly number[]
}

export interface Tally {
  readonly families: readonly FamilyTally[]
  readonly survivors: readonly BenchServer[]
  readonly falseFindings: readonly FalseFinding[]
  /** Operations of the right servers that a run left unverified, with the seeds. */
  readonly notVerified: ReadonlyMap<string, readonly number[]>
  readonly errors: readonly RunResult[]
  readonly rightRuns: number
  readonly requests: { readonly mean: number; readonly most: number }
  readonly seconds: { readonly mean: number; readonly most: number }
  readonly misses: readonly string[]
}

const claimOf = ({ check, operation }: SeenFinding): string => `${check} ${operation}`

/** Findings that tell a wrong server from the right one: those that the right one does not have too. */
export function tellingFindings(result: RunResult, noise: ReadonlySet<string>): SeenFinding[] {
  const [api] = result.server.split('/')
  return result.findings.filter(
    (finding) => counts(finding) && !noise.has(`${api} ${claimOf(finding)}`),
  )
}

/** Claims that are made about the right servers, which therefore tell nothing about wrong ones. */
export function noiseOf(results: readonly RunResult[]): Set<string> {
  const right = results.filter(({ server }) => !server.includes('/'))
  return new Set(
    right.flatMap(({ server, findings }) =>
      findings.filter(counts).map((finding) => `${server} ${claimOf(finding)}`),
    ),
  )
}

function falseFindings(results: readonly RunResult[]): FalseFinding[] {
  const found = new Map<string, FalseFinding>()
  for (const { server, seed, findings } of results) {
    for (const finding of findings.filter(counts)) {
      const key = `${server} ${claimOf(finding)}`
      const before = found.get(key)
      const { check, operation, message, curl } = finding
      const seeds = [...new Set([...(before?.seeds ?? []), seed])]
      found.set(
        key,
        before
          ? { ...before, seeds }
          : { server, check, operation, message, ...(curl !== undefined && { curl }), seeds },
      )
    }
  }
  return [...found.values()]
}

function spread(values: readonly number[]): { mean: number; most: number } {
  if (values.length === 0) return { mean: 0, most: 0 }
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    most: Math.max(...values),
  }
}

/** Sums up what the runs showed, and what of the targets they missed. */
export function tally(
  servers: readonly BenchServer[],
  results: readonly RunResult[],
  budget: number,
): Tally {
  const kindOf = new Map(servers.map((server) => [server.id, server.kind]))
  const noise = noiseOf(results)
  const caught = new Set(
    results
      .filter((result) => tellingFindings(result, noise).length > 0)
      .map(({ server }) => server),
  )
  const wrong = servers.filter(({ kind }) => kind === 'wrong')
  const survivors = wrong.filter(({ id }) => !caught.has(id))
  const right = results.filter(({ server }) => kindOf.get(server) === 'right')
  const false_ = falseFindings(results.filter(({ server }) => kindOf.get(server) !== 'wrong'))
  const notVerified = new Map<string, number[]>()
  for (const result of right) {
    for (const operation of result.notVerified) {
      const key = `${result.server} ${operation}`
      notVerified.set(key, [...(notVerified.get(key) ?? []), result.seed])
    }
  }
  const errors = results.filter(({ error }) => error !== undefined)
  const slow = results.filter(({ seconds }) => seconds * 1000 > budget + 1000)
  return {
    families: families
      .map((family) => {
        const all = wrong.filter((server) => server.family === family)
        return { family, caught: all.filter(({ id }) => caught.has(id)).length, total: all.length }
      })
      .filter(({ total }) => total > 0),
    survivors,
    falseFindings: false_,
    notVerified,
    errors,
    rightRuns: right.length,
    requests: spread(right.map(({ requests }) => requests)),
    seconds: spread(results.map(({ seconds }) => seconds)),
    misses: [
      ...(survivors.length > 0 ? [`${survivors.length} wrong servers were not caught`] : []),
      ...(false_.length > 0 ? [`${false_.length} false findings`] : []),
      ...(notVerified.size > 0
        ? [`${notVerified.size} operations of right servers were not verified`]
        : []),
      ...(errors.length > 0 ? [`${errors.length} runs broke`] : []),
      ...(slow.length > 0 ? [`${slow.length} runs took longer than ${budget / 1000} seconds`] : []),
    ],
  }
}
