// Measures the generator against its peers, the generated server against others, and the verifier against a server that
// answers at once: npm run bench [-- --quick] [--no-build] [--only generation|validation|verify] [--up-to KILOBYTES]
// Prints the tables and writes each to a page of its own in results/, except with --quick.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchFolder, corpusFolder, root } from './folders.ts'
import { renderGeneration } from './generation/render-generation.ts'
import { runGenerationBench } from './generation/run-generation-bench.ts'
import { renderValidation } from './validation/render-validation.ts'
import { runValidationBench } from './validation/run-validation-bench.ts'
import { renderVerify, runVerifyBench } from './verify/run-verify-bench.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    only: { type: 'string' },
    'up-to': { type: 'string' },
  },
})
const mode = values.quick ? 'quick' : 'full'
const largest = Number(values['up-to'] ?? Number.POSITIVE_INFINITY) * 1000

if (!values['no-build']) run(process.execPath, [join(root, 'scripts', 'build.mjs')], root)
const wants = (part: string): boolean => values.only === undefined || values.only === part
if (wants('generation') || wants('validation')) preparePeers()

if (wants('generation')) {
  const cells = await runGenerationBench(mode, largest, (done) => {
    const { generator, document, generation } = done[done.length - 1] ?? {}
    const time =
      generation?.kind === 'measured' ? `${Math.round(generation.milliseconds)} ms` : 'failed'
    console.error(`${document?.name}, ${generator?.name}: ${time}`)
  })
  const upTo = values['up-to'] === undefined ? '' : ` --up-to ${values['up-to']}`
  publish('generation', upTo, renderGeneration(cells))
}
if (wants('validation')) {
  const about = `Requests per second over real sockets, 16 connections, as a ratio to Hono without validation in the same round; in
parentheses the rate and the status. Handlers answer the body that they were sent. Without validation an invalid body is
answered with 200; every other server refuses it.`
  publish('validation', '', `${about}\n\n${renderValidation(await runValidationBench(mode))}`)
}
if (wants('verify')) {
  const about = `One run of the verifier over a small API, in the median of several seeds. The processor time is that of the verifier's
process, without the server's; what is left of the seconds is waiting for answers.`
  publish('verify', '', `${about}\n\n${renderVerify(await runVerifyBench(mode))}`)
}

/** Prints a part's page, and writes it where it was measured in full. */
function publish(part: string, flags: string, tables: string): void {
  const page = `# Bench: ${part}

Measured by \`npm run bench -- --only ${part}${flags}\`, all columns in one run, on Node ${process.version} with ${cpus().length}
processors (${cpus()[0]?.model ?? 'unknown'}). Numbers in parentheses are ratios: what counts is the ratio within
this run, not the time of this machine. Peers are in the newest versions that run on Node 20; see
[package.json](../package.json).

${tables}
`
  console.log(page)
  if (values.quick) return
  const folder = join(benchFolder, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${part}.md`), page)
}

function preparePeers(): void {
  if (!existsSync(join(benchFolder, 'node_modules', 'orval'))) installPeers()
  if (existsSync(corpusFolder)) return
  console.log(
    `The corpus is absent (no folder ${corpusFolder}): only the synthetic series is measured.`,
  )
}

function installPeers(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  run(
    npm,
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--workspaces=false',
    ],
    benchFolder,
  )
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${status}.`)
}
