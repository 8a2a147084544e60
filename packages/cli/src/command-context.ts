/** One of the process's streams, as far as commands need it. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
  /** Width in characters; 80 where there is no terminal. */
  readonly columns: number
}

/** Everything a command may touch outside itself. A command is tested by calling it with a context of the test's own. */
export interface CommandContext {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The result. */
  readonly stdout: Output
  /** The talk: progress, notes, errors. */
  readonly stderr: Output
  /** Asks the person at the terminal; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}
