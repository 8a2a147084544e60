import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { operators as all } from './faults/all-operators.ts'
import { documentFiles, jobsFor } from './runner/jobs.ts'
import { renderTable } from './runner/render-table.ts'
import { type OperatorRun, readSubject, runOperator, type Subject } from './runner/run-operator.ts'

const usage = `npm run operators -- [options]: right servers of documents, each with one fault, and what the verifier says.

  --seed N          decides documents, places and requests (default: a new one)
  --per-operator N  documents that each operator is tried on (default: 4)
  --operator ID     only operators whose id holds this text (repeatable)
  --document NAME   only documents whose name holds this text (repeatable)
  --budget SECONDS  how long one run may take (default: 20)
  --json FILE       writes every run there, and takes up a broken call from there
  --table FILE      writes the page with the kill rates
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      'per-operator': { type: 'string', default: '4' },
      operator: { type: 'string', multiple: true, default: [] },
      document: { type: 'string', multiple: true, default: [] },
      budget: { type: 'string', default: '20' },
      json: { type: 'string' },
      table: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const named = (texts: readonly string[], name: string): boolean =>
    texts.length === 0 || texts.some((text) => name.includes(text))
  const seed = Number(values.seed ?? Date.now() % 100_000)
  const operators = all.filter(({ id }) => named(values.operator, id))
  const documents = documentFiles().filter(({ name }) => named(values.document, name))
  const jobs = jobsFor(operators, documents, seed, Number(values['per-operator']))
  const runs: OperatorRun[] = readRuns(values.json)
  const subjects = new Map<string, Promise<Subject>>()
  // By document, so that each is read once and let go.
  const order = jobs.toSorted((left, right) =>
    left.document.name.localeCompare(right.document.name),
  )
  process.stdout.write(`seed ${seed}: ${operators.length} operators, ${order.length} runs\n`)
  for (const { document, operator } of order) {
    const isDone = runs.some(
      (run) => run.operator === operator.id && run.document === document.name && run.seed === seed,
    )
    if (isDone) continue
    if (!subjects.has(document.name)) subjects.clear()
    const subject = subjects.get(document.name) ?? readSubject(document.name, document.path)
    subjects.set(document.name, subject)
    const run = await runOperator(await subject, operator, seed, Number(values.budget) * 1000)
    runs.push(run)
    process.stdout.write(
      `${run.outcome.padEnd(12)} ${operator.id} ${document.name} ${run.seconds.toFixed(1)} s ${run.requests} | ${run.site ?? ''} | ${run.by?.slice(0, 120) ?? ''}\n`,
    )
    if (values.json) writeFileSync(values.json, JSON.stringify(runs))
  }
  const seen = runs.filter(({ outcome }) => outcome === 'killed' || outcome === 'escaped')
  const killed = seen.filter(({ outcome }) => outcome === 'killed').length
  process.stdout.write(`caught ${killed} of ${seen.length}\n`)
  if (values.table) writeFileSync(values.table, renderTable(all, runs))
  return killed / Math.max(1, seen.length) >= 0.95 ? 0 : 1
}

/** Runs of an earlier call that a broken one is taken up from. */
function readRuns(file: string | undefined): OperatorRun[] {
  // A seam: this script wrote the file.
  return file !== undefined && existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as OperatorRun[])
    : []
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exit(2)
  },
)
