import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import type { VerifyFlags } from '../verify/to-verify-options.ts'

const examples = `
A run changes and deletes only what it made itself or what a provider state made for it, and removes what it made when it
ends; --safe changes nothing, --destructive may change everything.

Every credential is said by the scheme's name in the document; for HTTP basic the value is user:password.

Examples:
  $ concordat verify openapi.yaml --url http://localhost:3000
  $ concordat verify openapi.yaml --url http://localhost:3000 --auth bearerAuth=$TOKEN \\
      --identity second:bearerAuth=$OTHER_TOKEN --budget 30s --format json -o report.json

Exit codes: 0 document and server agree, and everything selected was verified; 1 findings at or above --fail-on; 2 could
not run; 3 nothing that fails was found, but not everything could be verified; 130 interrupted.`

/** `concordat verify`: holds a running server to its document. */
export function verifyCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return withSharding(new Command('verify'))
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
    .option('--safe', 'send GET, HEAD and OPTIONS only, and leave the other operations out')
    .option(
      '--destructive [pattern...]',
      'let the run change and delete what it did not make: everywhere, or by these operations',
    )
    .option('--keep', 'leave what the run made; by default it is removed at the end')
    .option(
      '--pool <name=value>',
      'a value that exists, for a parameter or property, also as operationId.name (repeatable)',
      collect,
      [],
    )
    .option('--expendable <name...>', 'pools whose values the run may change and delete')
    .option('--states <url>', "URL of the provider's states, as Pact has them")
    .option('--seed <n>', 'run the same cases again')
    .option(
      '--budget <time>',
      'how long the run may take, for example 30s (default: as long as what the document implies may take)',
    )
    .option('--max-requests <n>', 'how many requests to send at most (default: no limit)')
    .option(
      '--allow-unverified <pattern=reason>',
      'operations that may be not verified, and why (repeatable)',
      collect,
      [],
    )
    .option('--rate <n>', 'requests in a second at most')
    .option('--concurrency <n>', 'operations tried at the same time')
    .option('--timeout <time>', 'how long one request may take (default: 10s)')
    .option('--consistency <time>', 'how far lists may be behind what was written (default: 500ms)')
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
    .option(
      '--format <format>',
      `what to print: pretty, json, ndjson, junit, sarif, github, har, html`,
      'pretty',
    )
    .option('-o, --output <file>', 'write the report to a file in place of stdout')
    .option('--report <format=file>', 'write one more report (repeatable)', collect, [])
    .option(
      '--exchanges <which>',
      'exchanges in ndjson and har: all, findings or none (default: all)',
    )
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
      // Loaded when it is needed: the other commands start faster without the engine.
      const { runVerify } = await import('../verify/run-verify.ts')
      end(await runVerify(named, flags, context))
    })
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}

/** How several machines share a run. */
function withSharding(command: Command): Command {
  return command
    .option('--shard <i/n>', 'verify one of n parts, so that machines can share a run: 2/5')
    .option(
      '--merge <file...>',
      'join the reports (--format json) of all shards into one, and send nothing',
    )
}
