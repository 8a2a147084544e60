import { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { bundleCommand } from './commands/bundle.ts'
import { changesCommand } from './commands/changes.ts'
import { checkContractCommand } from './commands/check-contract.ts'
import { checksCommand } from './commands/checks.ts'
import { completionCommand } from './commands/completion.ts'
import { configCommand } from './commands/config.ts'
import { diffCommand } from './commands/diff.ts'
import { docsCommand } from './commands/docs.ts'
import { generateCommand } from './commands/generate.ts'
import { initCommand } from './commands/init.ts'
import { mockCommand } from './commands/mock.ts'
import { schemaCommand } from './commands/schema.ts'
import { verifyCommand } from './commands/verify.ts'
import type { ExitCode } from './exit-code.ts'
import { version } from './version.ts'

/** Builds the whole command-line program. `end` receives the exit code of the command that ran. */
export function buildProgram(context: CommandContext, end: (code: ExitCode) => void): Command {
  const program = new Command('concordat')
    .description('One OpenAPI document, two teams, no drift.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      `
Exit codes: 0 everything agrees, 1 findings, 2 could not run, 130 interrupted.`,
    )
  for (const command of [
    initCommand(context, end),
    generateCommand(context, end),
    schemaCommand(context, end),
    verifyCommand(context, end),
    diffCommand(context, end),
    checkContractCommand(context, end),
    mockCommand(context, end),
    docsCommand(context, end),
    bundleCommand(context, end),
    checksCommand(context, end),
    changesCommand(context, end),
    configCommand(context, end),
    completionCommand(context, end, () => program),
  ]) {
    program.addCommand(command)
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
  }
  return program
}
