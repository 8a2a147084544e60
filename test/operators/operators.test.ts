// A sample of the operators bench with a new seed in each run. The bench as a whole is `npm run operators`.
import { expect, test } from 'vitest'
import { randomOf } from './api/random.ts'
import { operators } from './faults/all-operators.ts'
import { documentFiles, jobsFor, ownDocuments } from './runner/jobs.ts'
import { type OperatorRun, readSubject, runOperator, type Subject } from './runner/run-operator.ts'

/** Seconds after which no further run is begun. */
const enough = 40

test('there are enough operators, and each has a name of its own', () => {
  expect(operators.length).toBeGreaterThanOrEqual(60)
  expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length)
})

test('most faults of a new sample are caught', { timeout: 300_000 }, async () => {
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
  // A machine that is busy sees few; what is seen must be caught, but for what the bench's page lists.
  if (seen.length >= 8) expect(escaped.length / seen.length, shown.join('\n')).toBeLessThan(0.5)
  else expect(runs.length).toBeGreaterThan(0)
})
