import { resolve } from 'node:path'
import { type ModuleEnding, outputNames } from '@concordat/codegen'
import { Command, Option } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { expandDocuments } from '../expand-documents.ts'
import { moduleEnding } from '../generate/module-ending.ts'
import { nextStep } from '../generate/next-step.ts'
import { reportGeneration } from '../generate/report-generation.ts'
import type { GenerateRequest } from '../generate/run-generation.ts'
import { progressLine } from '../terminal/progress.ts'

interface GenerateFlags {
  readonly out?: string
  readonly check?: boolean
  readonly watch?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
  readonly scope?: string
  readonly output?: string[]
  readonly target?: 'package' | 'source'
  readonly modules?: ModuleEnding
  readonly tag?: string[]
  readonly path?: string[]
  readonly operation?: string[]
  readonly allowRemote?: string[] | boolean
  readonly allowPrivateHosts?: boolean
  readonly allowFilesOutside?: boolean
  readonly allow?: string[]
  readonly refuse?: string[]
  readonly force?: boolean
  readonly config?: string
}

const examples = `
Each document becomes one npm package, <dir>/<api>/, or with --target source a folder of plain modules. It is replaced as a whole or not at all; files that
Concordat did not write are never touched.

Examples:
  $ concordat generate openapi.yaml --out generated
  $ concordat generate 'openapi/*/openapi.yaml' --out generated --check
  $ concordat generate openapi.yaml --target source --output client --out src/api

Exit codes: 0 written, or nothing differs; 1 --check found a difference, or a document cannot be expressed exactly;
2 could not run; 130 interrupted.`

/** `concordat generate`: writes one npm package per document. */
export function generateCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('generate')
    .summary('generate a typed client, a Hono server and Zod schemas')
    .description(
      'Generates one npm package per OpenAPI document: types, operations, Zod schemas, routes, client and server.',
    )
    .argument(
      '[document...]',
      'files, folders, globs or URLs (default: those of the configuration)',
    )
    .option('-o, --out <dir>', 'folder that gets the packages (default: `generated`)')
    .option('--check', 'write nothing; fail when what is there differs from what would be written')
    .option('--watch', 'generate again whenever a document changes')
    .option('--json', 'print one JSON document as the result')
    .option('--quiet', 'print problems only')
    .option('--scope <scope>', 'npm scope of the packages, for example @acme')
    .option('--output <name...>', `only these: ${outputNames.join(', ')}`)
    .addOption(
      new Option(
        '--target <target>',
        'a npm package, or plain source inside an application',
      ).choices(['package', 'source']),
    )
    .addOption(
      new Option(
        '--modules <ending>',
        'how modules of plain source name each other (default: as tsconfig.json asks for)',
      ).choices(['ts', 'js', 'none']),
    )
    .option('--tag <tag...>', 'only operations with one of these tags')
    .option('--path <glob...>', 'only operations whose path matches, for example /users/**')
    .option('--operation <id...>', 'only these operations')
    .option(
      '--allow-remote [host...]',
      'follow references to URLs, of these hosts or of any public one',
    )
    .option('--allow-private-hosts', 'let references lead to this machine and to private networks')
    .option('--allow-files-outside', "let references leave the document's folder")
    .option(
      '--allow <finding...>',
      'generate all the same where the document has errors of these kinds, named by their ids',
    )
    .option(
      '--refuse <finding...>',
      'do not generate where the document has warnings of these kinds, named by their ids',
    )
    .option('--force', 'emit again even when nothing changed')
    .option('--config <file>', 'configuration file')
    .addHelpText('after', examples)
    .action(async (names: string[], flags: GenerateFlags) => {
      const request = await readRequest(names, flags, context)
      end(await runRequest(request, flags.watch === true, context))
    })
}

/** Generates once, or again whenever something changes, and says what came of it. */
async function runRequest(
  request: GenerateRequest,
  watches: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  if (watches) {
    const { watchDocuments } = await import('../generate/watch-documents.ts')
    await watchDocuments(request, context)
    return exitCode.accord
  }
  const { runGeneration } = await import('../generate/run-generation.ts')
  const progress = progressLine(context, { quiet: request.quiet || request.json })
  const results = await runGeneration(request, (text) => progress.update(text)).finally(() =>
    progress.done(),
  )
  const code = reportGeneration(results, request, context)
  const next =
    code === exitCode.accord && wantsAdvice(request) ? nextStep(results, request) : undefined
  if (next !== undefined) context.stdout.write(`\nNext: ${next}\n`)
  return code
}

/** Whoever reads JSON, checks or wants quiet needs no advice. */
function wantsAdvice({ json, quiet, mode }: GenerateRequest): boolean {
  return !json && !quiet && mode === 'write'
}

async function readRequest(
  names: readonly string[],
  flags: GenerateFlags,
  context: CommandContext,
): Promise<GenerateRequest> {
  const { config, folder } = await loadConfig(context.cwd, flags.config)
  const configured = config.generate ?? {}
  const named = names.length > 0
  const documents = named
    ? await expandDocuments(names, context.cwd)
    : await expandDocuments(configured.documents ?? ['.'], folder)
  const remote = flags.allowRemote ?? configured.allowRemote ?? false
  const scope = flags.scope ?? configured.scope
  const filters = {
    tags: flags.tag ?? configured.filters?.tags ?? [],
    paths: flags.path ?? configured.filters?.paths ?? [],
    operations: flags.operation ?? configured.filters?.operations ?? [],
  }
  const out =
    flags.out === undefined
      ? resolve(folder, configured.out ?? 'generated')
      : resolve(context.cwd, flags.out)
  const outputs = flags.output ?? configured.outputs
  const isSource = (flags.target ?? configured.target) === 'source'
  return {
    documents,
    folder: named ? context.cwd : folder,
    out,
    target: isSource
      ? { modules: flags.modules ?? configured.modules ?? moduleEnding(out) }
      : 'package',
    mode: flags.check === true ? 'check' : 'write',
    json: flags.json === true,
    quiet: flags.quiet === true,
    force: flags.force === true,
    filters,
    emitters: configured.emitters ?? [],
    allowRemote:
      remote === false
        ? false
        : {
            ...(Array.isArray(remote) ? { hosts: remote } : {}),
            ...(flags.allowPrivateHosts === true ? { private: true } : {}),
          },
    allowFilesOutside: flags.allowFilesOutside ?? configured.allowFilesOutside ?? false,
    allow: flags.allow ?? configured.allow ?? [],
    refuse: flags.refuse ?? configured.refuse ?? [],
    signal: context.signal,
    ...(scope === undefined ? {} : { scope }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(configured.package === undefined ? {} : { packageFacts: configured.package }),
  }
}
