import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { renderError } from '../terminal/render-error.ts'
import { countFindings, renderFindings } from '../terminal/render-findings.ts'
import { type Style, styleOf } from '../terminal/style.ts'
import type { GenerationResult } from './generation-result.ts'

/** How much to say, and in which form. */
export interface ReportOptions {
  readonly json: boolean
  readonly quiet: boolean
}

/** Prints what happened to each document and says the exit code that follows from it. */
export function reportGeneration(
  results: readonly GenerationResult[],
  options: ReportOptions,
  context: CommandContext,
): ExitCode {
  if (options.json) {
    context.stdout.write(
      `${JSON.stringify({ schemaVersion: 1, results: results.map(asJson) }, null, 2)}\n`,
    )
  } else {
    const style = styleOf(context.stdout, context.env)
    const talk = styleOf(context.stderr, context.env)
    for (const result of results) {
      const shown = options.quiet
        ? result.findings.filter((finding) => finding.severity === 'error')
        : result.findings.filter((finding) => finding.severity !== 'info')
      if (shown.length > 0) context.stderr.write(`${renderFindings(shown, talk, result.line)}\n\n`)
      if (result.error) context.stderr.write(`${renderError(result.error, talk)}\n`)
      else if (!options.quiet || disagrees(result)) {
        context.stdout.write(`${outcomeLine(result, style)}\n`)
      }
    }
  }
  if (results.some((result) => result.outcome === 'failed')) return exitCode.couldNotRun
  return results.some(disagrees) ? exitCode.findings : exitCode.accord
}

function disagrees(result: GenerationResult): boolean {
  return result.outcome === 'refused' || result.outcome === 'different'
}

function outcomeLine(result: GenerationResult, style: Style): string {
  const counts =
    result.operations === undefined
      ? ''
      : `${result.operations} operations, ${result.schemas} schemas, `
  const size = `${counts}${Math.round(result.time)} ms`
  const notes = result.findings.length === 0 ? '' : `, ${countFindings(result.findings)}`
  switch (result.outcome) {
    case 'written':
      return `${style.green(style.marks.pass)} ${result.folder} ${style.dim(`written (${result.changed.length} of ${result.files} files; ${size}${notes})`)}`
    case 'unchanged':
      return `${style.green(style.marks.pass)} ${result.folder} ${style.dim(`nothing changed (${size}${notes})`)}`
    case 'different':
      return [
        `${style.red(style.marks.fail)} ${result.folder} differs from what ${result.document} gives now; run \`concordat generate\``,
        ...result.changed.map((file) => `    ${file}`),
      ].join('\n')
    case 'failed':
    case 'refused':
      return `${style.red(style.marks.fail)} ${result.document} was refused: ${countFindings(result.findings)}. What was there before is untouched.${allowance(result)}`
  }
}

/** How to generate in spite of errors that are the document's. */
function allowance({ findings }: GenerationResult): string {
  const errors = findings.filter(
    ({ severity, pointer }) => severity === 'error' && pointer !== undefined,
  )
  const ids = [...new Set(errors.map(({ id }) => id))]
  if (ids.length === 0) return ''
  return `\n  Mend the document, or go on without what these speak of: --allow ${ids.join(' ')}`
}

/** A result as plain data: an error's message is no property that JSON would show. */
function asJson({ line: _, error, ...result }: GenerationResult): object {
  if (error === undefined) return result
  const { code, message, source } = error
  return { ...result, error: { code, message, source } }
}
