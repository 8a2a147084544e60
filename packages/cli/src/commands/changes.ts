import { ConcordatError } from '@concordat/core'
import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { renderTable } from '../terminal/render-table.ts'

/** `concordat changes`: lists the kinds of changes that `concordat diff` tells, or shows the page of one. */
export function changesCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('changes')
    .summary('list the kinds of changes of diff, or explain one')
    .description(
      'Lists the kinds of changes that `concordat diff` tells. With an id: why it counts, what to do instead, and how to accept it.',
    )
    .argument('[id]', 'a kind of change, as diff prints it')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat changes\n  $ concordat changes request-parameter-required',
    )
    .action(async (id: string | undefined, options: { readonly json?: boolean }) => {
      const { changeDocumentation, changeKinds } = await import('@concordat/compare')
      if (id !== undefined) {
        const page = changeDocumentation(id)
        if (page === undefined) {
          throw new ConcordatError(
            'E_USAGE',
            `There is no kind of change \`${id}\`. \`concordat changes\` lists them.`,
          )
        }
        context.stdout.write(page)
      } else if (options.json === true) {
        context.stdout.write(
          `${JSON.stringify({ schemaVersion: 1, changes: changeKinds }, null, 2)}\n`,
        )
      } else {
        const rows = changeKinds.map((kind) => [kind.id, kind.title])
        const columns = ['change', 'what changed'].map((heading) => ({ heading }))
        context.stdout.write(`${renderTable(columns, rows)}\n\n${rows.length} kinds of changes\n`)
      }
      end(exitCode.accord)
    })
}
