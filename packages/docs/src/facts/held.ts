import { type Content, type Html, html } from '../html/html.ts'

/** What a run of contract tests saw: the part of a report of `concordat verify` that pages show. */
export interface HeldReport {
  readonly api: {
    readonly name: string
    /** SHA-256 of the bundled document that was held. */
    readonly digest?: string | undefined
  }
  /** ISO 8601. */
  readonly startedAt: string
  readonly seed: number
  readonly operations: readonly HeldOperation[]
}

/** What a run saw of one operation. */
export interface HeldOperation {
  readonly operationId: string
  readonly verdict: 'verified' | 'partly-verified' | 'not-verified'
  readonly cases: readonly { readonly sound: number }[]
  /** What is missing for a verdict, as sentences. */
  readonly missing: readonly string[]
  readonly findings: number
  /** Documented answers and how often each was seen. */
  readonly responses: readonly { readonly status: string; readonly seen: number }[]
}

/** What the reports of an API say of its document as it is now. */
export interface Held {
  /** The newest report of this document. */
  readonly report?: HeldReport
  /** The newest report of another version. */
  readonly other?: HeldReport
}

/** Chooses among reports those of an API; `undefined` where none is of it. */
export function heldOfApi(
  reports: readonly HeldReport[],
  api: { readonly name: string; readonly hash: string },
): Held | undefined {
  const newestFirst = [...reports].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  const report = newestFirst.find(({ api: { digest } }) => digest === api.hash)
  if (report) return { report }
  const other = newestFirst.find(({ api: { name } }) => name === api.name)
  return other && { other }
}

/** What a run said of one operation, in words. Only what held of this very document is said to hold. */
export function heldView(held: Held, operationId: string): Html {
  const { report, other } = held
  if (!report) {
    return html`Not held for this version${other && html`: the tests of ${day(other)} ran on another one`}.`
  }
  const seen = report.operations.find((one) => one.operationId === operationId)
  if (!seen) return html`Not held: the tests of ${day(report)} left it out.`
  const cases = seen.cases.reduce((sum, { sound }) => sum + sound, 0)
  const by = html`${day(report)} by ${cases} ${cases === 1 ? 'check' : 'checks'}, seed ${report.seed}`
  const [lack] = seen.missing
  if (seen.findings > 0) {
    const count = html`${seen.findings} ${seen.findings === 1 ? 'finding' : 'findings'}`
    return html`<strong class="broken">${count}</strong> on ${by}.`
  }
  if (seen.verdict === 'verified') return html`<span class="fine">✓ Held</span> on ${by}.`
  if (seen.verdict === 'partly-verified') return html`Partly held on ${by}.${lack && ` ${lack}`}`
  return html`Not held on ${day(report)}.${lack && ` ${lack}`}`
}

/** One line for a whole API. */
export function heldSummary({ report, other }: Held): Content {
  if (!report) return html`Not for this version${other && html`; another one on ${day(other)}`}`
  const { operations } = report
  const held = operations.filter(
    ({ verdict, findings }) => verdict === 'verified' && findings === 0,
  )
  return html`${held.length} of ${operations.length} ${operations.length === 1 ? 'operation' : 'operations'} on ${day(report)}, seed ${report.seed}`
}

/** How often tests saw an answer of this document. */
export function timesSeen(
  { report }: Held,
  operationId: string,
  status: string,
): number | undefined {
  const operation = report?.operations.find((one) => one.operationId === operationId)
  return operation?.responses.find((one) => one.status === status)?.seen
}

function day({ startedAt }: HeldReport): Html {
  const [date = startedAt] = startedAt.split('T')
  return html`<time datetime="${startedAt}">${date}</time>`
}
