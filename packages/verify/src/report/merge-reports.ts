import { ConcordatError, type Severity } from '@concordat/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { reportSchema } from './report-schema.ts'
import { verdictOf } from './run-verdict.ts'
import type { VerifyReport } from './verify-report.ts'

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/**
 * Reads a report that was written with `--format json`.
 * @throws ConcordatError `E_REPORT_INVALID` for what is none.
 */
export function parseReport(text: string, file: string): VerifyReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ConcordatError('E_REPORT_INVALID', `\`${file}\` is not JSON.`, { cause })
  }
  const ajv = new Ajv2020({ strict: false })
  const isReport = ajv.compile<VerifyReport>(reportSchema)
  if (isReport(value)) return value
  throw new ConcordatError(
    'E_REPORT_INVALID',
    `\`${file}\` is no report of \`concordat verify --format json\`: ${ajv.errorsText(isReport.errors, { dataVar: 'it' })}.`,
  )
}

/**
 * Joins the reports of all shards of a run into the one that the run would have had; its verdict is computed anew. A shard
 * that is missing makes it incomplete.
 * @throws ConcordatError `E_REPORT_INVALID` where reports are of different documents, or two are of the same shard.
 */
export function mergeReports(reports: readonly VerifyReport[]): VerifyReport {
  const [first] = reports
  if (first === undefined) throw new ConcordatError('E_USAGE', 'There is no report to join.')
  refuseStrangers(first, reports)
  const missing = missingShards(reports)
  const headlines = new Set(reports.map(({ headline }) => headline))
  const [headline] = headlines.size === 1 ? headlines : []
  const stopped = reports.find((report) => report.stopped !== undefined)?.stopped
  const { headline: _, shard: __, stopped: ___, ...rest } = first
  const joined = {
    ...rest,
    ...(headline === undefined ? {} : { headline }),
    ...(stopped === undefined ? {} : { stopped }),
    startedAt: reports.map((report) => report.startedAt).sort()[0] ?? first.startedAt,
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
    requests: reports.reduce((sum, { requests }) => sum + requests, 0),
    findings: reports
      .flatMap(({ findings }) => findings)
      .sort((left, right) => weights[left.severity] - weights[right.severity]),
    operations: reports.flatMap(({ operations }) => operations),
    left: reports.flatMap(({ left }) => left),
    notes: [...new Set(reports.flatMap(({ notes }) => notes)), ...missing],
  }
  const verdict = verdictOf(joined)
  return { ...joined, verdict: verdict === 'agrees' && missing.length > 0 ? 'incomplete' : verdict }
}

function refuseStrangers(first: VerifyReport, reports: readonly VerifyReport[]): void {
  const seen = new Set<string>()
  for (const { api, failOn, shard } of reports) {
    if (api.digest !== first.api.digest) {
      throw new ConcordatError(
        'E_REPORT_INVALID',
        `The reports are of different documents: ${first.api.location} and ${api.location}.`,
      )
    }
    if (failOn !== first.failOn) {
      throw new ConcordatError(
        'E_REPORT_INVALID',
        `The reports were told to fail on different severities: ${first.failOn} and ${failOn}.`,
      )
    }
    const key = shard && `${shard.index} of ${shard.count}`
    if (key === undefined || seen.has(key)) {
      throw new ConcordatError(
        'E_REPORT_INVALID',
        key === undefined
          ? 'A report is not of a shard: --merge joins the reports of runs with --shard.'
          : `Two reports are of shard ${key}.`,
      )
    }
    seen.add(key)
  }
}

/** A sentence for every shard of which there is no report. */
function missingShards(reports: readonly VerifyReport[]): string[] {
  const counts = new Set(reports.map(({ shard }) => shard?.count ?? 1))
  const [count = 1] = counts
  if (counts.size > 1) {
    throw new ConcordatError(
      'E_REPORT_INVALID',
      'The reports are of runs with different numbers of shards.',
    )
  }
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !reports.some(({ shard }) => shard?.index === index))
    .map((index) => `There is no report of shard ${index} of ${count}.`)
}
