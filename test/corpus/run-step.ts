import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoopResult } from './close-loop.ts'
import { type CorpusDocument, root } from './corpus-documents.ts'
import type { Generated } from './generate-document.ts'

interface Steps {
  readonly generate: Generated
  readonly loop: LoopResult
}

/** What a step came to, or how its process ended when it did not finish. */
export type StepResult<Step extends keyof Steps> =
  | { readonly name: string; readonly result: Steps[Step] }
  | { readonly name: string; readonly failure: string }

/** Runs a step for some documents in one process of its own. `budget` and `limit` in milliseconds. */
export async function runStep<Step extends keyof Steps>(
  step: Step,
  documents: readonly CorpusDocument[],
  { budget, limit }: { readonly budget: number; readonly limit: number },
): Promise<readonly StepResult<Step>[]> {
  const { output, said } = await run(
    [step, String(budget), ...documents.map((document) => JSON.stringify(document))],
    limit,
  )
  const results = output
    .split('\n')
    .filter((line) => line.startsWith('{"name":'))
    // The seam between two processes of the same program.
    .map((line) => JSON.parse(line) as StepResult<Step>)
  const done = new Set(results.map(({ name }) => name))
  const failed = documents
    .filter(({ name }) => !done.has(name))
    .map(({ name }) => ({ name, failure: said }))
  return [...results, ...failed]
}

function run(args: readonly string[], limit: number): Promise<{ output: string; said: string }> {
  const script = fileURLToPath(new URL('try-document.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions=@concordat/source', script, ...args],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const timer = setTimeout(() => {
      said += `\nStopped after ${limit / 1000} s.`
      child.kill('SIGKILL')
    }, limit)
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      resolve({ output, said: said.trim().slice(-2000) })
    })
  })
}
