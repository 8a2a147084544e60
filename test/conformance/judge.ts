import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emitSchemaModules, type SchemaModuleOptions } from '@concordat/codegen'
import type * as z from 'zod'
import type { Score, ScoreTable } from './score.ts'
import { retrieveRemote, type SuiteCase } from './suite.ts'

/** Emitted modules are files, so that they are compiled and imported as a user's would be. */
export const emittedFolder = join(import.meta.dirname, '.emitted')

/** What the emitted code of a suite said. */
export interface Judgement {
  readonly scores: ScoreTable
  /** One line for each test on which there is no agreement. */
  readonly disagreements: readonly string[]
  /** Paths of the modules. */
  readonly modules: readonly string[]
}

/** Emits a module for each case, imports it and asks it for its verdicts. */
export async function judge(
  folder: string,
  cases: readonly SuiteCase[],
  options: SchemaModuleOptions,
): Promise<Judgement> {
  const directory = join(emittedFolder, folder)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const files = cases.map(({ name, schema }) => ({ name, text: JSON.stringify(schema) }))
  const emitted = emitSchemaModules(files, { ...options, retrieve: retrieveRemote })
  const scores: Record<string, Score> = {}
  const disagreements: string[] = []
  const modules: string[] = []
  for (const [index, item] of cases.entries()) {
    const module = emitted[index]
    const where = `${item.name} (${item.description})`
    let judged: Score
    if (module?.text === undefined) {
      const reasons = module?.findings.map(({ message }) => message).join('; ')
      disagreements.push(`refused: ${where}: ${reasons}`)
      judged = { ...none, tests: item.tests.length, refused: item.tests.length }
    } else {
      const path = join(directory, module.path)
      writeFileSync(path, module.text)
      modules.push(path)
      const { default: schema }: { default: z.ZodType } = await import(path)
      judged = ask(schema, item, where, disagreements)
    }
    scores[item.keyword] = add(scores[item.keyword] ?? none, judged)
  }
  return { scores, disagreements, modules }
}

const none: Score = { tests: 0, agreed: 0, falseAccepts: 0, falseRejects: 0, refused: 0 }

function ask(schema: z.ZodType, item: SuiteCase, where: string, disagreements: string[]): Score {
  let score: Score = none
  for (const test of item.tests) {
    const accepted = schema.safeParse(test.data).success
    const agrees = accepted === test.valid
    if (!agrees) {
      disagreements.push(`false ${accepted ? 'accept' : 'reject'}: ${where}: ${test.description}`)
    }
    score = add(score, {
      tests: 1,
      agreed: agrees ? 1 : 0,
      falseAccepts: accepted && !test.valid ? 1 : 0,
      falseRejects: !accepted && test.valid ? 1 : 0,
      refused: 0,
    })
  }
  return score
}

function add(a: Score, b: Score): Score {
  return {
    tests: a.tests + b.tests,
    agreed: a.agreed + b.agreed,
    falseAccepts: a.falseAccepts + b.falseAccepts,
    falseRejects: a.falseRejects + b.falseRejects,
    refused: a.refused + b.refused,
  }
}
