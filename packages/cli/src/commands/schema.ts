import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SchemaModule } from '@concordat/codegen'
import { ConcordatError } from '@concordat/core'
import { Command, Option } from 'commander'
import { glob } from 'tinyglobby'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { moduleNames } from '../schema/module-names.ts'
import { parseMappings, schemaRetriever } from '../schema/schema-retriever.ts'
import { renderFindings } from '../terminal/render-findings.ts'
import { styleOf } from '../terminal/style.ts'
import { writeWholeFile } from '../write-whole-file.ts'

interface SchemaFlags {
  readonly out: string
  readonly dialect: '2020-12' | 'openapi-3.0'
  readonly formats?: boolean
  readonly map: readonly string[]
  readonly json?: boolean
  readonly quiet?: boolean
}

const examples = `
A schema that Zod cannot say exactly is refused, with its reason; the others are written.

Examples:
  $ concordat schema schemas/*.json --out src/schemas
  $ concordat schema order.json --out src --formats --map https://example.com/schemas=./schemas

Exit codes: 0 all written; 1 a schema was refused; 2 could not run.`

/** `concordat schema`: makes a Zod module of each JSON Schema. */
export function schemaCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('schema')
    .summary('turn JSON Schemas into Zod modules')
    .description(
      'Writes DIR/FILE.ts for each FILE.json; its default export is a Zod schema that means what the JSON Schema means.',
    )
    .argument('<file...>', 'JSON Schema files or globs')
    .requiredOption('-o, --out <dir>', 'folder for the modules')
    .addOption(
      new Option('--dialect <dialect>', 'how the schemas are written')
        .choices(['2020-12', 'openapi-3.0'])
        .default('2020-12'),
    )
    .option('--formats', 'assert `format` instead of taking it as a note')
    .option(
      '--map <uri=dir>',
      'read references to URIs that begin so from a folder (repeatable)',
      collect,
      [],
    )
    .option('--json', 'print one JSON document as the result')
    .option('--quiet', 'print refusals only')
    .addHelpText('after', examples)
    .action(async (names: string[], flags: SchemaFlags) => {
      const { emitSchemaModules } = await import('@concordat/codegen')
      const files = await expandSchemas(names, context.cwd)
      const modules = emitSchemaModules(await readSchemas(files), {
        dialect: flags.dialect,
        formats: flags.formats === true,
        retrieve: schemaRetriever(files, parseMappings(flags.map, context.cwd)),
      })
      for (const { path, text } of modules) {
        context.signal.throwIfAborted()
        if (text !== undefined) await writeWholeFile(context.cwd, join(flags.out, path), text)
      }
      report(modules, files, flags, context)
      end(modules.some(({ text }) => text === undefined) ? exitCode.findings : exitCode.accord)
    })
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value]
}

async function expandSchemas(names: readonly string[], cwd: string): Promise<string[]> {
  const files: string[] = []
  for (const name of names) {
    const found = /[*?{[]/.test(name)
      ? (await glob(name, { cwd, absolute: true })).sort()
      : [resolve(cwd, name)]
    if (found.length === 0)
      throw new ConcordatError('E_SCHEMA_NOT_FOUND', `No file matches \`${name}\`.`)
    files.push(...found)
  }
  return [...new Set(files)]
}

function readSchemas(
  files: readonly string[],
): Promise<{ name: string; text: string; uri: string }[]> {
  const names = moduleNames(files)
  return Promise.all(
    files.map(async (file, index) => {
      const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new ConcordatError(
          'E_SCHEMA_NOT_FOUND',
          `\`${file}\` cannot be read. Is it there, and a file?`,
          { cause },
        )
      })
      return {
        name: names[index] ?? file,
        text: text.replace(/^\uFEFF/, ''),
        uri: pathToFileURL(file).href,
      }
    }),
  )
}

function report(
  modules: readonly SchemaModule[],
  files: readonly string[],
  flags: SchemaFlags,
  context: CommandContext,
): void {
  const refused = modules.filter(({ text }) => text === undefined)
  if (flags.json === true) {
    const results = modules.map(({ name, path, text, findings }, index) => ({
      file: relative(context.cwd, files[index] ?? ''),
      name,
      path: join(flags.out, path),
      outcome: text === undefined ? 'refused' : 'written',
      findings,
    }))
    context.stdout.write(`${JSON.stringify({ schemaVersion: 1, results }, null, 2)}\n`)
    return
  }
  const talk = styleOf(context.stderr, context.env)
  for (const [index, { text, findings }] of modules.entries()) {
    const shown = flags.quiet === true && text !== undefined ? [] : findings
    if (shown.length === 0) continue
    context.stderr.write(
      `${relative(context.cwd, files[index] ?? '')}\n${renderFindings(shown, talk)}\n\n`,
    )
  }
  const style = styleOf(context.stdout, context.env)
  const written = `${modules.length - refused.length} of ${modules.length} schemas written to ${flags.out}`
  if (refused.length > 0) {
    const list = refused.map(({ name }) => name).join(', ')
    context.stdout.write(`${style.red(style.marks.fail)} ${written}; refused: ${list}\n`)
  } else if (flags.quiet !== true) {
    context.stdout.write(`${style.green(style.marks.pass)} ${written}\n`)
  }
}
