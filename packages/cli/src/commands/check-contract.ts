import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import type { CheckContractFlags } from '../contracts/run-check-contract.ts'
import type { ExitCode } from '../exit-code.ts'

const examples = `
An answer breaks a contract when the document allows it and the consumer does not take it: a member that may be absent or
null, a value of an enum that the consumer does not know, an empty list. Statuses that no interaction is about are listed.

Examples:
  $ concordat check-contract pacts/shop-orders.json --document openapi/orders.yaml
  $ concordat check-contract pacts --document openapi/orders.yaml --format junit -o report.xml

Exit codes: 0 the document keeps the contracts, 1 it does not (or, without --allow-unknown, that is not known), 2 could
not check, 130 interrupted.`

/** `concordat check-contract`: says whether a document keeps what Pact files need, without a provider. */
export function checkContractCommand(
  context: CommandContext,
  end: (code: ExitCode) => void,
): Command {
  return new Command('check-contract')
    .summary('say whether a document keeps what its consumers need')
    .description(
      'Compares Pact files with a document: every answer that it allows has to be one that the consumer takes, and every recorded request has to be allowed.',
    )
    .argument('<pact...>', 'Pact files (V2, V3, V4), or folders of them')
    .requiredOption('--document <document>', 'the OpenAPI document, a file, URL or git revision')
    .option('--provider <name>', 'only the contracts with this provider')
    .option('--allow-unknown', 'what could be neither shown nor excluded does not fail')
    .option('--format <format>', 'what to print: text, json, junit', 'text')
    .option('-o, --output <file>', 'write the report to a file in place of stdout')
    .addHelpText('after', examples)
    .action(async (named: string[], flags: CheckContractFlags) => {
      const { runCheckContract } = await import('../contracts/run-check-contract.ts')
      end(await runCheckContract(named, flags, context))
    })
}
