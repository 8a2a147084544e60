import { ConcordatError, isJsonObject } from '@concordat/core'
import { verdictOf } from './run-verdict.ts'
import type { VerifyReport } from './verify-report.ts'

/** Findings that a team knows and has decided to live with for now. */
export interface Baseline {
  readonly schemaVersion: 1
  readonly findings: readonly BaselineEntry[]
}

export interface BaselineEntry {
  readonly fingerprint: string
  /** For the people who review the file; only the fingerprint counts. */
  readonly id: string
  readonly operation: string
  readonly message: string
}

/** The baseline that knows every finding of a report, in a stable order. */
export function baselineOf(report: VerifyReport): Baseline {
  const findings = report.findings
    .map(({ fingerprint, id, operation, message }) => ({ fingerprint, id, operation, message }))
    .sort((a, b) =>
      `${a.operation} ${a.id} ${a.fingerprint}` < `${b.operation} ${b.id} ${b.fingerprint}`
        ? -1
        : 1,
    )
  return { schemaVersion: 1, findings }
}

/** Marks the findings that the baseline knows, and notes entries that were not seen again. */
export function applyBaseline(report: VerifyReport, baseline: Baseline): VerifyReport {
  const known = new Set(baseline.findings.map((entry) => entry.fingerprint))
  const seen = new Set(report.findings.map((finding) => finding.fingerprint))
  const gone = baseline.findings.filter((entry) => !seen.has(entry.fingerprint))
  const marked = {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      known: known.has(finding.fingerprint),
    })),
    notes:
      gone.length === 0
        ? report.notes
        : [
            ...report.notes,
            `${gone.length} of the baseline's findings ${gone.length === 1 ? 'was' : 'were'} not seen again (${gone
              .map((entry) => `${entry.operation} ${entry.id}`)
              .join(', ')}); --update-baseline takes them out.`,
          ],
  }
  return { ...marked, verdict: verdictOf(marked) }
}

/**
 * Parses a baseline file.
 * @throws ConcordatError `E_BASELINE_INVALID` when the text is not one.
 */
export function parseBaseline(text: string, file: string): Baseline {
  const refuse = (found: string): never => {
    throw new ConcordatError(
      'E_BASELINE_INVALID',
      `\`${file}\` is not a baseline: ${found}. Write a new one with --update-baseline.`,
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('it is not JSON')
  }
  if (!isJsonObject(value) || value.schemaVersion !== 1)
    return refuse('expected `"schemaVersion": 1`')
  const { findings } = value
  if (!Array.isArray(findings)) return refuse('expected a list `findings`')
  return {
    schemaVersion: 1,
    findings: findings.map((entry: unknown, index) => {
      if (!isJsonObject(entry) || typeof entry.fingerprint !== 'string') {
        return refuse(`entry ${index} has no \`fingerprint\``)
      }
      const word = (name: string): string => (typeof entry[name] === 'string' ? entry[name] : '')
      return {
        fingerprint: entry.fingerprint,
        id: word('id'),
        operation: word('operation'),
        message: word('message'),
      }
    }),
  }
}
