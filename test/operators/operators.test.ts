// A few operators with a fixed seed, which must be caught, and a sample with a new seed, which is printed.
// The bench as a whole is `npm run operators`.
import { expect, test } from 'vitest'
import { randomOf } from './api/random.ts'
import { operators } from './faults/all-operators.ts'
import { documentFiles, jobsFor, ownDocuments } from './runner/jobs.ts'
import { type OperatorRun, readSubject, runOperator, type Subject } from './runner/run-operator.ts'

/** Seconds after which no further run is begun. */
const enough = 25

/** Operators that the first document has a place for, and that are caught there. */
const sure = new Set([
  'member-null',
  'number-as-text',
  'below-minimum',
  'body-cut-off',
  'allow-left-out',
  'challenge-left-out',
  'undocumented-method-served',
  'credential-not-asked',
])

test('there are enough operators, and each has a name of its own', () => {
  expect(operators.length).toBeGreaterThanOrEqual(60)
  expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length)
})

test('a fault is told from the right server, with a seed that does not change', {
  timeout: 120_000,
}, async () => {
  const [document] = ownDocuments()
  if (document === undefined) throw new Error('There are no documents.')
  const subject = await readSubject(document.name, document.path)
  const runs: OperatorRun[] = []
  for (const operator of operators.filter(({ id }) => sure.has(id)))
    runs.push(await runOperator(subject, operator, 1, 60_000))
  const seen = runs.map(({ operator, outcome }) => `${operator} ${outcome}`)
  expect(seen.sort()).toEqual([...sure].map((id) => `${id} killed`).sort())
})

test('a new sample is run, and what escapes is printed', { timeout: 300_000 }, async () => {
  const seed = Number(process.env.CONCORDAT_SEED ?? Date.now() % 100_000)
  const random = randomOf(`sample ${seed}`)
  const files = [...documentFiles(), ...ownDocuments()]
  const documents = [random.pick(files), random.pick(ownDocuments())].filter(
    (one) => one !== undefined,
  )
  const jobs = jobsFor(operators, documents, seed)
  const subjects = new Map<string, Subject>()
  const runs: OperatorRun[] = []
  const end = performance.now() + enough * 1000
  while (performance.now() < end && jobs.length > 0) {
    const [job] = jobs.splice(random.integer(0, jobs.length - 1), 1)
    if (job === undefined) break
    const { document, operator } = job
    const subject = subjects.get(document.name) ?? (await readSubject(document.name, document.path))
    subjects.set(document.name, subject)
    runs.push(await runOperator(subject, operator, seed, 15_000))
  }
  const seen = runs.filter(({ outcome }) => outcome === 'killed' || outcome === 'escaped')
  const escaped = seen.filter(({ outcome }) => outcome === 'escaped')
  const shown = escaped.map(({ document, operator, site }) => `${operator}, ${document}: ${site}`)
  process.stdout.write(
    `operators: seed ${seed}, ${[...subjects.keys()].join(' and ')}: ${seen.length - escaped.length} of ${seen.length} caught\n${shown.join('\n')}\n`,
  )
  // What a seed of today draws says nothing about the change that is being tested: it is printed, and does not decide.
  expect(runs.length).toBeGreaterThan(0)
})
