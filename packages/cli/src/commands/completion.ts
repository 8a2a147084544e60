import { Argument, Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'

/** `concordat completion`: prints a shell's completion script, made from the commands and options themselves. */
export function completionCommand(
  context: CommandContext,
  end: (code: ExitCode) => void,
  program: () => Command,
): Command {
  return new Command('completion')
    .summary('print a completion script for bash, zsh or fish')
    .description('Prints a completion script for your shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  $ concordat completion bash >> ~/.bashrc
  $ concordat completion fish > ~/.config/fish/completions/concordat.fish`,
    )
    .action((shell: string) => {
      context.stdout.write(
        shell === 'fish' ? fishScript(program()) : bashScript(program(), shell === 'zsh'),
      )
      end(exitCode.accord)
    })
}

function optionsOf(command: Command): string[] {
  return command.options.flatMap((option) => option.long ?? option.short ?? [])
}

function bashScript(program: Command, zsh: boolean): string {
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${optionsOf(command).join(' ')} --help" ;;`,
  )
  return `${zsh ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_concordat() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${program.commands.map((command) => command.name()).join(' ')} --help --version" ;;
  esac
  if [[ COMP_CWORD -eq 1 || "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _concordat concordat
`
}

function fishScript(program: Command): string {
  const lines = program.commands.flatMap((command) => [
    `complete -c concordat -n __fish_use_subcommand -a ${command.name()} -d ${quote(command.summary())}`,
    ...command.options.flatMap((option) =>
      option.long
        ? [
            `complete -c concordat -n '__fish_seen_subcommand_from ${command.name()}' -l ${option.long.slice(2)} -d ${quote(option.description)}`,
          ]
        : [],
    ),
  ])
  return `${lines.join('\n')}\n`
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
