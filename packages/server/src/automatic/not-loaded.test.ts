import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** Files of the workspace that a module loads, whatever it does with them. */
async function loadedBy(module: string): Promise<readonly string[]> {
  const result = await build({
    stdin: { contents: `import '${module}'`, resolveDir: import.meta.dirname },
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    format: 'esm',
    ignoreAnnotations: true,
    conditions: ['@concordat/source'],
    external: ['hono', 'hono/*', '@hono/*', 'zod', 'idn-hostname'],
  })
  return Object.keys(result.metafile.inputs)
}

test('a server without automatic handlers loads neither the model nor values', async () => {
  const files = await loadedBy('@concordat/server')
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => /packages\/(?:model|values)\//.test(file))).toEqual([])
})

test('automatic handlers load both', async () => {
  const files = await loadedBy('@concordat/server/automatic')
  expect(files.some((file) => file.includes('packages/values/'))).toBe(true)
})
