import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { firstDocument } from '../init/first-document.ts'
import { styleOf } from '../terminal/style.ts'

const config = `import { defineConfig } from 'concordat'

export default defineConfig({
  generate: {
    documents: ['openapi/*/openapi.yaml'],
    out: 'generated',
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
    .addHelpText(
      'after',
      '\nExamples:\n  $ concordat init\n  $ concordat init orders && concordat generate',
    )
    .action(async (name: string) => {
      if (!/^[a-z][a-z0-9-]*$/.test(name)) {
        throw new ConcordatError(
          'E_USAGE',
          `\`${name}\` cannot name an API: expected lower-case letters, digits and hyphens, for example \`orders\`.`,
        )
      }
      const style = styleOf(context.stdout, context.env)
      const files = [
        { file: join(context.cwd, 'concordat.config.ts'), text: config },
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
