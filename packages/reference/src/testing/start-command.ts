import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A run of the command. */
export interface CommandRun {
  readonly child: ChildProcess
  /** What it has printed so far. */
  stdout(): string
  stderr(): string
  /** The first line on stdout, once it is complete. */
  firstLine(): Promise<string>
  /** The exit code, once it has ended; null when a signal ended it. */
  exit(): Promise<number | null>
}

const runner = fileURLToPath(new URL('./run-main.ts', import.meta.url))
const conditions = '--conditions=@concordat/source'

/** Runs `concordat-reference` from its sources. */
export function startCommand(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): CommandRun {
  const { DATABASE_URL: _, ...inherited } = process.env
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, [conditions, '--import', tsx, runner, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd,
    env: { ...inherited, ...options.env },
  })
  const exited = once(child, 'close')
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  return {
    child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    async firstLine() {
      while (!output.stdout.includes('\n')) {
        const next = await Promise.race([once(child.stdout, 'data'), exited.then(() => undefined)])
        if (!next) throw new Error(`ended before it listened: ${output.stderr}`)
      }
      return output.stdout.slice(0, output.stdout.indexOf('\n'))
    },
    async exit() {
      await exited
      return child.exitCode
    },
  }
}
