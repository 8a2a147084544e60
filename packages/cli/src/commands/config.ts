import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'

/** `concordat config`: prints what the configuration resolves to. */
export function configCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('config')
    .summary('print the configuration that applies here')
    .description(
      'Prints the configuration that applies in this folder as JSON, functions as `[function]`.',
    )
    .option('--config <file>', 'configuration file')
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat config\n  $ concordat config --config ci/concordat.config.ts',
    )
    .action(async (options: { readonly config?: string }) => {
      const { file, config } = await loadConfig(context.cwd, options.config)
      const shown = JSON.stringify({ file: file ?? null, ...config }, hideSecrets, 2)
      context.stdout.write(`${shown}\n`)
      end(exitCode.accord)
    })
}

const secretKeys = new Set(['auth', 'identities', 'headers'])

/** Credentials stay where they are: what is printed here ends up in build logs. */
function hideSecrets(key: string, value: unknown): unknown {
  if (typeof value === 'function') return '[function]'
  if (secretKeys.has(key) && typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.keys(value).map((name) => [name, '[hidden]']))
  }
  return value
}
