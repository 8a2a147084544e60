import { resolve } from 'node:path'
import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { progressLine } from '../terminal/progress.ts'

interface DocsOptions {
  readonly out?: string
  readonly config?: string
}

/** `concordat docs`: renders documents as self-contained pages. */
export function docsCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('docs')
    .summary('render documents as self-contained pages')
    .description(
      'Renders each document as one HTML page that loads nothing from another host, and an index of them.',
    )
    .argument('[document...]', 'files, folders, globs or URLs; default: those of the configuration')
    .option(
      '-o, --out <dir>',
      'folder for the pages (default: docs of the configuration, or `.concordat/docs`)',
    )
    .option('--config <file>', 'configuration file')
    .addHelpText(
      'after',
      `
Examples:
  $ concordat docs openapi.yaml --out public
  $ concordat docs 'openapi/*/openapi.yaml' --out .concordat/docs`,
    )
    .action(async (names: string[], options: DocsOptions) => {
      const { buildDocs } = await import('../docs/build-docs.ts')
      const { config, folder } = await loadConfig(context.cwd, options.config)
      const configured = config.docs?.documents ?? config.generate?.documents ?? ['.']
      const documents = await expandDocuments(
        names.length > 0 ? names : configured,
        names.length > 0 ? context.cwd : folder,
      )
      const base = names.length > 0 ? context.cwd : folder
      const out = options.out
        ? resolve(context.cwd, options.out)
        : resolve(folder, config.docs?.out ?? '.concordat/docs')
      const progress = progressLine(context)
      const pages = await buildDocs(
        documents.map((document) => ({ location: document, cwd: base })),
        out,
        {
          signal: context.signal,
          onPage: (name) => progress.update(`rendering ${name}`),
        },
      )
      progress.done()
      for (const page of pages) context.stdout.write(`${page.file}  ${page.title}\n`)
      end(exitCode.accord)
    })
}
