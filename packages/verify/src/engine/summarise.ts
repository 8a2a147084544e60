import type { Severity } from '@concordat/core'
import type { ApiModel } from '@concordat/model'
import { reportFinding } from '../findings/report-finding.ts'
import type { OperationReport, ReportedFinding, VerifyReport } from '../report/verify-report.ts'
import type { LeftBehind } from './clean-up.ts'
import type { OperationCoverage } from './coverage.ts'
import type { Session } from './session.ts'

/** What a summary needs beside the session. */
export interface RunFacts {
  readonly target: string
  readonly startedAt: Date
  readonly seconds: number
  readonly notes: readonly string[]
  readonly left: readonly LeftBehind[]
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Makes the report of a run: plain data, without secrets. */
export function summarise(session: Session, model: ApiModel, facts: RunFacts): VerifyReport {
  const order = new Map(
    session.api.operations.map((operation, index) => [operation.operationId, index]),
  )
  const findings = session.collector
    .all()
    .sort(
      (left, right) =>
        weights[left.severity] - weights[right.severity] ||
        (order.get(left.operationId) ?? 0) - (order.get(right.operationId) ?? 0) ||
        left.id.localeCompare(right.id) ||
        left.fingerprint.localeCompare(right.fingerprint),
    )
    .map((finding) => reportFinding(session, finding))
  const { requests, stop } = session.gate
  return {
    schemaVersion: 1,
    api: {
      name: model.name,
      title: model.title,
      version: model.version,
      location: session.document?.location ?? model.name,
    },
    target: facts.target,
    seed: session.settings.seed,
    startedAt: facts.startedAt.toISOString(),
    seconds: Math.round(facts.seconds * 1000) / 1000,
    requests,
    ...(stop === undefined ? {} : { stopped: stop.kind }),
    findings,
    operations: session.coverage.all().map((record) => reportOperation(record, findings)),
    left: facts.left,
    notes:
      stop === undefined ? facts.notes : [...facts.notes, `Not all was tried: ${stop.message}.`],
  }
}

function reportOperation(
  record: OperationCoverage,
  findings: readonly ReportedFinding[],
): OperationReport {
  const { operation } = record
  const own = findings.filter(({ operationId }) => operationId === operation.operationId)
  const reached = record.successes > 0 || isVerifiedByErrors(record)
  const keywords = [...record.keywords].sort(([left], [right]) => left.localeCompare(right))
  return {
    operationId: operation.operationId,
    method: operation.method,
    path: operation.path,
    verdict: own.length > 0 ? 'failed' : reached ? 'verified' : 'not-verified',
    missing: reached ? [] : missingSentences(record),
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
