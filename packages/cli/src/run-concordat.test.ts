import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runConcordat } from './run-concordat.ts'
import { recordedContext } from './testing-context.test-data.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-cli-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const context = recordedContext(folder)
  const code = await runConcordat(argv, context)
  return { code, out: context.out(), err: context.err() }
}

describe('usage', () => {
  test.each([
    [['generat'], /unknown command 'generat'[\s\S]*Did you mean generate\?/],
    [['generate', '--jsn'], /unknown option '--jsn'[\s\S]*Did you mean --json\?/],
    [['schema', 'a.json'], /required option '-o, --out <dir>' not specified/],
    [
      ['schema', 'a.json', '--out', 'x', '--dialect', 'draft-4'],
      /Allowed choices are 2020-12, openapi-3\.0/,
    ],
    [['verify'], /Which document\?/],
    [['generate', 'nowhere.yaml'], /E_DOCUMENT_NOT_FOUND There is no document at `nowhere\.yaml`/],
    [['generate', '--config', 'nowhere.ts'], /E_CONFIG_NOT_FOUND/],
    [['checks', 'no-such-check'], /There is no check `no-such-check`/],
  ])('%j is refused with exit code 2 and says what would be right', async (argv, message) => {
    const { code, err } = await run(...argv)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
    expect(code).toBe(2)
  })

  test('help and version go to stdout and are no failure', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, out: '0.1.0\n', err: '' })
    const help = await run('verify', '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('concordat verify openapi.yaml --url http://localhost:3000')
    expect(help.out).toContain('Exit codes: 0 document and server agree')
  })
})

describe('init and generate', () => {
  test('the first document generates, is current, and is told when it is not', async () => {
    expect((await run('init')).code).toBe(0)
    const first = await run('generate')
    expect(first, first.err).toMatchObject({ code: 0 })
    expect(first.out).toMatch(
      /generated\/notes written \(\d+ of \d+ files; 3 operations, 3 schemas/,
    )
    expect((await run('generate')).out).toContain('nothing changed')
    expect((await run('generate', '--check')).code).toBe(0)
    write('generated/notes/src/client.ts', '// edited by hand\n')
    const check = await run('generate', '--check')
    expect(check.code).toBe(1)
    expect(check.out).toContain('src/client.ts')
    expect(readFileSync(join(folder, 'generated/notes/src/client.ts'), 'utf8')).toBe(
      '// edited by hand\n',
    )
  })

  test('what was generated is never read as a document, whatever the configuration', async () => {
    await run('init')
    rmSync(join(folder, 'concordat.config.ts'))
    for (const time of ['first', 'second']) {
      const { code, out, err } = await run('generate')
      expect([code, err], time).toEqual([0, ''])
      expect(out.match(/generated\/notes/g)?.length).toBeGreaterThan(0)
      expect(existsSync(join(folder, 'generated/openapi'))).toBe(false)
    }
    const globbed = await run('generate', '**/openapi.{yaml,json}')
    expect(globbed, globbed.err).toMatchObject({ code: 0 })
  })

  test('init takes a scope, and every later command runs bare', async () => {
    expect((await run('init', 'orders', '--scope', '@acme')).code).toBe(0)
    const { code, out } = await run('generate')
    expect(code).toBe(0)
    const manifest = JSON.parse(
      readFileSync(join(folder, 'generated/orders/package.json'), 'utf8'),
    ) as Record<string, unknown>
    expect(manifest).toMatchObject({ name: '@acme/orders' })
    expect(manifest).not.toHaveProperty('license')
    expect(out).toMatch(/^Next: npm install \.\/generated\/orders .*typescript/m)
    // Nobody listens there: what fails is the connection, not a missing flag.
    const verify = await run('verify', '--budget', '1s')
    expect(verify.err + verify.out).toContain('http://localhost:3000')
    expect((await run('init', 'other', '--scope', 'No Scope')).code).toBe(2)
  })

  test('generate writes plain source on request, and names what it imports', async () => {
    write('pnpm-lock.yaml', '')
    expect((await run('init', '--target', 'source')).code).toBe(0)
    const { code, out, err } = await run('generate')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^Next: pnpm add @concordat\/client @concordat\/schema @concordat\/wire @concordat\/server @hono\/zod-openapi hono zod$/m,
    )
    const made = (path: string): string =>
      readFileSync(join(folder, 'src/generated/notes', path), 'utf8')
    expect(made('client.ts')).toContain("from './operations.ts'")
    expect(existsSync(join(folder, 'src/generated/notes/package.json'))).toBe(false)
    write(
      'tsconfig.json',
      '{ // by a template\n "compilerOptions": { "moduleResolution": "bundler" } }',
    )
    await run('generate')
    expect(made('client.ts')).toContain("from './operations'")
    write('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }')
    write('package.json', '{ "type": "module" }')
    await run('generate')
    expect(made('server.ts')).toContain("from './validators.js'")
  })

  test('only the outputs that are asked for are written, with what they import', async () => {
    await run('init')
    const { code, out } = await run('generate', '--output', 'client')
    expect(code).toBe(0)
    expect(out).toContain('npm install ./generated/notes typescript &&')
    expect(readdirSync(join(folder, 'generated/notes/src')).sort()).toEqual([
      'client.ts',
      'operations.ts',
      'types.ts',
    ])
    const text = readFileSync(join(folder, 'generated/notes/package.json'), 'utf8')
    expect(text).not.toContain('zod')
    // Without a scope the name may be a stranger's in the registry.
    const readme = readFileSync(join(folder, 'generated/notes/README.md'), 'utf8')
    expect(readme).toContain('npm install ./generated/notes\n')
    expect(await run('generate', '--output', 'clients')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no output `clients`'),
    })
  })

  test('bundle writes one document of all its files, which reads as they did', async () => {
    await run('init')
    const path = join(folder, 'openapi/notes/openapi.yaml')
    const text = readFileSync(path, 'utf8')
    write(
      'openapi/notes/schemas.yaml',
      'NewNote:\n  type: object\n  properties: { text: { type: string, maxLength: 7 } }\n',
    )
    writeFileSync(
      path,
      text.replace(
        "schema: { $ref: '#/components/schemas/NewNote' }",
        "schema: { $ref: 'schemas.yaml#/NewNote' }",
      ),
    )
    const printed = await run('bundle')
    expect(printed, printed.err).toMatchObject({ code: 0, err: '' })
    expect(printed.out).toContain('maxLength: 7')
    expect(printed.out).not.toContain('schemas.yaml')
    const written = await run('bundle', 'openapi/notes/openapi.yaml', '--out', 'out/one.json')
    expect(written).toMatchObject({ code: 0, out: '' })
    const whole: unknown = JSON.parse(readFileSync(join(folder, 'out/one.json'), 'utf8'))
    expect(whole).toMatchObject({
      openapi: expect.stringMatching(/^3\.1/),
      info: { title: 'Notes' },
    })
    // What was written reads as what it was made of.
    expect((await run('bundle', 'out/one.json')).out).toBe(printed.out)
    expect(await run('bundle', 'nowhere.yaml')).toMatchObject({ code: 2 })
  })

  test('a file in place of a folder is a sentence, not a bug', async () => {
    write('openapi', 'a file')
    const init = await run('init')
    expect(init.code).toBe(2)
    expect(init.err).toMatch(/openapi.* a file stands where a folder is needed/)
    rmSync(join(folder, 'openapi'))
    await run('init')
    write('generated', 'a file')
    const generated = await run('generate')
    expect(generated.code).toBe(2)
    expect(generated.err).toContain('generated')
    for (const { err } of [init, generated]) {
      expect(err).not.toContain('bug')
      expect(err).not.toMatch(/\n\s+at /)
    }
  })

  test('init leaves files that are there as they are', async () => {
    write('concordat.config.ts', '// mine\n')
    const { code, out } = await run('init', 'orders')
    expect(code).toBe(0)
    expect(out).toContain('concordat.config.ts (was there already, left as it is)')
    expect(readFileSync(join(folder, 'concordat.config.ts'), 'utf8')).toBe('// mine\n')
  })

  test('a broken document is told with file, line and column, and nothing is written', async () => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths:\n  /a: [\n')
    const { code, err } = await run('generate', 'openapi.yaml', '--out', 'out')
    expect(code).toBe(2)
    expect(err).toMatch(/openapi\.yaml:\d+:\d+/)
  })

  test('a broken document does not stop the others', async () => {
    await run('init')
    write('broken.yaml', 'openapi: 3.1.0\npaths: [\n')
    const { code, out, err } = await run(
      'generate',
      'broken.yaml',
      'openapi',
      '--out',
      'out',
      '--json',
    )
    expect(code).toBe(2)
    expect(err).toBe('')
    expect(JSON.parse(out).results).toMatchObject([
      { document: 'broken.yaml', outcome: 'failed', error: { source: { line: 3 } } },
      { outcome: 'written' },
    ])
  })

  test('what is written does not depend on the folder that the command runs in', async () => {
    await run('init')
    await run('generate')
    const context = recordedContext(join(folder, 'openapi'))
    const argv = ['generate', 'notes/openapi.yaml', '--out', '../generated', '--check']
    expect(await runConcordat(argv, context), context.out()).toBe(0)
  })

  test('two documents that would become one package are refused', async () => {
    const document = 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {}\n'
    write('a/orders.yaml', document)
    write('b/orders.yaml', document)
    expect((await run('generate', 'a/orders.yaml', 'b/orders.yaml', '--out', 'out')).err).toContain(
      'E_NAME_CLASH',
    )
  })

  test('a document with an error is refused, and generated without what the error speaks of where it is allowed', async () => {
    write(
      'gone.yaml',
      'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {}\ncomponents: {schemas: {A: {$ref: "#/components/schemas/B"}}}\n',
    )
    const refused = await run('generate', 'gone.yaml', '--out', 'out')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('gone.yaml:4:')
    expect(refused.out).toContain('--allow reference-unresolved')
    const argv = ['generate', 'gone.yaml', '--out', 'out', '--allow', 'reference-unresolved']
    const written = await run(...argv)
    expect(written.code).toBe(0)
    expect(written.err).toContain('warning reference-unresolved')
    expect((await run(...argv, '--check')).code).toBe(0)
  })

  test('--json prints one document and nothing else on stdout', async () => {
    await run('init')
    const { out } = await run('generate', '--json')
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      results: [{ outcome: 'written', operations: 3 }],
    })
  })

  test('an interrupted run ends with 130 and leaves nothing half-written', async () => {
    await run('init')
    const context = recordedContext(folder, AbortSignal.abort())
    expect(await runConcordat(['generate'], context)).toBe(130)
    expect((await run('generate', '--check')).code).toBe(1)
  })

  test('a configuration that says something unknown is refused by name', async () => {
    write('concordat.config.json', '{"generate":{"documnts":"openapi.yaml"}}')
    const { code, err } = await run('generate')
    expect(code).toBe(2)
    expect(err).toContain('documnts')
  })
})

describe('schema', () => {
  test('each schema becomes a module; a refused one is named and does not stop the others', async () => {
    write('in/port.json', '{"type":"integer","minimum":0,"maximum":65535}')
    write('in/broken.json', '{"$ref":"https://example.com/nowhere.json"}')
    const { code, out, err } = await run('schema', 'in/port.json', 'in/broken.json', '--out', 'out')
    expect(code).toBe(1)
    expect(out).toContain('1 of 2 schemas written to out; refused: broken')
    expect(err).toContain('https://example.com/nowhere.json')
    expect(readFileSync(join(folder, 'out/port.ts'), 'utf8')).toMatch(/export default /)
  })

  test('--map reads remote references from a folder, and never above it', async () => {
    write('remotes/name.json', '{"type":"string"}')
    write('secret.json', '{"type":"null"}')
    write('in/a.json', '{"$ref":"https://example.com/schemas/name.json"}')
    write('in/b.json', '{"$ref":"https://example.com/schemas/..%2Fsecret.json"}')
    const { out } = await run(
      'schema',
      'in/*.json',
      '--out',
      'out',
      '--map',
      'https://example.com/schemas=remotes',
    )
    expect(out).toContain('refused: b')
  })
})

describe('verify', () => {
  test('finds what a server does wrong, prints it, writes it, and exits with 1', async () => {
    write(
      'openapi.yaml',
      `openapi: 3.1.0
info: { title: Clock, version: '1' }
paths:
  /time:
    get:
      operationId: getTime
      responses:
        '200':
          description: Now.
          content:
            application/json:
              schema: { type: object, required: [seconds], properties: { seconds: { type: integer } } }
`,
    )
    const server = createServer((request, response) => {
      if (request.url !== '/time') response.writeHead(404).end()
      else if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end()
      } else {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"seconds":"12"}')
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const { code, out } = await run(
        'verify',
        'openapi.yaml',
        '--url',
        url,
        '--seed',
        '1',
        '--report',
        'html=r.html',
      )
      expect(out).toContain('response-body-schema-mismatch')
      expect(out).toMatch(/openapi\.yaml:\d+:\d+/)
      expect(out).toContain(`curl`)
      expect(code).toBe(1)
      expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain(
        'response-body-schema-mismatch',
      )
      const baseline = await run(
        'verify',
        'openapi.yaml',
        '--url',
        url,
        '--baseline',
        'b.json',
        '--update-baseline',
      )
      expect(baseline.code).toBe(0)
      expect((await run('verify', 'openapi.yaml', '--url', url, '--baseline', 'b.json')).code).toBe(
        0,
      )
      const json = await run(
        'verify',
        'openapi.yaml',
        '--url',
        url,
        '--format',
        'json',
        '--fail-on',
        'never',
      )
      expect(json.code).toBe(0)
      const lines = await run(
        'verify',
        'openapi.yaml',
        '--url',
        url,
        '--format',
        'ndjson',
        '--report',
        'har=run.har',
      )
      const events: { type: string; verdict?: string; requests?: number }[] = lines.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(events[0]?.type).toBe('started')
      expect(events.at(-1)).toMatchObject({ type: 'end', verdict: 'findings' })
      const sent = events.filter(({ type }) => type === 'exchange').length
      const har = JSON.parse(readFileSync(join(folder, 'run.har'), 'utf8'))
      expect(har.log.entries).toHaveLength(sent)
      const pages = har.log.pages.map(({ id }: { id: string }) => id)
      expect(
        har.log.entries.every(({ pageref }: { pageref: string }) => pages.includes(pageref)),
      ).toBe(true)
      expect(JSON.parse(json.out)).toMatchObject({
        schemaVersion: 1,
        verdict: 'agrees',
        operations: [{ verdict: 'verified', findings: 1 }],
      })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('a server that is not there is told of, with exit code 2', async () => {
    write(
      'openapi.yaml',
      'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: ok}}}}}\n',
    )
    const { code, err } = await run('verify', 'openapi.yaml', '--url', 'http://127.0.0.1:9')
    expect(err).toContain('http://127.0.0.1:9')
    expect(code).toBe(2)
  })

  test('a credential never stands in an error message', async () => {
    write('openapi.yaml', 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {}\n')
    const { err } = await run(
      'verify',
      'openapi.yaml',
      '--url',
      'http://127.0.0.1:9',
      '--auth',
      'hunter2secret',
    )
    expect(err).toContain('expected SCHEME=VALUE')
    expect(err).not.toContain('hunter2secret')
  })
})
