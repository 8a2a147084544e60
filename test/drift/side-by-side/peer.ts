import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Bench } from '../kit/bench.ts'
import type { PreparedDocument } from './prepare-document.ts'

export interface PeerTask {
  readonly bench: Bench
  /** Where the server is. */
  readonly url: string
  readonly prepared: PreparedDocument
  /** A folder for the peer's own files. */
  readonly folder: string
}

/** Another tool that holds a server to its document. */
export interface Peer {
  readonly name: string
  /** What the tool says is wrong, without what differs from run to run. */
  readonly run: (task: PeerTask) => Promise<readonly string[]>
}

export const bin = join(import.meta.dirname, '..', 'peers', 'node_modules', '.bin')

/** Runs a command to its end and gives what it wrote, whatever its exit code. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { folder: string; env?: Readonly<Record<string, string>>; milliseconds?: number },
): Promise<string> {
  // A file, because a command that exits by itself does not wait for what a pipe still holds.
  const written = join(options.folder, 'written.log')
  const output = openSync(written, 'w')
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.folder,
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: '0',
        REDOCLY_TELEMETRY: 'off',
        ...options.env,
      },
      stdio: ['ignore', output, output],
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), options.milliseconds ?? 600_000)
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      closeSync(output)
      resolve(readFileSync(written, 'utf8'))
    })
  })
}

/** A message without ids, times, ports and counts, so that two runs over one server say the same. */
export function steady(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, 'UUID')
    .replace(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?/g, 'TIME')
    .replace(/\b[\da-f]{12,}\b/gi, 'HEX')
    .replace(/\d+/g, 'N')
    .replace(/\s+/g, ' ')
    .trim()
}
