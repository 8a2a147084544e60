import type { JsonPointer, Severity, SourcePosition } from '@concordat/core'
import type { Guess } from '../conventions/guess.ts'

/**
 * `agrees`: all selected operations were verified, or excused by name and reason, and nothing that fails was found.
 * `findings`: something that fails was found. `incomplete`: nothing was, but not everything could be verified.
 * `could-not-run`: nothing was selected, or no request was allowed.
 */
export type RunVerdict = 'agrees' | 'findings' | 'incomplete' | 'could-not-run'

/**
 * The result of a run as plain JSON data: what every reporter reads. Secrets were taken out when it was made.
 * `docs/report.schema.json` is its published schema.
 */
export interface VerifyReport {
  readonly schemaVersion: 1
  /** Computed once; what is printed, written and returned as exit code says the same. */
  readonly verdict: RunVerdict
  /** One sentence about all that was seen, where it has one cause: a credential that every request was refused with. */
  readonly headline?: string
  /** Lowest severity that makes the verdict `findings`. */
  readonly failOn: Severity | 'never'
  readonly api: {
    readonly name: string
    readonly title: string
    readonly version: string
    /** Path or URL of the document. */
    readonly location: string
    /** SHA-256 of the bundled document's JSON text, in hexadecimal digits: which version the run held. */
    readonly digest: string
  }
  /** Base URL that was called, or `in-process`. */
  readonly target: string
  /** Give it back as `--seed` to run the same cases again. */
  readonly seed: number
  /** Which part of a run this is, where it was split; `mergeReports` joins them. */
  readonly shard?: { readonly index: number; readonly count: number }
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly seconds: number
  readonly requests: number
  /** Why the run ended before all cases were sent, when it did. */
  readonly stopped?: 'budget' | 'max-requests' | 'interrupted' | 'unreachable'
  /** Most severe first, then in document order. */
  readonly findings: readonly ReportedFinding[]
  /** In document order. */
  readonly operations: readonly OperationReport[]
  /** What the run made or changed and did not take back, with the reason; paths below the target. */
  readonly left: readonly { readonly path: string; readonly reason: string }[]
  /** Things a reader should know that are no disagreement. */
  readonly notes: readonly string[]
}

/** One cause of disagreement. */
export interface ReportedFinding {
  /** Id of the check. */
  readonly id: string
  /** What holds when the check is silent. */
  readonly title: string
  readonly severity: Severity
  readonly message: string
  readonly operationId: string
  /** `GET /books/{id}`. */
  readonly operation: string
  readonly pointer?: JsonPointer
  readonly source?: SourcePosition
  /** The document's lines around the claim; the claim's own is `source.line`. */
  readonly excerpt: readonly { readonly line: number; readonly text: string }[]
  /** Requests that changed something before it, in order: without them it would not show. */
  readonly before?: readonly ReportedStep[]
  readonly exchange?: ReportedExchange
  /** One line that sends the request again; credentials stand as `$NAME`. */
  readonly curl?: string
  readonly evidence?: Readonly<Record<string, unknown>>
  /** What it takes for granted by a name or by words; the message says so too. */
  readonly guesses?: readonly Guess[]
  readonly occurrences: number
  readonly fingerprint: string
  /** The baseline knows it: it does not fail the build. */
  readonly known: boolean
}

/** An exchange on the way to a finding. */
export interface ReportedStep {
  readonly exchange: ReportedExchange
  readonly curl?: string
}

/** A request and what came back, secrets taken out. */
export interface ReportedExchange {
  readonly request: ReportedMessage & { readonly method: string; readonly url: string }
  readonly response?: ReportedMessage & { readonly status: number; readonly reason: string }
  /** Why there was no answer. */
  readonly failure?: string
  readonly milliseconds: number
}

/** Headers as they stood on the wire, and the body. */
export interface ReportedMessage {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: ReportedBody
}

/** A body as text where it is UTF-8, else in base64; long ones are cut. */
export interface ReportedBody {
  readonly text?: string
  readonly base64?: string
  /** Length of the whole body in bytes. */
  readonly bytes: number
  readonly truncated: boolean
}

/** What was seen of one operation. */
export interface OperationReport {
  readonly operationId: string
  readonly method: string
  readonly path: string
  /**
   * Whether it was exercised, whatever was found. `verified`: it succeeded, and at least 95 % of every kind of cases
   * counted. `partly-verified`: it succeeded, but not that. `not-verified`: it never succeeded; silence is not success.
   */
  readonly verdict: 'verified' | 'partly-verified' | 'not-verified'
  /** Why the user lets it be not verified. */
  readonly excused?: string
  /** Cases by kind: how many the document implies, and how many counted. */
  readonly cases: readonly {
    readonly kind: string
    readonly planned: number
    readonly sound: number
  }[]
  /** What is missing for a verdict, as sentences: a credential, an id, a state. */
  readonly missing: readonly string[]
  /** Cases that were not sent because the mode or the user forbids it, as sentences: nothing of them is demanded. */
  readonly withheld?: readonly string[]
  readonly requests: number
  readonly successes: number
  readonly findings: number
  /** Documented responses and how often each was seen; `0` is worth a look. */
  readonly responses: readonly { readonly status: string; readonly seen: number }[]
  /** Schema keywords whose boundary was tried, each side counted. */
  readonly keywords: readonly {
    readonly keyword: string
    readonly valid: number
    readonly invalid: number
  }[]
}
