/** What the command ends with, as documented in `concordat --help`. */
export const exitCode = {
  /** Everything agrees. */
  accord: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** The command could not run: usage, configuration, document or network. */
  couldNotRun: 2,
  /** Nothing that fails was found, but not everything could be verified. */
  incomplete: 3,
  /** Ended by Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
