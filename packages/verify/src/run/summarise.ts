import type { Severity } from '@concordat/core'
import type { ApiModel } from '@concordat/model'
import { isAnonymousAllowed } from '../credentials/identity.ts'
import type { CaseCount } from '../engine/case-ledger.ts'
import type { OperationCoverage } from '../engine/coverage.ts'
import type { Session } from '../engine/session.ts'
import { reportFinding } from '../findings/report-finding.ts'
import type { VerifyFinding } from '../findings/verify-finding.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Shard } from '../plan/shard.ts'
import { verdictOf } from '../report/run-verdict.ts'
import type { OperationReport, ReportedFinding, VerifyReport } from '../report/verify-report.ts'
import type { LeftBehind } from './clean-up.ts'

/** What a summary needs beside the session. */
export interface RunFacts {
  readonly target: string
  readonly startedAt: Date
  readonly seconds: number
  readonly notes: readonly string[]
  readonly left: readonly LeftBehind[]
  readonly shard: Shard | undefined
  readonly isSelected: (operation: OperationPlan) => boolean
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Makes the report of a run: plain data, without secrets. */
export function summarise(session: Session, model: ApiModel, facts: RunFacts): VerifyReport {
  const order = new Map(
    session.api.operations.map((operation, index) => [operation.operationId, index]),
  )
  const findings = session.collector
    .all()
    .map((finding) => withServersOwnRule(session, finding))
    .sort(
      (left, right) =>
        weights[left.severity] - weights[right.severity] ||
        (order.get(left.operationId) ?? 0) - (order.get(right.operationId) ?? 0) ||
        left.id.localeCompare(right.id) ||
        left.fingerprint.localeCompare(right.fingerprint),
    )
    .map((finding) => reportFinding(session, finding))
  const { requests, stop } = session.gate
  const operations = [
    ...session.coverage.all().map((record) => reportOperation(session, record, findings)),
    ...session.api.overlapping.filter(facts.isSelected).map(reportOverlapping),
  ]
  const headline = credentialHeadline(session)
  const report = {
    schemaVersion: 1 as const,
    failOn: session.settings.failOn,
    ...(headline === undefined ? {} : { headline }),
    api: {
      name: model.name,
      title: model.title,
      version: model.version,
      location: session.document?.location ?? model.name,
      digest: model.hash,
    },
    target: facts.target,
    seed: session.settings.seed,
    ...(facts.shard === undefined ? {} : { shard: facts.shard }),
    startedAt: facts.startedAt.toISOString(),
    seconds: Math.round(facts.seconds * 1000) / 1000,
    requests,
    ...(stop === undefined ? {} : { stopped: stop.kind }),
    findings,
    operations,
    left: facts.left,
    notes:
      stop === undefined ? facts.notes : [...facts.notes, `Not all was tried: ${stop.message}.`],
  }
  return { ...report, verdict: verdictOf(report) }
}

/** A server that sends a challenge with some of its 401 means to send it with all. */
function withServersOwnRule({ checks, coverage }: Session, finding: VerifyFinding): VerifyFinding {
  if (finding.id !== 'unauthorized-without-challenge' || !coverage.challenges) return finding
  const severity = checks.find(({ id }) => id === finding.id)?.severity ?? finding.severity
  return { ...finding, severity }
}

/** What to say when every request that needs a credential was refused for it. */
function credentialHeadline({ coverage, settings }: Session): string | undefined {
  const records = coverage.all().filter(({ operation }) => !isAnonymousAllowed(operation))
  const statuses = new Map<number, number>()
  for (const record of records) {
    for (const [status, times] of record.statuses)
      statuses.set(status, (statuses.get(status) ?? 0) + times)
  }
  const all = [...statuses.values()].reduce((sum, times) => sum + times, 0)
  if (all === 0 || statuses.get(401) !== all) return undefined
  const schemes = [...(settings.identities[0]?.credentials.keys() ?? [])]
  return schemes.length === 0
    ? 'Every request that needs a credential was answered 401: give one with --auth SCHEME=VALUE.'
    : `Every request with the credential for ${schemes.join(', ')} was answered 401: it is wrong, or expired.`
}

/** Operations that no request tells apart. */
function reportOverlapping({ method, model, operationId, path }: OperationPlan): OperationReport {
  return {
    operationId,
    method,
    path,
    verdict: 'not-verified',
    cases: [],
    missing: [`Another operation is ${method} ${path} too: no request tells them apart.`],
    requests: 0,
    successes: 0,
    findings: 0,
    responses: model.responses.map(({ status }) => ({ status, seen: 0 })),
    keywords: [],
  }
}

/** Part of every kind of cases that has to be sound. */
const wanted = 0.95

/** A sentence for every kind of cases of which too few were sound. */
function shortages(
  counts: readonly CaseCount[],
  { methodRefusals, refusals }: OperationCoverage,
): string[] {
  const unsent = (kind: CaseCount['kind']): string =>
    [...(kind === 'methods' ? methodRefusals : refusals)][0] ?? 'they were not sent'
  return counts.flatMap(({ kind, planned, reasons, sound }) =>
    sound >= planned * wanted
      ? []
      : [
          `${sound} of ${planned} ${kind} cases sound: ${
            reasons
              .slice(0, 2)
              .map((reason) => reason.replace(/\.$/, ''))
              .join('; ') || unsent(kind).replace(/\.$/, '')
          }.`,
        ],
  )
}

function reportOperation(
  session: Session,
  record: OperationCoverage,
  findings: readonly ReportedFinding[],
): OperationReport {
  const { operation } = record
  const own = findings.filter(({ operationId }) => operationId === operation.operationId)
  const byErrors = record.successes === 0 && isVerifiedByErrors(record)
  const reached = record.successes > 0 || byErrors
  const keywords = [...record.keywords].sort(([left], [right]) => left.localeCompare(right))
  const counts = session.cases.countsOf(operation)
  const short = byErrors ? [] : shortages(counts, record)
  const excused = session.settings.excuse(operation)
  const withheld = session.cases.withheldOf(operation)
  return {
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    verdict: reached ? (short.length > 0 ? 'partly-verified' : 'verified') : 'not-verified',
    ...(excused === undefined ? {} : { excused }),
    cases: counts.map(({ kind, planned, sound }) => ({ kind, planned, sound })),
    missing: reached ? short : missingSentences(record),
    ...(withheld.length > 0 ? { withheld } : {}),
    requests: record.requests,
    successes: record.successes,
    findings: own.length,
    responses: operation.model.responses.map(({ status }) => ({
      status,
      seen: record.seen.get(status) ?? 0,
    })),
    keywords: keywords.map(([keyword, counts]) => ({ keyword, ...counts })),
  }
}

function missingSentences({ missing, refusals, requests }: OperationCoverage): string[] {
  if (refusals.size > 0) return [...refusals]
  if (missing.size > 0) return [...missing].map((what) => `It needs ${what}.`)
  return [
    requests === 0 ? 'It was not tried: the run ended before.' : 'It never answered with success.',
  ]
}

/** An operation whose document promises no 2xx is verified by any answer that it documents. */
function isVerifiedByErrors({ operation, seen }: OperationCoverage): boolean {
  const promises = operation.model.responses.some(
    ({ status }) => status.startsWith('2') || status === 'default',
  )
  return !promises && seen.size > 0
}
