import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Rows of the table that says which files something is added in, with every path that they name. */
function readRows(): { readonly what: string; readonly paths: readonly string[] }[] {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
  const table = text.slice(text.indexOf('| to add |'))
  return [...table.matchAll(/^\| (an? [^|]+) \|(.*)\|$/gm)].map(([, what = '', cells = '']) => ({
    what,
    paths: [...cells.matchAll(/`([^`]*\/[^`]*|tsconfig\.json)`/g)].map(([, path = '']) => path),
  }))
}

/** Files that a path stands for; `<name>` in it stands for any. */
const filesOf = (path: string): Promise<string[]> =>
  glob(path.replace(/<\w+>/g, '*'), { cwd: root, ignore: ['**/node_modules/**', '**/dist/**'] })

test('CONTRIBUTING names files that are there, and a test for everything that can be added', async () => {
  const rows = readRows()
  expect(rows.map(({ what }) => what).join()).toMatch(
    /check.*story.*keyword.*output.*command.*vendor/,
  )
  for (const { what, paths } of rows) {
    expect(paths.filter((path) => path.endsWith('.test.ts')).length, what).toBeGreaterThan(0)
    for (const path of paths) expect(await filesOf(path), `${what}: ${path}`).not.toEqual([])
  }
})

test('every check and every vendor has the files that CONTRIBUTING names', async () => {
  const named = async (path: string): Promise<string[]> => {
    const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/<\w+>/, '(.+)')}$`)
    return (await filesOf(path)).map((file) => pattern.exec(file)?.[1] ?? file).sort()
  }
  const checks = await named('packages/verify/src/checks/<id>.ts')
  expect(checks.length).toBeGreaterThan(50)
  expect(await named('packages/verify/docs/checks/<id>.md')).toEqual(checks)
  const vendors = await named('packages/reference/src/<vendor>/server.ts')
  expect(await named('openapi/<vendor>/openapi.yaml')).toEqual(vendors)
  const lists = ['api-name', 'vendor-servers', 'callable-apis', 'states/state-catalogue']
  for (const list of lists) {
    const text = readFileSync(join(root, `packages/reference/src/${list}.ts`), 'utf8')
    for (const vendor of vendors) expect(text.toLowerCase(), list).toContain(vendor)
  }
})
