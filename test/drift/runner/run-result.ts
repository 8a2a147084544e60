/** What the verifier may do to what was there before: nothing, or everything. */
export const runModes = ['destructive', 'default'] as const

export type RunMode = (typeof runModes)[number]

/** One run of the verifier over one server, as it came out. */
export interface RunResult {
  readonly server: string
  readonly seed: number
  readonly mode: RunMode
  readonly findings: readonly SeenFinding[]
  readonly requests: number
  readonly seconds: number
  readonly stopped?: string
  /** Operations that were never driven to a success. */
  readonly notVerified: readonly string[]
  /** Set when the verifier itself failed. */
  readonly error?: string
}

export interface SeenFinding {
  readonly check: string
  readonly severity: string
  readonly operation: string
  readonly message: string
  readonly curl?: string
}

/** What a run is asked for. */
export interface RunRequest {
  readonly server: string
  readonly url: string
  readonly seed: number
  readonly mode: RunMode
  readonly budget: number
}

/** Whether a finding would fail a build or at least be seen in it. */
export function counts(finding: SeenFinding): boolean {
  return finding.severity === 'error' || finding.severity === 'warning'
}
