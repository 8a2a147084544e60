import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import {
  type RecordedExchange,
  renderNdjsonEnd,
  type VerifyEvent,
  type VerifyReport,
} from '@concordat/verify'

/** Which exchanges are written into NDJSON and HAR. */
export type ExchangeChoice = 'all' | 'findings' | 'none'

/** Follows a run: NDJSON is written while it goes, and what HAR needs is kept. */
export interface RunFollower {
  onEvent(event: VerifyEvent): void
  /** Every exchange, in order; empty unless they are wanted. */
  readonly exchanges: readonly RecordedExchange[]
  /** Writes the last lines. */
  end(report: VerifyReport): void
}

/** What is to be written while a run goes. */
export interface FollowOptions {
  readonly cwd: string
  /** Files for NDJSON. */
  readonly files: readonly string[]
  /** Where NDJSON is printed, when it is. */
  readonly print: ((text: string) => void) | undefined
  readonly keepsExchanges: boolean
  readonly choice: ExchangeChoice
}

/**
 * Begins to follow a run.
 * @throws ConcordatError `E_WRITE_FAILED` when a file cannot be opened.
 */
export function followRun(options: FollowOptions): RunFollower {
  const files = options.files.map((file) => openForLines(options.cwd, file))
  const exchanges: RecordedExchange[] = []
  const write = (line: unknown): void => {
    const text = `${JSON.stringify(line)}\n`
    options.print?.(text)
    for (const file of files) writeSync(file, text)
  }
  return {
    exchanges,
    onEvent(event) {
      if (event.type === 'exchange') {
        if (options.choice !== 'all') return
        if (options.keepsExchanges) exchanges.push(event)
      }
      if (files.length > 0 || options.print) write(event)
    },
    end(report) {
      if (files.length > 0 || options.print) for (const line of renderNdjsonEnd(report)) write(line)
      for (const file of files) closeSync(file)
    },
  }
}

function openForLines(cwd: string, file: string): number {
  const path = resolve(cwd, file)
  try {
    mkdirSync(dirname(path), { recursive: true })
    return openSync(path, 'w')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError('E_WRITE_FAILED', `\`${file}\` could not be written: ${reason}`, {
      cause,
    })
  }
}

/** @throws ConcordatError `E_USAGE` for another word. */
export function parseExchanges(value: string): ExchangeChoice {
  if (value === 'all' || value === 'findings' || value === 'none') return value
  throw new ConcordatError('E_USAGE', `\`--exchanges ${value}\`: expected all, findings or none.`)
}
