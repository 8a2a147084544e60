import type { CommandContext } from './command-context.ts'

/** A context that keeps what is written, without terminal and colour. */
export interface RecordedContext extends CommandContext {
  readonly out: () => string
  readonly err: () => string
}

/** Makes a context for a folder. */
export function recordedContext(
  cwd: string,
  signal: AbortSignal = new AbortController().signal,
): RecordedContext {
  let out = ''
  let err = ''
  return {
    cwd,
    env: {},
    stdout: {
      write: (text) => {
        out += text
      },
      isTTY: false,
      columns: 100,
    },
    stderr: {
      write: (text) => {
        err += text
      },
      isTTY: false,
      columns: 100,
    },
    signal,
    out: () => out,
    err: () => err,
  }
}
