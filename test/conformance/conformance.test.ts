import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { judge } from './judge.ts'
import { addScores, fallen, renderScores, type ScoreTable } from './score.ts'
import { hasSuite, readSuite, suiteFolder } from './suite.ts'
import { typeErrors } from './type-errors.ts'

const scoresFile = join(import.meta.dirname, 'scores.json')
const readableFile = join(import.meta.dirname, 'scores.md')
const isUpdating = process.env.UPDATE_SCORES === '1'

const suites = [
  { title: 'JSON Schema 2020-12, required', folder: 'draft2020-12', options: {}, isWhole: true },
  {
    title: 'JSON Schema 2020-12, optional',
    folder: 'draft2020-12/optional',
    options: {},
    // `cross-draft` needs a dialect of 2019.
    isWhole: false,
  },
  {
    title: 'JSON Schema 2020-12, formats asserted',
    folder: 'draft2020-12/optional/format',
    options: { formats: true },
    isWhole: true,
  },
  {
    title: 'Draft 4, as far as OpenAPI 3.0 has it',
    folder: 'draft4',
    options: { dialect: 'openapi-3.0' as const },
    // `id` and the metaschema of draft 4 are no part of OpenAPI 3.0.
    isWhole: false,
  },
]

if (!hasSuite) {
  console.warn(
    `The JSON-Schema-Test-Suite is not at ${suiteFolder}: conformance is NOT tested. Set CONCORDAT_SHARED.`,
  )
}

describe.skipIf(!hasSuite)('emitted Zod against the JSON-Schema-Test-Suite', () => {
  const written: Record<string, ScoreTable> = JSON.parse(readFileSync(scoresFile, 'utf8'))
  const reached: Record<string, ScoreTable> = {}
  const modules: string[] = []

  test.each(suites)('$title', { timeout: 120_000 }, async ({ title, folder, options, isWhole }) => {
    const judgement = await judge(folder, readSuite(folder), options)
    reached[title] = judgement.scores
    modules.push(...judgement.modules)
    const all = addScores(Object.values(judgement.scores))
    console.log(`${title}: ${all.agreed} of ${all.tests}`)
    expect(all.falseAccepts, judgement.disagreements.join('\n')).toBe(0)
    expect(all.falseRejects, judgement.disagreements.join('\n')).toBe(0)
    if (isWhole) expect(judgement.disagreements).toEqual([])
    if (!isUpdating) expect(fallen(judgement.scores, written[title] ?? {})).toEqual([])
  })

  test('every emitted module typechecks under the strictest settings', { timeout: 240_000 }, () => {
    expect(modules.length).toBeGreaterThan(500)
    expect(typeErrors(modules)).toEqual([])
  })

  afterAll(() => {
    console.log(renderScores(reached))
    if (!isUpdating) return
    writeFileSync(scoresFile, `${JSON.stringify(reached, null, 2)}\n`)
    writeFileSync(readableFile, renderScores(reached))
  })
})
