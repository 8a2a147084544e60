import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runConcordat } from '../run-concordat.ts'
import { recordedContext } from '../testing-context.test-data.ts'

const document = (summary: string | undefined) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/orders': {
        get: {
          operationId: 'listOrders',
          ...(summary === undefined ? {} : { summary }),
          responses: { 200: { description: 'All orders.' } },
        },
      },
    },
  })

describe('concordat docs', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-docs-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function run(args: readonly string[], signal = new AbortController().signal) {
    const context = recordedContext(folder, signal)
    const code = await runConcordat(['docs', ...args], context)
    return { code, stdout: context.out() }
  }

  test('writes a site with the guides of the configuration, and nothing half', async () => {
    await writeFile(join(folder, 'openapi.json'), document('List orders'))
    await writeFile(
      join(folder, 'first.md'),
      '# First call\n\nHow to begin.\n\n## Next\n\n[Shop](../shop/index.html)\n',
    )
    const config = {
      generate: { documents: 'openapi.json', scope: '@acme' },
      docs: { guides: '*.md', out: 'public' },
    }
    await writeFile(join(folder, 'concordat.config.json'), JSON.stringify(config))
    expect((await run([])).code).toBe(0)
    const files = await readdir(join(folder, 'public'), { recursive: true })
    expect(files).toEqual(
      expect.arrayContaining([
        'index.html',
        'shop/index.html',
        'guides/first.html',
        'assets/site.css',
      ]),
    )
    expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([])
    expect(await readFile(join(folder, 'public/shop/index.html'), 'utf8')).toContain('@acme/shop')
    expect(await readFile(join(folder, 'public/index.html'), 'utf8')).toContain('First call')
    expect(await run(['--check'])).toEqual({ code: 0, stdout: 'Shop: 1 operation\n' })
  })

  test('--check writes nothing, and names operations without a summary and links that lead nowhere', async () => {
    await writeFile(join(folder, 'openapi.json'), document(undefined))
    await writeFile(
      join(folder, 'first.md'),
      '# First call\n\n[Gone](gone.md) and [in the air](../shop/index.html#nowhere)\n',
    )
    const config = { docs: { documents: 'openapi.json', guides: '*.md', out: 'public' } }
    await writeFile(join(folder, 'concordat.config.json'), JSON.stringify(config))
    const { code, stdout } = await run(['--check'])
    expect(code).toBe(1)
    expect(stdout).toContain('`listOrders` (GET /orders) has no summary')
    expect(stdout).toContain('guides/first.html: the link `gone.html` leads nowhere.')
    expect(stdout).toContain('`../shop/index.html#nowhere` leads nowhere.')
    expect(await readdir(folder)).not.toContain('public')
  })

  test('--watch renders again when a document changes, and goes on when it is broken', async () => {
    const file = join(folder, 'openapi.json')
    await writeFile(file, document('List orders'))
    const stop = new AbortController()
    const watching = run(['openapi.json', '--out', 'public', '--watch'], stop.signal)
    const page = () => readFile(join(folder, 'public/shop/index.html'), 'utf8').catch(() => '')
    await expect.poll(page, { timeout: 60_000 }).toContain('List orders')
    await writeFile(file, '{')
    await new Promise((resolve) => setTimeout(resolve, 500))
    await writeFile(file, document('Every order'))
    await expect.poll(page, { timeout: 60_000 }).toContain('Every order')
    stop.abort()
    expect((await watching).code).toBe(130)
  })
})
