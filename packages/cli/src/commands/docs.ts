import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { glob } from 'tinyglobby'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import type { BuiltDocs, DocsRequest } from '../docs/build-docs.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { progressLine } from '../terminal/progress.ts'

interface DocsOptions {
  readonly out?: string
  readonly title?: string
  readonly redoc?: boolean
  readonly report?: readonly string[]
  readonly changes?: string | true
  readonly contracts?: readonly string[]
  readonly check?: boolean
  readonly watch?: boolean
  readonly config?: string
}

/** `concordat docs`: renders documents as a site. */
export function docsCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('docs')
    .summary('render documents as a site')
    .description(
      'Renders OpenAPI documents, and guides in Markdown, as one site that needs no server and asks no other host: ' +
        'pages that are whole without JavaScript, a search, samples in eleven languages.',
    )
    .argument('[document...]', 'files, folders, globs or URLs; default: those of the configuration')
    .option(
      '-o, --out <dir>',
      'folder for the site (default: docs of the configuration, or `.concordat/docs`)',
    )
    .option('--title <text>', 'title of the site')
    .option(
      '--report <file...>',
      'reports of `concordat verify --format json`: what was held of this very document, and when',
    )
    .option(
      '--changes [tags]',
      'a change log by meaning, over the git tags that match a pattern (default: all)',
    )
    .option(
      '--contracts <file...>',
      'Pact files: which consumer reads which member; leave them out of public sites',
    )
    .option('--redoc', 'add a page of Redoc for each document')
    .option(
      '--check',
      'write nothing; fail on links that lead nowhere, operations without a summary, samples that do not compile',
    )
    .option('--watch', 'render again whenever a document or a guide changes')
    .option('--config <file>', 'configuration file')
    .addHelpText(
      'after',
      `
Examples:
  $ concordat docs openapi.yaml --out public
  $ concordat docs 'openapi/*/openapi.yaml' --title "Shop APIs"
  $ concordat docs openapi.yaml --report verify.json --changes 'v*'
  $ concordat docs --check

Exit codes: 0 written, or nothing to find; 1 --check found something; 2 could not run; 130 interrupted.`,
    )
    .action(async (names: string[], options: DocsOptions) => {
      end(await runDocs(names, options, context))
    })
}

/** Renders the site, or checks it, and says what was found. */
async function runDocs(
  names: readonly string[],
  options: DocsOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { buildDocs } = await import('../docs/build-docs.ts')
  const request = await readRequest(names, options, context)
  const build = async (): Promise<BuiltDocs> => {
    const progress = progressLine(context)
    try {
      return await buildDocs(request, {
        signal: context.signal,
        onStep: (what) => progress.update(what),
      })
    } finally {
      progress.done()
    }
  }
  if (options.watch && !request.check) {
    const { watchDocs } = await import('../docs/watch-docs.ts')
    await watchDocs(request, build, context)
    return exitCode.interrupted
  }
  const { apis, findings, unchecked } = await build()
  for (const { severity, message } of findings) context.stdout.write(`${severity} ${message}\n`)
  for (const { title, operations } of apis) {
    context.stdout.write(`${title}: ${operations} operation${operations === 1 ? '' : 's'}\n`)
  }
  if (unchecked !== undefined) context.stderr.write(`${unchecked}\n`)
  if (!request.check) context.stdout.write(`${resolve(request.out, 'index.html')}\n`)
  return findings.length > 0 ? exitCode.findings : exitCode.accord
}

/** What to render, as the flags and the configuration say. */
async function readRequest(
  names: readonly string[],
  options: DocsOptions,
  context: CommandContext,
): Promise<DocsRequest> {
  const { config, folder } = await loadConfig(context.cwd, options.config)
  const isNamed = names.length > 0
  const base = isNamed ? context.cwd : folder
  const documents = await expandDocuments(
    isNamed ? names : (config.docs?.documents ?? config.generate?.documents ?? ['.']),
    base,
  )
  const guides = isNamed ? [] : await filesOf(config.docs?.guides, folder)
  const title = options.title ?? config.docs?.title
  const changes = options.changes ?? (isNamed ? undefined : config.docs?.changes)
  const named = (files: readonly string[] | undefined) =>
    files?.map((file) => relative(base, resolve(context.cwd, file)))
  const scope = config.generate?.scope
  return {
    documents,
    guides,
    folder: base,
    out: options.out
      ? resolve(context.cwd, options.out)
      : resolve(folder, config.docs?.out ?? '.concordat/docs'),
    redoc: options.redoc ?? config.docs?.redoc ?? false,
    check: options.check ?? false,
    reports: named(options.report) ?? (isNamed ? [] : await filesOf(config.docs?.reports, folder)),
    contracts:
      named(options.contracts) ?? (isNamed ? [] : await filesOf(config.docs?.contracts, folder)),
    ...(changes === undefined || changes === false
      ? {}
      : { changes: changes === true ? '*' : changes }),
    ...(title === undefined ? {} : { title }),
    ...(scope === undefined ? {} : { scope }),
  }
}

/** Files in the order of the globs that find them first, and by name within a glob. */
async function filesOf(
  globs: readonly string[] | undefined,
  folder: string,
): Promise<readonly string[]> {
  const found = await Promise.all((globs ?? []).map((one) => glob(one, { cwd: folder })))
  return [...new Set(found.flatMap((files) => files.sort()))]
}
