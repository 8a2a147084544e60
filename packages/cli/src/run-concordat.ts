import { ConcordatError } from '@concordat/core'
import { CommanderError } from 'commander'
import type { CommandContext } from './command-context.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { buildProgram } from './program.ts'
import { renderError } from './terminal/render-error.ts'
import { styleOf } from './terminal/style.ts'
import { systemSentence } from './terminal/system-sentence.ts'

/**
 * Runs the `concordat` command and says how it ended. It never throws and never ends the process.
 * @param argv What follows the command's name.
 */
export async function runConcordat(
  argv: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  const style = styleOf(context.stderr, context.env)
  let code: ExitCode = exitCode.accord
  const program = buildProgram(context, (ended) => {
    code = ended
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return context.signal.aborted ? exitCode.interrupted : code
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its own message; help and version are not failures.
      return error.exitCode === 0 ? exitCode.accord : exitCode.couldNotRun
    }
    if (context.signal.aborted) {
      context.stderr.write(`${style.yellow('Interrupted.')} Nothing was left half-written.\n`)
      return exitCode.interrupted
    }
    if (error instanceof ConcordatError) {
      context.stderr.write(`${renderError(error, style)}\n`)
      return exitCode.couldNotRun
    }
    const sentence = systemSentence(error)
    if (sentence !== undefined) {
      context.stderr.write(`${style.red('error')} ${sentence}\n`)
      return exitCode.couldNotRun
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    context.stderr.write(
      `${style.red('This is a bug in Concordat.')} Please report it with what follows.\n${detail}\n`,
    )
    return exitCode.couldNotRun
  }
}
