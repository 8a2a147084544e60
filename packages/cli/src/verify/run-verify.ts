import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import {
  applyBaseline,
  baselineOf,
  mergeReports,
  parseBaseline,
  parseReport,
  type RecordedExchange,
  renderPretty,
  type VerifyEvent,
  type VerifyReport,
  verify,
} from '@concordat/verify'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { progressLine } from '../terminal/progress.ts'
import { styleOf } from '../terminal/style.ts'
import { writeWholeFile } from '../write-whole-file.ts'
import { followRun, parseExchanges } from './follow-run.ts'
import { renderProgress } from './render-progress.ts'
import {
  parseReportFormat,
  type ReportFormat,
  renderReport,
  reportFormats,
} from './report-format.ts'
import { toVerifyOptions, type VerifyFlags } from './to-verify-options.ts'
import { verifyConfigFor } from './verify-config.ts'

const codes: Readonly<Record<VerifyReport['verdict'], ExitCode>> = {
  agrees: exitCode.accord,
  findings: exitCode.findings,
  incomplete: exitCode.incomplete,
  'could-not-run': exitCode.couldNotRun,
}

/** Runs a verification as the flags and the configuration say, prints its report and says how it ended. */
export async function runVerify(
  named: string | undefined,
  flags: VerifyFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const format = parseReportFormat(flags.format)
  if (flags.merge !== undefined) return mergeRuns(flags.merge, flags, format, context)
  const { config, folder } = await loadConfig(context.cwd, flags.config)
  const configured =
    typeof config.verify?.document === 'string' ? config.verify.document : undefined
  const location = named ?? configured
  if (location === undefined) {
    throw new ConcordatError(
      'E_USAGE',
      'Which document? Name it: `concordat verify openapi.yaml --url http://localhost:3000`.',
    )
  }
  const cwd = named === undefined ? folder : context.cwd
  const [document] = await expandDocuments([location], cwd)
  const { loaded } = await loadDocument(document ?? location, { cwd })
  const { model } = readApiModel(loaded)
  const settings = verifyConfigFor(config.verify, model.name)
  const options = toVerifyOptions(flags, settings)
  const progress = progressLine(context, { quiet: flags.quiet === true })
  const draw = renderProgress((text) => progress.update(text))
  const onEvent = (event: VerifyEvent): void => {
    const text = announcement(event, { quiet: flags.quiet === true, budget: options.budget })
    if (text !== undefined) context.stderr.write(text)
    draw(event)
    follower.onEvent(event)
  }
  const follower = followRun({
    cwd: context.cwd,
    files: filesOf(flags, format, 'ndjson'),
    print:
      format === 'ndjson' && flags.output === undefined
        ? (text) => context.stdout.write(text)
        : undefined,
    keepsExchanges: format === 'har' || filesOf(flags, format, 'har').length > 0,
    choice: parseExchanges(flags.exchanges ?? 'all'),
  })
  const fresh = await verify({
    ...options,
    document: loaded,
    model,
    signal: context.signal,
    onEvent,
  }).finally(() => progress.done())
  const report = await withBaseline(fresh, flags, settings.baseline, context)
  follower.end(report)
  await printReport(report, { flags, format, recorded: follower.exchanges }, context)
  if (context.signal.aborted) return exitCode.interrupted
  return codes[report.verdict]
}

/** Joins the reports of all shards of a run, prints the whole and says how it ended. */
async function mergeRuns(
  files: readonly string[],
  flags: VerifyFlags,
  format: ReportFormat,
  context: CommandContext,
): Promise<ExitCode> {
  const reports = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(resolve(context.cwd, file), 'utf8').catch((cause: unknown) => {
        throw new ConcordatError('E_REPORT_INVALID', `There is no report \`${file}\`.`, { cause })
      })
      return parseReport(text, file)
    }),
  )
  const report = await withBaseline(mergeReports(reports), flags, undefined, context)
  if (format === 'ndjson' && flags.output === undefined)
    context.stdout.write(renderReport(report, format, []))
  for (const file of filesOf(flags, format, 'ndjson'))
    await writeWholeFile(context.cwd, file, renderReport(report, 'ndjson', []))
  await printReport(report, { flags, format, recorded: [] }, context)
  return codes[report.verdict]
}

/** What is said before the first request: what the run may change, and how much it plans. */
function announcement(
  event: VerifyEvent,
  { quiet, budget }: { readonly quiet: boolean; readonly budget: number | undefined },
): string | undefined {
  if (event.type === 'started' && event.mayChange.length > 0) {
    const operations = event.mayChange.map((name) => `  ${name}\n`).join('')
    return `--destructive: this run may change or delete what is at ${event.target} already, by\n${operations}`
  }
  if (event.type !== 'planned' || quiet) return undefined
  const limit = budget === undefined ? '' : `; the budget is ${budget / 1000} s`
  const rate = Math.round(event.requests / Math.max(1, event.seconds))
  return `Plan: ${event.cases} cases, about ${event.requests} requests, ${event.seconds} s at ${rate} requests a second${limit}\n`
}

/** Files that are to be written in a format. */
function filesOf(flags: VerifyFlags, format: ReportFormat, wanted: ReportFormat): string[] {
  const files = flags.report.flatMap((extra) => {
    const cut = extra.indexOf('=')
    const own = parseReportFormat(extra.slice(0, Math.max(0, cut)))
    return own === wanted ? [extra.slice(cut + 1)] : []
  })
  return format === wanted && flags.output !== undefined ? [...files, flags.output] : files
}

interface Printing {
  readonly flags: VerifyFlags
  readonly format: ReportFormat
  readonly recorded: readonly RecordedExchange[]
}

/** Writes and prints the report in every form that is wanted; NDJSON was written while the run went. */
async function printReport(
  report: VerifyReport,
  { flags, format, recorded }: Printing,
  context: CommandContext,
): Promise<void> {
  for (const wanted of reportFormats) {
    const one = parseReportFormat(wanted)
    if (one === 'ndjson') continue
    for (const file of filesOf(flags, format, one))
      await writeWholeFile(context.cwd, file, renderReport(report, one, recorded))
  }
  if (flags.output !== undefined) {
    const style = styleOf(context.stderr, context.env)
    if (flags.quiet !== true) {
      context.stderr.write(renderPretty(report, { paint: style, width: context.stderr.columns }))
    }
  } else if (format === 'pretty') {
    context.stdout.write(
      renderPretty(report, {
        paint: styleOf(context.stdout, context.env),
        width: context.stdout.columns,
      }),
    )
  } else if (format !== 'ndjson') {
    context.stdout.write(renderReport(report, format, recorded))
  }
}

async function withBaseline(
  report: VerifyReport,
  flags: VerifyFlags,
  configured: string | undefined,
  context: CommandContext,
): Promise<VerifyReport> {
  const file = flags.baseline ?? configured
  if (file === undefined) {
    if (flags.updateBaseline !== true) return report
    throw new ConcordatError(
      'E_USAGE',
      '--update-baseline needs --baseline FILE: where do the known findings stand?',
    )
  }
  if (flags.updateBaseline === true) {
    const baseline = baselineOf(report)
    await writeWholeFile(context.cwd, file, `${JSON.stringify(baseline, null, 2)}\n`)
    return applyBaseline(report, baseline)
  }
  const text = await readFile(resolve(context.cwd, file), 'utf8').catch((cause: unknown) => {
    throw new ConcordatError(
      'E_BASELINE_INVALID',
      `There is no baseline \`${file}\`. Write one with --update-baseline.`,
      { cause },
    )
  })
  return applyBaseline(report, parseBaseline(text, file))
}
