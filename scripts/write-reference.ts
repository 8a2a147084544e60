// Writes `reference/`: the commands from their own `--help`, and what the public packages export from its TSDoc.
// `npm run reference` writes it, `npm run reference -- --check` ends with 1 when it is not what would be written.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runConcordat } from 'concordat'
import ts from 'typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The help of one command, as a terminal of 80 columns shows it. */
async function helpOf(args: readonly string[]): Promise<string> {
  let text = ''
  const out = { write: (part: string) => (text += part), isTTY: false, columns: 80 }
  const signal = new AbortController().signal
  await runConcordat([...args, '--help'], { cwd: root, env: {}, stdout: out, stderr: out, signal })
  return text.trimEnd()
}

async function commandsPage(): Promise<string> {
  const main = await helpOf([])
  const list = main.slice(main.indexOf('Commands:'))
  const names = [...list.matchAll(/^ {2}([a-z-]+)[ \n]/gm)].map(([, name]) => name ?? '')
  const sections = await Promise.all(
    names
      .filter((name) => name !== 'help')
      .map(async (name) => `## ${name}\n\n\`\`\`\n${await helpOf([name])}\n\`\`\`\n`),
  )
  return `# Commands

What \`concordat --help\` says, and each command. Made by \`npm run reference\`.

\`\`\`
${main}
\`\`\`

${sections.join('\n')}`
}

interface Entry {
  readonly name: string
  readonly kind: string
  readonly summary: string
}

/** Everything that the public packages export, by the first sentence of its comment. */
function packagesPage(): string {
  const folders = readdirSync(join(root, 'packages')).sort()
  const manifests = folders.map((folder) => ({
    folder,
    // Seam: these are the manifests of this repository.
    json: JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as {
      readonly name: string
      readonly description?: string
      readonly private?: boolean
      readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
    },
  }))
  const entries = manifests
    .filter(({ json }) => json.private !== true)
    .flatMap(({ folder, json }) =>
      Object.entries(json.exports ?? {}).flatMap(([entry, target]) => {
        const source = typeof target === 'object' ? target['@concordat/source'] : undefined
        if (source === undefined) return []
        const file = join(root, 'packages', folder, source)
        return [{ title: json.name + entry.slice(1), description: json.description, file }]
      }),
    )
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      customConditions: ['@concordat/source'],
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
    },
  )
  const sections = entries.map(({ title, description, file }) => {
    const rows = exportsOf(file, program).map(
      ({ name, kind, summary }) => `| \`${name}\` | ${kind} | ${summary} |`,
    )
    const words =
      description === undefined || title.split('/').length > 2 ? '' : `${description}\n\n`
    return `## ${title}\n\n${words}| export | | what it is |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Packages

What the public packages export, by the first sentence of its comment; your editor shows the rest, with examples. Made by
\`npm run reference\`.

${sections.join('\n')}`
}

function exportsOf(file: string, program: ts.Program): Entry[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} exports nothing.`)
  return checker
    .getExportsOfModule(module)
    .map((symbol): Entry => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      const comment = ts.displayPartsToString(target.getDocumentationComment(checker))
      return { name: symbol.name, kind: kindOf(target), summary: firstSentence(comment) }
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

function kindOf({ flags }: ts.Symbol): string {
  if (flags & ts.SymbolFlags.Function) return 'function'
  if (flags & ts.SymbolFlags.Class) return 'class'
  if (flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) return 'type'
  return 'value'
}

function firstSentence(comment: string): string {
  const text = comment.replaceAll(/\s+/g, ' ').trim()
  const sentence = text.match(/^.*?[.:!?](?= |$)/)?.[0] ?? text
  return sentence.replace(/:$/, '.').replaceAll('|', '\\|')
}

const pages = { 'commands.md': await commandsPage(), 'packages.md': packagesPage() }
const isCheck = process.argv.includes('--check')
mkdirSync(join(root, 'reference'), { recursive: true })
for (const [name, text] of Object.entries(pages)) {
  const file = join(root, 'reference', name)
  const before = readIfThere(file)
  if (before === text) continue
  if (isCheck) {
    console.error(`reference/${name} is not current: run \`npm run reference\`.`)
    process.exitCode = 1
  } else writeFileSync(file, text)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
