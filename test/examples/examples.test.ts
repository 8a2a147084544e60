import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { glob } from 'tinyglobby'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const out = join(root, '.concordat', 'examples')

interface Example {
  readonly place: string
  readonly text: string
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** The TypeScript blocks of Markdown pages. */
async function pageExamples(): Promise<Example[]> {
  const pages = await glob(
    [
      'README.md',
      'ARCHITECTURE.md',
      'guides/*.md',
      'packages/*/README.md',
      'packages/*/docs/*.md',
      'generated/*/README.md',
    ],
    { cwd: root },
  )
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8')
    return [...text.matchAll(/^```ts(?: [^\n]*)?\n([\s\S]*?)^```/gm)].map((match) => ({
      place: `${page}:${lineOf(text, match.index)}`,
      text: match[1]!,
    }))
  })
}

/** The examples of TSDoc comments. */
async function commentExamples(): Promise<Example[]> {
  const files = await glob(['packages/*/src/**/*.ts', 'generated/*/src/**/*.ts'], {
    cwd: root,
    ignore: ['**/*.test.ts', '**/*.test-d.ts'],
  })
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return [...text.matchAll(/^ *\* ```ts\n((?: *\*.*\n)*?) *\* ```/gm)].map((match) => ({
      place: `${file}:${lineOf(text, match.index)}`,
      text: match[1]!.replace(/^ *\* ?/gm, '').replaceAll('*\\/', '*/'),
    }))
  })
}

test('every example of the pages and of the TSDoc comments compiles under the strictest settings', async () => {
  const examples = [...(await pageExamples()), ...(await commentExamples())].filter(
    // An example that imports the reader's own files shows where they go; it cannot compile alone.
    ({ text }) => !/from '\.\.?\//.test(text),
  )
  expect(examples.length).toBeGreaterThan(20)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  for (const [index, { place, text }] of examples.entries()) {
    // One line above the example says where it stands; `export {}` keeps names apart.
    writeFileSync(join(out, `example-${index}.ts`), `// ${place}\n${text}\nexport {}\n`)
  }
  writeFileSync(
    join(out, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: {
        composite: false,
        noEmit: true,
        rewriteRelativeImportExtensions: false,
        allowImportingTsExtensions: true,
        declaration: false,
        declarationMap: false,
        noUnusedLocals: false,
        types: ['node'],
      },
      files: examples.map((_, index) => `example-${index}.ts`),
      references: [],
    }),
  )
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const said = await promisify(execFile)(process.execPath, [tsc, '-p', out], { cwd: root }).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
  const named = said.replace(
    /[^\s(]*example-(\d+)\.ts\((\d+),/g,
    (_, index, line) => `${examples[Number(index)]!.place} (+${Number(line) - 1},`,
  )
  expect(named).toBe('')
}, 600_000)
