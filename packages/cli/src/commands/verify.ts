import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ConcordatError, type Severity } from '@concordat/core'
import { loadDocument, readApiModel } from '@concordat/document'
import {
  applyBaseline,
  baselineOf,
  parseBaseline,
  renderPretty,
  type VerifyReport,
  verify,
} from '@concordat/verify'
import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { progressLine } from '../terminal/progress.ts'
import { styleOf } from '../terminal/style.ts'
import { renderProgress } from '../verify/render-progress.ts'
import { parseReportFormat, renderReport, reportFormats } from '../verify/report-format.ts'
import { toVerifyOptions, type VerifyFlags } from '../verify/to-verify-options.ts'
import { verifyConfigFor } from '../verify/verify-config.ts'
import { writeWholeFile } from '../verify/write-report.ts'

const weights: Readonly<Record<Severity | 'never', number>> = {
  never: 4,
  error: 3,
  warning: 2,
  info: 1,
}

const examples = `
Every credential is said by the scheme's name in the document; for HTTP basic the value is user:password.

Examples:
  $ concordat verify openapi.yaml --url http://localhost:3000
  $ concordat verify openapi.yaml --url http://localhost:3000 --auth bearerAuth=$TOKEN \\
      --identity second:bearerAuth=$OTHER_TOKEN --budget 30s --format json -o report.json

Exit codes: 0 document and server agree; 1 findings at or above --fail-on; 2 could not run; 130 interrupted.`

/** `concordat verify`: holds a running server to its document. */
export function verifyCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('verify')
    .summary('find every drift between a document and a running server')
    .description(
      'Sends documented, boundary, generated, stateful and unauthorised requests to a server and judges every answer by the document.',
    )
    .argument(
      '[document]',
      'the OpenAPI document, a file or a URL (default: that of the configuration)',
    )
    .option('--url <url>', 'base URL of the server; paths of the document are appended')
    .option('--auth <scheme=value>', 'a credential (repeatable)', collect, [])
    .option('--identity <name:scheme=value>', 'a second caller (repeatable)', collect, [])
    .option('--header <name: value>', 'a header for every request (repeatable)', collect, [])
    .option('--states <url>', "URL of the provider's states, as Pact has them")
    .option('--seed <n>', 'run the same cases again')
    .option('--budget <time>', 'how long the run may take, for example 30s (default: 30s)')
    .option('--max-requests <n>', 'how many requests to send at most')
    .option('--rate <n>', 'requests in a second at most')
    .option('--concurrency <n>', 'operations tried at the same time')
    .option('--timeout <time>', 'how long one request may take (default: 10s)')
    .option('--max-response-time <time>', 'a slower answer is a finding')
    .option('--phase <name...>', 'only these: examples, coverage, generation, stateful, security')
    .option(
      '--include <pattern...>',
      'only these operations: operationId, tag or "METHOD /path", * as wildcard',
    )
    .option('--exclude <pattern...>', 'not these operations')
    .option(
      '--check <id=severity>',
      'switch a check off or change its severity (repeatable)',
      collect,
      [],
    )
    .option('--format <format>', `what to print: ${reportFormats.join(', ')}`, 'pretty')
    .option('-o, --output <file>', 'write the report to a file in place of stdout')
    .option('--report <format=file>', 'write one more report (repeatable)', collect, [])
    .option(
      '--fail-on <severity>',
      'lowest severity that fails: error, warning, info or never (default: error)',
    )
    .option('--baseline <file>', 'known findings, which do not fail')
    .option('--update-baseline', 'write the findings of this run into the baseline')
    .option('--quiet', 'no progress')
    .option('--config <file>', 'configuration file')
    .addHelpText('after', examples)
    .action(async (named: string | undefined, flags: VerifyFlags) => {
      end(await runVerify(named, flags, context))
    })
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}

async function runVerify(
  named: string | undefined,
  flags: VerifyFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const format = parseReportFormat(flags.format)
  const { config, folder } = await loadConfig(context.cwd, flags.config)
  const configured =
    typeof config.verify?.['document'] === 'string' ? config.verify['document'] : undefined
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
  const failOn = parseFailOn(flags.failOn ?? settings.failOn ?? 'error')
  const progress = progressLine(context, { quiet: flags.quiet === true })
  const shown = renderProgress((text) => progress.update(text))
  const fresh = await verify({
    ...options,
    document: loaded,
    model,
    signal: context.signal,
    onEvent: shown,
  }).finally(() => progress.done())
  const report = await withBaseline(fresh, flags, settings.baseline, context)
  await printReport(report, flags, format, context)
  if (context.signal.aborted) return exitCode.interrupted
  const fails = report.findings.some(
    (finding) => !finding.known && weights[finding.severity] >= weights[failOn],
  )
  return fails ? exitCode.findings : exitCode.accord
}

async function printReport(
  report: VerifyReport,
  flags: VerifyFlags,
  format: ReturnType<typeof parseReportFormat>,
  context: CommandContext,
): Promise<void> {
  for (const extra of flags.report) {
    const cut = extra.indexOf('=')
    await writeWholeFile(
      context.cwd,
      extra.slice(cut + 1),
      renderReport(report, parseReportFormat(extra.slice(0, Math.max(0, cut)))),
    )
  }
  if (flags.output !== undefined) {
    await writeWholeFile(context.cwd, flags.output, renderReport(report, format))
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
  } else {
    context.stdout.write(renderReport(report, format))
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

function parseFailOn(value: string): Severity | 'never' {
  if (value === 'error' || value === 'warning' || value === 'info' || value === 'never')
    return value
  throw new ConcordatError(
    'E_USAGE',
    `\`--fail-on ${value}\`: expected error, warning, info or never.`,
  )
}
