import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { Command, Option } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { firstDocument } from '../init/first-document.ts'
import { styleOf } from '../terminal/style.ts'

/** A configuration with which every other command needs no flags. */
const configText = (
  name: string,
  { scope, target }: { readonly scope: string | undefined; readonly target: string },
): string => `import { defineConfig } from 'concordat'

export default defineConfig({
  generate: {
    documents: ['openapi/*/openapi.yaml'],
    out: '${target === 'source' ? 'src/generated' : 'generated'}',
    target: '${target}',${scope === undefined ? '' : `\n    scope: '${scope}',`}
  },
  verify: {
    document: 'openapi/${name}/openapi.yaml',
    url: 'http://localhost:3000',
  },
})
`

/** \`concordat init\`: writes a configuration and a first document that work. */
export function initCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  return new Command('init')
    .summary('write a configuration and a first document that work')
    .description(
      'Writes concordat.config.ts and openapi/<name>/openapi.yaml. Existing files are never touched.',
    )
    .argument('[name]', 'short name of the API, lower case', 'notes')
    .option('--scope <scope>', 'npm scope of the packages, for example @acme')
    .addOption(
      new Option('--target <target>', 'npm packages, or plain source inside this application')
        .choices(['package', 'source'])
        .default('package'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat init orders --scope @acme\n  $ concordat init --target source && concordat generate',
    )
    .action(async (name: string, flags: InitFlags) => {
      if (!/^[a-z][a-z0-9-]*$/.test(name)) {
        throw new ConcordatError(
          'E_USAGE',
          `\`${name}\` cannot name an API: expected lower-case letters, digits and hyphens, for example \`orders\`.`,
        )
      }
      const scope = flags.target === 'package' ? await scopeOf(flags, context) : undefined
      const style = styleOf(context.stdout, context.env)
      const { target } = flags
      const files = [
        {
          file: join(context.cwd, 'concordat.config.ts'),
          text: configText(name, { scope, target }),
        },
        { file: join(context.cwd, 'openapi', name, 'openapi.yaml'), text: firstDocument(name) },
      ]
      for (const { file, text } of files) {
        const written = await writeNew(file, text)
        const mark = written ? style.green(style.marks.pass) : style.dim(style.marks.dot)
        const note = written ? '' : style.dim(' (was there already, left as it is)')
        context.stdout.write(`${mark} ${relative(context.cwd, file)}${note}\n`)
      }
      context.stdout.write('\nNext: concordat generate\n')
      end(exitCode.accord)
    })
}

interface InitFlags {
  readonly scope?: string
  readonly target: 'package' | 'source'
}

/**
 * The scope that was given, or that a person at a terminal gives; none is taken for none. A package without one has a
 * name that may be somebody else's in the registry, so that nobody is told to install it from there.
 * @throws ConcordatError `E_USAGE` for a text that is no scope.
 */
async function scopeOf(
  { scope: given }: InitFlags,
  { ask }: CommandContext,
): Promise<string | undefined> {
  const answer =
    given ?? (await ask?.('npm scope of the packages, for example @acme (none): ')) ?? ''
  const scope = answer.trim()
  if (scope === '') return undefined
  const whole = scope.startsWith('@') ? scope : `@${scope}`
  if (/^@[a-z0-9-~][a-z0-9-._~]*$/.test(whole)) return whole
  throw new ConcordatError(
    'E_USAGE',
    `\`${scope}\` is no npm scope: expected one such as \`@acme\`.`,
  )
}

/** Writes a file that must not exist yet; says whether it did. */
async function writeNew(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
