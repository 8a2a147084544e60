// The whole loop: documents, generated code, docs, the reference server, and the contract tests of both sides.
// Usage: npm start [-- --once]
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConcordatError } from '@concordat/core'
import { startReference } from '@concordat/reference'
import { runConcordat } from 'concordat'
import { apis } from './start/apis.ts'
import { printOutcomes } from './start/print-outcomes.ts'
import { terminal } from './start/terminal.ts'
import { type ApiOutcome, tryApi } from './start/try-api.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const once = process.argv.includes('--once')
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())

const context = {
  cwd: root,
  env: process.env,
  stdout: terminal(process.stdout),
  stderr: terminal(process.stderr),
  signal: interrupted.signal,
}

process.exitCode = await main().catch((error: unknown) => {
  if (interrupted.signal.aborted) return 130
  if (!(error instanceof ConcordatError)) throw error
  process.stderr.write(`${error.message}\n`)
  return 2
})

async function main(): Promise<number> {
  heading('Documents')
  if ((await lintDocuments()) !== 0) return 1
  heading('Generated code')
  const generated = await runConcordat(['generate', '--force'], context)
  if (generated !== 0) return generated
  heading('Docs')
  const rendered = await runConcordat(['docs'], context)
  if (rendered !== 0) return rendered

  heading('Reference server')
  const reference = await startReference({
    port: once ? 0 : Number(process.env.PORT ?? 4010),
    store: { kind: 'directory', directory: join(root, '.concordat', 'data') },
    demo: 'fresh',
    states: true,
    docs: true,
  })
  try {
    print(`listening on ${reference.url}`)
    heading('Contract tests')
    const outcomes: ApiOutcome[] = []
    for (const api of apis) {
      const outcome = await tryApi(api, reference, root, {
        signal: interrupted.signal,
        onProgress: (text) => context.stderr.redraw(`${api.name}: ${text}`),
      })
      context.stderr.redraw('')
      print(`${isGood(outcome) ? '✓' : '✗'} ${api.name}`)
      outcomes.push(outcome)
    }
    print(`\n${printOutcomes(outcomes)}\n`)
    print(`server  ${apis.map((api) => reference.url + api.prefix).join('\n        ')}`)
    print(`docs    ${reference.url}/docs/`)
    const failed = outcomes.some((outcome) => !isGood(outcome))
    if (!once && !interrupted.signal.aborted) {
      print('\nCtrl-C ends.')
      await new Promise((resolve) =>
        interrupted.signal.addEventListener('abort', resolve, { once: true }),
      )
    }
    return failed ? 1 : 0
  } finally {
    await reference.close()
  }
}

function isGood({ failed, verdict }: ApiOutcome): boolean {
  return failed === 0 && verdict === 'agrees'
}

function lintDocuments(): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js'), 'lint', '--format=summary'],
      {
        cwd: root,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      print(code === 0 ? `✓ ${apis.length} documents, no problem found` : said)
      resolve(code ?? 2)
    })
  })
}

function heading(text: string): void {
  print(`\n${text}`)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
