import { readFileSync } from 'node:fs'
import { ConcordatError } from '@concordat/core'
import { CommanderError } from 'commander'
import { createPinoLogger } from '../http/pino-logger.ts'
import { startReference } from '../start-reference.ts'
import type { StoreLocation } from '../store/open-store.ts'
import { describeRunning, renderRunning } from './describe-running.ts'
import { createProgram, type ReferenceArguments } from './program.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const stderr = 2

/** Runs the command until it is told to stop, and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const version = readVersion()
  const program = createProgram(version)
  try {
    program.parse([...argv], { from: 'user' })
    return await serve(program.opts<ReferenceArguments>(), version)
  } catch (error) {
    // Commander has printed its own message already; `--help` and `--version` are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof ConcordatError) {
      process.stderr.write(`concordat-reference: ${error.message}\n`)
      return 2
    }
    const stack = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`This is a bug in concordat-reference.\n${stack}\n`)
    return 2
  }
}

async function serve(given: ReferenceArguments, version: string): Promise<number> {
  const logger = createPinoLogger(given.log, stderr)
  const { data, demo, demoReset, log, json, ...options } = given
  const running = await startReference({
    ...options,
    demo: demoReset ? 'fresh' : demo,
    logger,
    store: storeLocation(data, process.env.DATABASE_URL, (error) =>
      logger.warn({ err: error }, 'a connection to the database was lost'),
    ),
  })
  const stopped = stopOnSignal(running, logger)
  const description = describeRunning(running, version)
  process.stdout.write(json ? `${JSON.stringify(description)}\n` : renderRunning(description))
  logger.info({ url: running.url, store: running.store }, 'listening')
  return stopped
}

function storeLocation(
  data: string | undefined,
  databaseUrl: string | undefined,
  onConnectionLost: (error: Error) => void,
): StoreLocation {
  if (data === 'memory') return { kind: 'memory' }
  if (data !== undefined) return { kind: 'directory', directory: data }
  if (databaseUrl) return { kind: 'postgres', databaseUrl, onConnectionLost }
  return { kind: 'directory', directory: '.concordat/reference' }
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    return 'unknown'
  return String(manifest.version)
}
