import { ConcordatError } from '@concordat/core'
import {
  type RecordedExchange,
  renderGithub,
  renderHar,
  renderHtml,
  renderJunit,
  renderNdjson,
  renderPretty,
  renderSarif,
  type VerifyReport,
} from '@concordat/verify'
import { version } from '../version.ts'

const renderers = {
  json: (report: VerifyReport) => `${JSON.stringify(report, null, 2)}\n`,
  ndjson: renderNdjson,
  junit: renderJunit,
  sarif: renderSarif,
  github: renderGithub,
  har: (report: VerifyReport, recorded: readonly RecordedExchange[]) =>
    renderHar(report, version(), recorded),
  html: renderHtml,
  pretty: (report: VerifyReport) => renderPretty(report),
} as const

/** The forms that a report can be written in. */
export type ReportFormat = keyof typeof renderers

/** Their names, for messages and help. */
export const reportFormats = Object.keys(renderers)

/** @throws ConcordatError `E_USAGE` when there is no such format. */
export function parseReportFormat(name: string): ReportFormat {
  if (Object.hasOwn(renderers, name)) return name as ReportFormat // seam: hasOwn does not narrow keys
  throw new ConcordatError(
    'E_USAGE',
    `There is no report format \`${name}\`. Formats: ${reportFormats.join(', ')}.`,
  )
}

/** Renders a report without colour, as files and pipes want it. */
export function renderReport(
  report: VerifyReport,
  format: ReportFormat,
  recorded: readonly RecordedExchange[],
): string {
  return renderers[format](report, recorded)
}
