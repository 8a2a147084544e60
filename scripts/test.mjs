// Runs the tests and closes with one plain line that counts them. Arguments go to vitest: `npm test -- packages/wire`.
// `--properties` runs the files that hold property tests, and only those.
// CONCORDAT_SEED: a number or `random`, from which property tests draw their cases; 1 where it is not set.
// CONCORDAT_CASES: how many times the usual number of cases they draw; 1 where it is not set.

import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { glob } from 'tinyglobby'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = mkdtempSync(join(tmpdir(), 'concordat-test-'))
const report = join(folder, 'report.json')
const asked = process.env.CONCORDAT_SEED ?? '1'
const seed = asked === 'random' ? randomInt(2 ** 31) : Number(asked)
const cases = Number(process.env.CONCORDAT_CASES ?? 1)
if (!Number.isSafeInteger(seed) || !(cases > 0)) {
  console.error('CONCORDAT_SEED is an integer or `random`, CONCORDAT_CASES a number above 0.')
  process.exit(2)
}
const drawn = `Property tests draw ${cases === 1 ? 'their cases' : `${cases} times their cases`} from seed ${seed}. CONCORDAT_SEED=random, or a number, draws others; CONCORDAT_CASES=10 ten times as many.`
console.log(drawn)
const given = process.argv.slice(2)
const wanted = given.filter((one) => one !== '--properties')
if (wanted.length < given.length) wanted.push(...(await propertyTests()))
try {
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...wanted,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CONCORDAT_SEED: String(seed), CONCORDAT_CASES: String(cases) },
    },
  )
  const result = JSON.parse(readFileSync(report, 'utf8'))
  // A file that fails before its first test has no failed test to count, yet it failed.
  const brokenFiles = result.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = result.numFailedTests + brokenFiles
  const skipped = result.numPendingTests + (result.numTodoTests ?? 0)
  if (failed > 0) console.log(drawn)
  console.log(
    `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  )
  process.exitCode = status === 0 && failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function propertyTests() {
  const files = await glob('{packages,test,openapi}/**/*.test.ts', {
    cwd: root,
    ignore: ['**/node_modules/**', '**/dist/**', 'test/corpus/**', 'test/conformance/**'],
  })
  return files.filter((file) => readFileSync(join(root, file), 'utf8').includes("'fast-check'"))
}
