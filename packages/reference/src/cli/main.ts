import { readFileSync } from 'node:fs'
import { ConcordatError } from '@concordat/core'
import { CommanderError } from 'commander'
import { createPinoLogger } from '../http/pino-logger.ts'
import type { StoreLocation } from '../store/open-store.ts'
import { describeRunning, renderRunning } from './describe-running.ts'
import { createProgram, type ReferenceArguments } from './program.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const stderr = 2

/** What the command touches outside of itself. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

/** Runs the command until it is told to stop, and answers the exit code. */
export async function main(argv: readonly string[], io: CommandIo = process): Promise<number> {
  const version = readVersion()
  const program = createProgram(version).configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
  })
  try {
    program.parse([...argv], { from: 'user' })
    return await serve(program.opts<ReferenceArguments>(), version, io)
  } catch (error) {
    // Commander has printed its own message already; `--help` and `--version` are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof ConcordatError) {
      io.stderr.write(`concordat-reference: ${error.message}\n`)
      return 2
    }
    const stack = error instanceof Error ? error.stack : String(error)
    io.stderr.write(`This is a bug in concordat-reference.\n${stack}\n`)
    return 2
  }
}

async function serve(
  given: ReferenceArguments,
  version: string,
  { env, stdout }: CommandIo,
): Promise<number> {
  // Loaded only now, so that `--help` and mistakes are answered at once.
  const { startReference } = await import('../start-reference.ts')
  const logger = createPinoLogger(given.log, stderr)
  const { data, demo, demoReset, drain, log, json, docs = true, ...options } = given
  const running = await startReference({
    ...options,
    ...(docs === false ? {} : { docs }),
    demo: demoReset ? 'fresh' : (demo ?? false),
    logger,
    store: storeLocation(data, env.DATABASE_URL, (error) =>
      logger.warn({ err: error }, 'a connection to the database was lost'),
    ),
  })
  const stopped = stopOnSignal(running, logger, drain * 1000)
  const description = describeRunning(running, version)
  stdout.write(json ? `${JSON.stringify(description)}\n` : renderRunning(description))
  logger.info({ url: running.url, store: running.store }, 'listening')
  return stopped
}

function storeLocation(
  data: string | undefined,
  databaseUrl: string | undefined,
  onConnectionLost: (error: Error) => void,
): StoreLocation {
  if (data === 'memory') return { kind: 'memory', onConnectionLost }
  if (data !== undefined) return { kind: 'directory', directory: data, onConnectionLost }
  if (databaseUrl) return { kind: 'postgres', databaseUrl, onConnectionLost }
  return { kind: 'directory', directory: '.concordat/reference', onConnectionLost }
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    return 'unknown'
  return String(manifest.version)
}
