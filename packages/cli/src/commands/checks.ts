import { ConcordatError } from '@concordat/core'
import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { renderTable } from '../terminal/render-table.ts'

/** `concordat checks`: lists the checks of `concordat verify`, or shows the page of one. */
export function checksCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('checks')
    .summary('list the checks of verify, or explain one')
    .description(
      'Lists the checks of `concordat verify`. With an id: what it holds, why, and an exchange that passes and one that fails.',
    )
    .argument('[id]', 'a check')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat checks\n  $ concordat checks response-body-schema-mismatch',
    )
    .action(async (id: string | undefined, options: { readonly json?: boolean }) => {
      const { checkDocumentation, checks } = await import('@concordat/verify')
      const listed = checks.map(({ id, title, severity, axes }) => ({
        id,
        title,
        severity,
        ...axes,
      }))
      if (id !== undefined) {
        const page = await checkDocumentation(id)
        if (page === undefined) {
          throw new ConcordatError(
            'E_USAGE',
            `There is no check \`${id}\`. \`concordat checks\` lists them.`,
          )
        }
        context.stdout.write(page)
      } else if (options.json === true) {
        context.stdout.write(`${JSON.stringify({ schemaVersion: 1, checks: listed }, null, 2)}\n`)
      } else {
        const rows = listed.map((check) => [check.id, check.severity, check.area, check.title])
        const columns = ['check', 'severity', 'area', 'what holds'].map((heading) => ({ heading }))
        context.stdout.write(`${renderTable(columns, rows)}\n\n${rows.length} checks\n`)
      }
      end(exitCode.accord)
    })
}
