import { ConcordatError } from '@concordat/core'
import { loadDocument } from '@concordat/document'
import { Command, Option } from 'commander'
import { stringify } from 'yaml'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { renderFindings } from '../terminal/render-findings.ts'
import { styleOf } from '../terminal/style.ts'
import { writeWholeFile } from '../write-whole-file.ts'

interface BundleFlags {
  readonly out?: string
  readonly format?: 'json' | 'yaml'
  readonly allowRemote?: string[] | boolean
  readonly allowPrivateHosts?: boolean
  readonly allowFilesOutside?: boolean
  readonly config?: string
}

/** `concordat bundle`: one document of all its files. */
export function bundleCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('bundle')
    .summary('write a document and all its files as one')
    .description(
      'Writes what every other command reads: the document with all its files in one piece, as OpenAPI 3.1. ' +
        'What stood in other files stands under `components`.',
    )
    .argument('[document]', 'file, folder or URL (default: the only one of the configuration)')
    .option('-o, --out <file>', 'file to write (default: the standard output)')
    .addOption(
      new Option('--format <format>', 'default: as the name of the file says, or YAML').choices([
        'json',
        'yaml',
      ]),
    )
    .option(
      '--allow-remote [host...]',
      'follow references to URLs, of these hosts or of any public one',
    )
    .option('--allow-private-hosts', 'let references lead to this machine and to private networks')
    .option('--allow-files-outside', "let references leave the document's folder")
    .option('--config <file>', 'configuration file')
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat bundle openapi.yaml --out dist/openapi.json\n  $ concordat bundle > bundled.yaml',
    )
    .action(async (name: string | undefined, flags: BundleFlags) => {
      end(await runBundle(name, flags, context))
    })
}

/** Bundles the document, says what it found in it, and writes it. */
async function runBundle(
  name: string | undefined,
  flags: BundleFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { config, folder } = await loadConfig(context.cwd, flags.config)
  const base = name === undefined ? folder : context.cwd
  const found = await expandDocuments(
    name === undefined ? (config.generate?.documents ?? ['.']) : [name],
    base,
  )
  const [document, second] = found
  if (document === undefined || second !== undefined) {
    throw new ConcordatError('E_USAGE', `Which document? Name one of ${found.join(', ')}.`)
  }
  const remote = flags.allowRemote ?? config.generate?.allowRemote ?? false
  const { loaded, findings } = await loadDocument(document, {
    cwd: base,
    allowRemote: remote !== false && {
      ...(Array.isArray(remote) ? { hosts: remote } : {}),
      ...(flags.allowPrivateHosts === true ? { private: true } : {}),
    },
    allowFilesOutside: flags.allowFilesOutside ?? config.generate?.allowFilesOutside ?? false,
  })
  const told = findings.filter(({ severity }) => severity !== 'info')
  if (told.length > 0) {
    const style = styleOf(context.stderr, context.env)
    const line = (file: string, number: number) => loaded.line(file, number)
    context.stderr.write(`${renderFindings(told, style, line)}\n\n`)
  }
  const isJson = (flags.format ?? (flags.out?.endsWith('.json') ? 'json' : 'yaml')) === 'json'
  const text = isJson
    ? `${JSON.stringify(loaded.document, null, 2)}\n`
    : stringify(loaded.document, { aliasDuplicateObjects: false })
  if (flags.out === undefined) context.stdout.write(text)
  else await writeWholeFile(context.cwd, flags.out, text)
  return told.some(({ severity }) => severity === 'error') ? exitCode.findings : exitCode.accord
}
