import { ConcordatError } from '@concordat/core'
import { type Fault, parseFault } from '@concordat/mock'
import { Command, InvalidArgumentError } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'

interface MockFlags {
  readonly port: number
  readonly host: string
  readonly seed: number
  readonly fault: readonly Fault[]
  readonly delay: number
  readonly stateful: boolean
  readonly dynamic?: boolean
  readonly explain?: boolean
  readonly quiet?: boolean
}

const examples = `
Every request is judged by the document. Answers are its examples, else made values; what is created is kept until the
end. A caller chooses with \`Prefer: code=404\`, \`example=NAME\`, \`dynamic=true\` and \`seed=7\`.

A fault is KIND[:CHANCE][@OPERATION]; kinds are drop, slow, malformed, 429 and 503.

Examples:
  $ concordat mock openapi.yaml --port 4010
  $ concordat mock openapi --explain
  $ concordat mock openapi.yaml --fault 503:0.1 --fault slow@getOrder --delay 50`

/** `concordat mock`: answers an API from its document. */
export function mockCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('mock')
    .summary('answer an API from its document')
    .description(
      'Serves OpenAPI documents as if their servers were there: one at the root, several under their base paths.',
    )
    .argument('<document...>', 'files, folders, globs or URLs')
    .option('-p, --port <number>', 'port; 0 takes a free one', numberFlag, 4010)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--seed <number>', 'answers are the same for the same seed', numberFlag, 1)
    .option('--fault <fault>', 'what goes wrong (repeatable)', faultFlag, [])
    .option('--delay <ms>', 'milliseconds before each answer', numberFlag, 0)
    .option('--no-stateful', 'keep nothing that is created')
    .option('--dynamic', 'make bodies even where the document has examples')
    .option('--explain', 'print what each operation is taken for, and why, and end')
    .option('--quiet', 'do not print requests')
    .addHelpText('after', examples)
    .action(async (names: string[], flags: MockFlags) => {
      const { openMocks, explainMocks } = await import('../mock/open-mocks.ts')
      const documents = await expandDocuments(names, context.cwd)
      const mocks = await openMocks(documents, {
        ...flags,
        folder: context.cwd,
        onAnswer: ({ method, path, operationId, status, issues }) => {
          if (flags.quiet === true) return
          const told = issues.length > 0 ? `: ${issues.join('; ')}` : ''
          context.stderr.write(`${method} ${path} ${status} ${operationId ?? '-'}${told}\n`)
        },
      })
      if (flags.explain === true) {
        context.stdout.write(explainMocks(mocks))
        end(exitCode.accord)
        return
      }
      const { serveMocks } = await import('../mock/serve-mocks.ts')
      const listening = await serveMocks(mocks, {
        port: flags.port,
        hostname: flags.host,
        signal: context.signal,
      })
      for (const { title, basePath } of mocks) {
        context.stdout.write(`${title}: ${listening.url}${basePath}\n`)
      }
      await listening.closed
      end(exitCode.interrupted)
    })
}

function numberFlag(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('It must be a whole number.')
  }
  return value
}

function faultFlag(text: string, previous: readonly Fault[]): Fault[] {
  const fault = parseFault(text)
  if (!fault) {
    throw new ConcordatError(
      'E_FAULT_UNKNOWN',
      `\`${text}\` is no fault. Write KIND[:CHANCE][@OPERATION], for example \`503:0.2@getOrder\`; kinds are drop, slow, malformed, 429 and 503.`,
    )
  }
  return [...previous, fault]
}
