// How many cases the verifier sends in a second where the server answers at once, and what of the time is its own.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { type LoadedDocument, loadDocumentFromObject } from '@concordat/document'
import { type VerifyReport, verify } from '@concordat/verify'
import { median } from '../median.ts'
import { notesDocument } from './notes-document.ts'
import { createNotes } from './notes-server.ts'

/** What one way of reaching the server came to, in the median of the rounds. */
export interface VerifyCell {
  readonly target: string
  readonly requests: number
  readonly findings: number
  readonly seconds: number
  readonly casesPerSecond: number
  /** Processor time of the verifier alone, in seconds. */
  readonly engineSeconds: number
}

interface Round {
  readonly report: VerifyReport
  readonly seconds: number
  readonly engineSeconds: number
}

/** Runs the verifier over a function and over a socket, with seeds of their own. */
export async function runVerifyBench(mode: 'quick' | 'full'): Promise<VerifyCell[]> {
  const { loaded } = await loadDocumentFromObject(notesDocument)
  const rounds = mode === 'quick' ? 3 : 9
  return [
    cellOf(
      'a function in the same process',
      await repeat(rounds, (seed) => overFunction(loaded, seed)),
    ),
    cellOf('a socket of this machine', await overSocket(loaded, rounds)),
  ]
}

/** The table of a bench. */
export function renderVerify(cells: readonly VerifyCell[]): string {
  const rows = cells.map(
    ({ casesPerSecond, engineSeconds, findings, requests, seconds, target }) =>
      `| ${target} | ${requests} | ${findings} | ${seconds.toFixed(2)} | ${Math.round(casesPerSecond)} | ${Math.round((100 * engineSeconds) / seconds)} % | ${Math.round((1e6 * engineSeconds) / requests)} |`,
  )
  return `| server | requests | findings | seconds | requests per second | processor time of the engine | microseconds of it per request |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}`
}

function cellOf(target: string, rounds: readonly Round[]): VerifyCell {
  const of = (read: (round: Round) => number): number => median(rounds.map(read))
  return {
    target,
    requests: of(({ report }) => report.requests),
    findings: of(({ report }) => report.findings.length),
    seconds: of(({ seconds }) => seconds),
    casesPerSecond: of(({ report, seconds }) => report.requests / seconds),
    engineSeconds: of(({ engineSeconds }) => engineSeconds),
  }
}

/** The first round makes the code warm and is not counted. */
async function repeat(count: number, run: (seed: number) => Promise<Round>): Promise<Round[]> {
  const rounds: Round[] = []
  for (let seed = 0; seed <= count; seed++) rounds.push(await run(seed))
  return rounds.slice(1)
}

async function overFunction(document: LoadedDocument, seed: number): Promise<Round> {
  const answer = createNotes()
  let serving = 0
  const fetch = async (request: Request): Promise<Response> => {
    const text = request.body === null ? '' : await request.text()
    const { pathname, search } = new URL(request.url)
    const begun = performance.now()
    const type = request.headers.get('content-type') ?? ''
    const { body, headers, status } = answer(request.method, pathname + search, type, text)
    serving += performance.now() - begun
    return new Response(request.method === 'HEAD' ? null : (body ?? null), { status, headers })
  }
  const round = await measure(() =>
    verify({ document, fetch, seed, budget: 60_000, destructive: true }),
  )
  return { ...round, engineSeconds: round.engineSeconds - serving / 1000 }
}

async function overSocket(document: LoadedDocument, rounds: number): Promise<Round[]> {
  const child = fork(join(import.meta.dirname, 'notes-server.ts'), [], {
    execArgv: ['--import', 'tsx'],
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { readonly url: string }) => resolve(message.url))
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    })
    return await repeat(rounds, (seed) =>
      measure(() => verify({ document, url, seed, budget: 60_000, destructive: true })),
    )
  } finally {
    child.kill()
  }
}

async function measure(run: () => Promise<VerifyReport>): Promise<Round> {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const report = await run()
  const seconds = (performance.now() - begun) / 1000
  const { system, user } = process.cpuUsage(cpu)
  return { report, seconds, engineSeconds: (user + system) / 1e6 }
}
