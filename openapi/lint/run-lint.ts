import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A problem that the linter reports. */
export interface LintProblem {
  readonly ruleId: string
  readonly message: string
  readonly location: readonly { readonly pointer?: string }[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Lints files, or the documents of the project when none are given, as `npx redocly lint` does at the
 * root. Answers the problems of each file, in order; warnings are problems too.
 */
export function runLint(files: readonly string[] = []): LintProblem[][] {
  const redocly = createRequire(import.meta.url).resolve('@redocly/cli/package.json')
  const run = spawnSync(
    process.execPath,
    [join(redocly, '../bin/cli.js'), 'lint', ...files, '--config=redocly.yaml', '--format=json'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off' } },
  )
  // Redocly prints one JSON document per file, one after the other.
  return run.stdout
    .trim()
    .split(/(?<=^\})(?=\{$)/m)
    .map(readProblems)
}

function readProblems(report: string): LintProblem[] {
  // The seam to Redocly's report, whose form the tests hold: they look for rules and pointers in it.
  const { problems } = JSON.parse(report) as { readonly problems: LintProblem[] }
  return problems
}
