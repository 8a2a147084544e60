import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { glob } from 'tinyglobby'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const importLine =
  /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\n[^'";]*?)?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g

/** Folder to the folders it may import, from the table in ARCHITECTURE.md. */
function readTable(): Map<string, Set<string>> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const rows = [...text.matchAll(/^\| ([a-z*/]+) \| [^|]+ \| ([^|]+) \|$/gm)].map((row) => ({
    folder: row[1]!,
    allowed: row[2]!.trim(),
  }))
  const table = new Map<string, Set<string>>()
  for (const { folder, allowed } of rows) {
    const names =
      allowed === 'nothing'
        ? []
        : allowed === 'everything above'
          ? [...table.keys()]
          : allowed.split(', ')
    table.set(folder, new Set(names))
  }
  return table
}

/** Folder of verify, or a file beside its folders, to what it may import, from the table in ARCHITECTURE.md. */
function readVerifyTable(): Map<string, Set<string>> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([a-z.]+)` \| [^|]+ \| ([^|]+) \|$/gm)]
  return new Map(
    rows.map(([, folder = '', allowed = '']) => [
      folder,
      new Set(allowed.trim() === 'nothing' ? [] : allowed.trim().split(', ')),
    ]),
  )
}

/** The folder that a package of the workspace lives in. */
function folderOf(specifier: string, generated: ReadonlySet<string>): string | undefined {
  const name = specifier.match(/^@concordat\/([^/]+)/)?.[1]
  if (name !== undefined) return generated.has(name) ? 'generated/*' : name
  return specifier === 'concordat' || specifier.startsWith('concordat/') ? 'cli' : undefined
}

/** Every source file that is not a test, relative to the root. */
const sourceFiles = await glob(['packages/*/src/**/*.ts', 'generated/*/src/**/*.ts'], {
  cwd: root,
  ignore: ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-data.ts', '**/node_modules/**'],
})

/** What a file imports or exports again, types included, as it is written. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')
  return [...text.matchAll(importLine)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** File to the files of its own package that it imports. */
function importGraph(): Map<string, string[]> {
  const known = new Set(sourceFiles)
  return new Map(
    sourceFiles.map((file) => [
      file,
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => normalize(join(dirname(file), specifier)))
        .filter((target) => known.has(target)),
    ]),
  )
}

/** Circles of a graph, each once, as the way around. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const way: string[] = []
  const found: string[] = []
  const visit = (node: string): void => {
    const start = way.indexOf(node)
    if (start >= 0) found.push([...way.slice(start), node].join(' -> '))
    if (start >= 0 || done.has(node)) return
    way.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    way.pop()
    done.add(node)
  }
  for (const node of graph.keys()) visit(node)
  return found
}

test('circles are found', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', ['b']],
  ])
  expect(circlesOf(graph)).toEqual(['b -> c -> d -> b'])
  expect(importGraph().get('packages/verify/src/verify.ts')).toContain(
    'packages/verify/src/engine/session.ts',
  )
})

test('no imports go in a circle, those of types included', () => {
  expect(circlesOf(importGraph())).toEqual([])
})

test("imports between verify's folders follow their table", () => {
  const table = readVerifyTable()
  const start = 'packages/verify/src/'
  const placeOf = (file: string): string => file.slice(start.length).split('/')[0]!
  const broken: string[] = []
  const folders = new Set<string>()
  for (const [file, targets] of importGraph()) {
    if (!file.startsWith(start) || file.startsWith(`${start}testing/`)) continue
    const place = placeOf(file)
    const allowed = table.get(place)
    if (!place.endsWith('.ts')) folders.add(place)
    if (allowed === undefined) {
      if (!place.endsWith('.ts')) broken.push(`${file}: the table has no row for ${place}`)
      continue
    }
    for (const target of targets) {
      const other = placeOf(target)
      if (other !== place && !allowed.has(other))
        broken.push(`${file}: imports ${target}, but ${place} may not import ${other}`)
    }
  }
  expect(broken).toEqual([])
  expect([...table.keys()].filter((name) => !name.endsWith('.ts')).sort()).toEqual(
    [...folders].sort(),
  )
})

test("no two of verify's folders import each other, directly or through others", () => {
  const graph = new Map([...readVerifyTable()].map(([name, allowed]) => [name, [...allowed]]))
  expect(graph.size).toBeGreaterThan(10)
  expect(circlesOf(graph)).toEqual([])
})

test('every import follows the table of ARCHITECTURE.md', async () => {
  const table = readTable()
  expect(table.size).toBeGreaterThan(8)
  const generated = new Set(
    (await glob('generated/*/package.json', { cwd: root })).map((file) => file.split('/')[1]!),
  )
  const broken: string[] = []
  for (const file of sourceFiles) {
    const [top, name] = file.split('/')
    const folder = top === 'generated' ? 'generated/*' : name!
    const allowed = table.get(folder)
    if (!allowed) {
      broken.push(`${file}: the table has no row for ${folder}`)
      continue
    }
    for (const specifier of importsOf(file)) {
      const target = folderOf(specifier, generated)
      if (target !== undefined && target !== folder && !allowed.has(target)) {
        broken.push(
          `${file}: imports ${specifier}, but ${folder} may import only ${[...allowed].join(', ') || 'nothing'}`,
        )
      }
      if (
        /^\.\.?\//.test(specifier) &&
        new URL(specifier, `file:///${file}`).pathname.split('/')[2] !== name
      ) {
        broken.push(`${file}: reaches into another package by path: ${specifier}`)
      }
    }
  }
  expect(broken).toEqual([])
})
