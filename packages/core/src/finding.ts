import type { JsonPointer } from './json-pointer.ts'

/** How much a finding weighs. `error` fails a build by default; `warning` and `info` do not. */
export type Severity = 'error' | 'warning' | 'info'

/** A place in a file, as an editor counts: the first line and the first column are 1. */
export interface SourcePosition {
  /** Path relative to the working directory, or the URL the document came from. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/**
 * An expected disagreement: something a person should know, as data. Findings are returned, never thrown.
 */
export interface Finding {
  /** Kebab-case sentence of fact, most general first, for example `response-body-schema-mismatch`. Never changes its meaning. */
  readonly id: string
  readonly severity: Severity
  /** One or two sentences: what was expected, what was found, what to do. */
  readonly message: string
  /** Where the document says it, as a pointer into the normalised document. */
  readonly pointer?: JsonPointer
  /** Where that stands in the files that people edit. */
  readonly source?: SourcePosition
  readonly operationId?: string
  /** JSON values that show the disagreement; never a secret. */
  readonly evidence?: Readonly<Record<string, unknown>>
  /** Stable over runs for the same cause, for baselines and for grouping. */
  readonly fingerprint?: string
}
