import type { CommandContext } from '../command-context.ts'

/** One line that is redrawn while work goes on. */
export interface Progress {
  update(text: string): void
  /** Clears the line; call it before anything else is written. */
  done(): void
}

/** A progress line on stderr. Silent when stderr is not a terminal, in CI, and with `quiet`. */
export function progressLine(context: CommandContext, options: { quiet?: boolean } = {}): Progress {
  const { stderr, env } = context
  const silent = options.quiet === true || !stderr.isTTY || (env.CI ?? '') !== ''
  if (silent) return { update() {}, done() {} }
  let shown = false
  return {
    update(text) {
      const line = text.length >= stderr.columns ? `${text.slice(0, stderr.columns - 2)}…` : text
      stderr.write(`\r\u001b[2K${line}`)
      shown = true
    },
    done() {
      if (shown) stderr.write('\r\u001b[2K')
      shown = false
    },
  }
}
