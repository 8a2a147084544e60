import { Command, InvalidArgumentError, Option } from 'commander'
import { type LogLevel, logLevels } from '../http/pino-logger.ts'
import type { RateLimit } from '../store/rate-limit.ts'
import { readRateLimit } from './rate-limit-option.ts'

/** What the command line asks for. */
export interface ReferenceArguments {
  readonly port: number
  readonly host: string
  readonly data?: string
  readonly demo?: boolean
  readonly demoReset?: boolean
  readonly states?: boolean
  readonly json?: boolean
  readonly rateLimit?: RateLimit
  readonly cors?: readonly string[]
  readonly docs?: string | boolean
  /** Seconds. */
  readonly drain: number
  readonly log: LogLevel
}

const examples = `
Examples:
  The four APIs, with a world to try them on:
  $ concordat-reference --demo
  For contract tests, an empty store that forgets:
  $ concordat-reference --data memory --states --json

Environment:
  DATABASE_URL  keeps the state in PostgreSQL, for all replicas,
                unless --data is given

Exit codes: 0 stopped when asked to, 2 could not start,
130 or 143 stopped at the second signal.`

/** Describes the command line. */
export function createProgram(version: string): Command {
  return new Command('concordat-reference')
    .description("Serves four vendors' session APIs on a real store.")
    .version(version)
    .option('--port <number>', 'port to listen on; 0 lets the system choose', readPort, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--data <dir>',
      'folder of the embedded store, or `memory` (default: .concordat/reference)',
    )
    .option('--demo', "load a world in which the vendors' samples work")
    .option('--demo-reset', 'the same, and make it as it was at first')
    .option('--states', 'let callers set up provider states under /_concordat')
    .option(
      '--rate-limit <n/seconds>',
      'requests of a Cumulonimbus user (default: 100/300)',
      readRateLimit,
    )
    .option('--cors <origin>', 'let pages of this origin call the APIs; may be repeated', collect)
    .option('--docs <dir>', 'serve this folder under /docs (default: pages of the four APIs)')
    .option('--no-docs', 'serve no pages')
    .option(
      '--drain <seconds>',
      'how long to answer after SIGTERM while /readyz says no',
      readSeconds,
      5,
    )
    .option('--json', 'print where everything is as one JSON object')
    .addOption(
      new Option('--log <level>', 'how much to log on stderr').choices(logLevels).default('info'),
    )
    .addHelpText('after', examples)
    .allowExcessArguments(false)
    .exitOverride()
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^[0-9]+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('Write a number from 0 to 65535.')
  }
  return port
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (!/^[0-9]+(\.[0-9]+)?$/.test(text) || seconds > 3600) {
    throw new InvalidArgumentError('Write seconds, from 0 to 3600.')
  }
  return seconds
}

function collect(origin: string, origins: readonly string[] = []): readonly string[] {
  return [...origins, origin]
}
