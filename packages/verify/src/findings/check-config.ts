/** Switches a check off, everywhere or for some operations, and says why. */
export interface CheckConfig {
  readonly check: string
  /** operationIds; all operations, when left out. */
  readonly operations?: readonly string[]
  /** `off`, or another severity. */
  readonly severity: 'off' | 'error' | 'warning' | 'info'
  /** Why; it stands in the report. */
  readonly reason: string
}
