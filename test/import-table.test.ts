import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** The folder that a package of the workspace lives in. */
function folderOf(specifier: string, generated: ReadonlySet<string>): string | undefined {
  const name = specifier.match(/^@concordat\/([^/]+)/)?.[1]
  if (name !== undefined) return generated.has(name) ? 'generated/*' : name
  return specifier === 'concordat' || specifier.startsWith('concordat/') ? 'cli' : undefined
}

test('every import follows the table of ARCHITECTURE.md', async () => {
  const table = readTable()
  expect(table.size).toBeGreaterThan(8)
  const generated = new Set(
    (await glob('generated/*/package.json', { cwd: root })).map((file) => file.split('/')[1]!),
  )
  const files = await glob(['packages/*/src/**/*.ts', 'generated/*/src/**/*.ts'], {
    cwd: root,
    ignore: ['**/*.test.ts', '**/*.test-d.ts', '**/node_modules/**'],
  })
  const broken: string[] = []
  for (const file of files) {
    const [top, name] = file.split('/')
    const folder = top === 'generated' ? 'generated/*' : name!
    const allowed = table.get(folder)
    if (!allowed) {
      broken.push(`${file}: the table has no row for ${folder}`)
      continue
    }
    const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')
    for (const match of text.matchAll(importLine)) {
      const specifier = match[1] ?? match[2] ?? match[3] ?? ''
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
