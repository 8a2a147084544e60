import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const client = '@concordat/client'

/** What an application ships for a module: bundled from source, minified. */
const bundle = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${root}packages/client/src`, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@concordat/source'],
  })
  return outputFiles[0]!.text
}
const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length

const core = `import { defineClient } from '${client}'
  export const createClient = (options) => defineClient({ operations: {} }, options)`
const openapiFetch = `import createClient from 'openapi-fetch'
  export const create = (options) => createClient(options)`

/** What only documents that need it hand to their clients: some half a kB each. */
const paidFor = ['followRedirects', 'exactIntegers', 'anyCredential', 'formBodies']

describe('beyond openapi-fetch', () => {
  it('a client has at most 2.2 kB', async () => {
    const size = gzipped(await bundle(core)) - gzipped(await bundle(openapiFetch))
    expect(size).toBeLessThanOrEqual(2150)
    expect(size).toBeGreaterThan(1000)
  })

  const generated = readdirSync(`${root}generated`, { withFileTypes: true })
  it.each(generated.filter((entry) => entry.isDirectory()).map(({ name }) => name))(
    'the client of %s has little beside its data',
    async (name) => {
      const source = `${root}generated/${name}/src`
      const text = readFileSync(`${source}/client.ts`, 'utf8')
      const extras = paidFor.filter((name) => text.includes(name))
      const whole = await bundle(`export { createClient } from '${source}/client.ts'`)
      const data = await bundle(`import createClient from 'openapi-fetch'
        import { operations, securitySchemes, servers } from '${source}/operations.ts'
        export const create = (options) =>
          createClient({ ...options, operations, securitySchemes, servers })`)
      expect(gzipped(whole) - gzipped(data)).toBeLessThanOrEqual(2200 + 600 * extras.length)
    },
  )

  it('what a client does not use is not there', async () => {
    const minified = await bundle(core)
    for (const word of [
      'client_credentials',
      'retry-after',
      'ApiError',
      'safeParse',
      'form-data',
      'deepObject',
      'pipeDelimited',
      'json-seq',
      'btoa',
    ]) {
      // openapi-fetch itself writes `deepObject` and `pipeDelimited`.
      const inOpenapiFetch = (await bundle(openapiFetch)).split(word).length
      expect([word, minified.split(word).length]).toEqual([word, inOpenapiFetch])
    }
  })

  it('an operation that is not picked costs nothing', async () => {
    const picked = await bundle(`import { defineClient } from '${client}'
      import { getUserSession } from '${root}generated/cumulonimbus/src/operations.ts'
      export const create = () => defineClient({ operations: { getUserSession } })`)
    expect(picked).toContain('getUserSession')
    expect(picked).not.toContain('deleteUserSession')
    expect(picked).not.toContain('listUserSessions')
  })
})
