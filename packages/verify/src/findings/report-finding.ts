import type { LoadedDocument } from '@concordat/document'
import type { Session } from '../engine/session.ts'
import type { ReportedExchange, ReportedFinding, ReportedStep } from '../report/verify-report.ts'
import { curlCommand } from './curl-command.ts'
import { reportExchange } from './report-exchange.ts'
import type { VerifyFinding } from './verify-finding.ts'

/** A finding as reports show it: with its place, its reproduction and no secret. */
export function reportFinding(session: Session, finding: VerifyFinding): ReportedFinding {
  const { secrets } = session
  const check = session.checks.find(({ id }) => id === finding.id)
  const exchange =
    finding.exchange && reportExchange(finding.exchange, session.settings.origin, secrets)
  const curl = exchange && curlCommand(exchange)
  const before = (finding.before ?? []).map((earlier) =>
    reportStep(reportExchange(earlier, session.settings.origin, secrets)),
  )
  const source =
    finding.pointer === undefined ? undefined : session.document?.position(finding.pointer)
  return {
    id: finding.id,
    title: check?.title ?? finding.id,
    severity: finding.severity,
    message: secrets.redact(finding.message),
    operationId: finding.operationId,
    operation: finding.operation,
    ...(finding.pointer === undefined ? {} : { pointer: finding.pointer }),
    ...(source ? { source } : {}),
    excerpt:
      source && session.document ? excerptOf(session.document, source.file, source.line) : [],
    ...(before.length > 0 ? { before } : {}),
    ...(exchange ? { exchange } : {}),
    ...(curl ? { curl } : {}),
    ...(finding.evidence ? { evidence: redactEvidence(session, finding.evidence) } : {}),
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
  session: Session,
  evidence: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [name, redactValue(session, value)]),
  )
}

/** Texts without secrets; a number that is one becomes its placeholder. */
function redactValue(session: Session, value: unknown): unknown {
  if (typeof value === 'string') return session.secrets.redact(value)
  if (typeof value === 'number') {
    const text = session.secrets.redact(String(value))
    return text === String(value) ? value : text
  }
  if (Array.isArray(value)) return value.map((item) => redactValue(session, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, redactValue(session, member)]),
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
