import type { LoadedDocument } from '@concordat/document'
import type { Check } from '../check.ts'
import { guessText } from '../conventions/guess.ts'
import type { ReportedExchange, ReportedFinding, ReportedStep } from '../report/verify-report.ts'
import { curlCommand } from './curl-command.ts'
import { reportExchange } from './report-exchange.ts'
import type { Secrets } from './secrets.ts'
import type { VerifyFinding } from './verify-finding.ts'

/** What a run knows that a reported finding shows. */
export interface FindingSource {
  readonly checks: readonly Check[]
  readonly secrets: Secrets
  /** The document, for lines and columns, when it was given. */
  readonly document: LoadedDocument | undefined
  readonly settings: { readonly origin: string }
}

/** A finding as reports show it: with its place, its reproduction and no secret. */
export function reportFinding(source: FindingSource, finding: VerifyFinding): ReportedFinding {
  const { secrets, document, settings } = source
  const check = source.checks.find(({ id }) => id === finding.id)
  const exchange = finding.exchange && reportExchange(finding.exchange, settings.origin, secrets)
  const curl = exchange && curlCommand(exchange)
  const before = (finding.before ?? []).map((earlier) =>
    reportStep(reportExchange(earlier, settings.origin, secrets)),
  )
  const place = finding.pointer === undefined ? undefined : document?.position(finding.pointer)
  return {
    id: finding.id,
    title: check?.title ?? finding.id,
    severity: finding.severity,
    message: secrets.redact(finding.message + guessText(finding.guesses ?? [])),
    operationId: finding.operationId,
    operation: finding.operation,
    ...(finding.pointer === undefined ? {} : { pointer: finding.pointer }),
    ...(place ? { source: place } : {}),
    excerpt: place && document ? excerptOf(document, place.file, place.line) : [],
    ...(before.length > 0 ? { before } : {}),
    ...(exchange ? { exchange } : {}),
    ...(curl ? { curl } : {}),
    ...(finding.evidence ? { evidence: redactEvidence(secrets, finding.evidence) } : {}),
    ...(finding.guesses ? { guesses: finding.guesses } : {}),
    occurrences: finding.occurrences,
    fingerprint: finding.fingerprint,
    known: false,
  }
}

function reportStep(exchange: ReportedExchange): ReportedStep {
  const curl = curlCommand(exchange)
  return { exchange, ...(curl === undefined ? {} : { curl }) }
}

function redactEvidence(
  secrets: Secrets,
  evidence: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [name, redactValue(secrets, value)]),
  )
}

/** Texts without secrets; a number that is one becomes its placeholder. */
function redactValue(secrets: Secrets, value: unknown): unknown {
  if (typeof value === 'string') return secrets.redact(value)
  if (typeof value === 'number') {
    const text = secrets.redact(String(value))
    return text === String(value) ? value : text
  }
  if (Array.isArray(value)) return value.map((item) => redactValue(secrets, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, redactValue(secrets, member)]),
  )
}

function excerptOf(
  document: LoadedDocument,
  file: string,
  line: number,
): { readonly line: number; readonly text: string }[] {
  const lines = [line - 1, line, line + 1, line + 2]
  return lines.flatMap((number) => {
    const text = document.line(file, number)
    return text === undefined ? [] : [{ line: number, text }]
  })
}
