import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import type { DiffFlags } from '../diff/run-diff.ts'
import type { ExitCode } from '../exit-code.ts'

const examples = `
Classes: wire (requests or answers break), behaviour (defaults, hosts), code (generated code breaks, the wire does
not), unknown (neither shown nor excluded), compatible.

Examples:
  $ concordat diff main:openapi/shop.yaml openapi/shop.yaml
  $ concordat diff https://api.example.com/openapi.json openapi.yaml --fail-on wire
  $ concordat diff v1.2.0:openapi openapi --format markdown --output CHANGES.md

Exit codes: 0 nothing of the classes that fail, 1 some, 2 could not compare, 130 interrupted.`

/** `concordat diff`: says what a change to a document breaks, each cause with a witness or an argument. */
export function diffCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('diff')
    .summary('say what a change to a document breaks')
    .description(
      'Compares two documents by what they mean: which requests are no longer allowed, which answers are newly possible.',
    )
    .argument('<old>', 'file, folder, URL, or git revision such as main:openapi/shop.yaml')
    .argument('<new>', 'the same, for what it became')
    .option(
      '--format <format>',
      'what to print: text, json, markdown, html, junit, sarif, github',
      'text',
    )
    .option('-o, --output <file>', 'write the report to a file in place of stdout')
    .option(
      '--fail-on <classes>',
      'classes that fail, with commas between them, or none (default: wire,behaviour,unknown)',
    )
    .option('--verbose', 'list what is compatible and what is accepted, too')
    .option('--today <date>', 'the day that end dates of accepted changes are judged by')
    .option('--config <file>', 'configuration file')
    .addHelpText('after', examples)
    .action(async (old: string, next: string, flags: DiffFlags) => {
      const { runDiff } = await import('../diff/run-diff.ts')
      end(await runDiff([old, next], flags, context))
    })
}
