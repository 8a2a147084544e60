import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchFolder, root } from '../folders.ts'

/** A generator as the benchmark runs it. */
export interface Generator {
  readonly name: string
  /** What it writes, for readers who compare. */
  readonly emits: string
  /** Arguments for node that generate a document into an empty folder; may write a configuration into it first. */
  command(document: string, out: string): readonly string[]
}

const peer = (...path: string[]): string => join(benchFolder, 'node_modules', ...path)

/** The first is what the others are compared with. */
export const generators: readonly Generator[] = [
  {
    name: 'openapi-typescript',
    emits: 'types',
    command: (document, out) => [
      peer('openapi-typescript', 'bin', 'cli.js'),
      document,
      '-o',
      join(out, 'types.ts'),
    ],
  },
  {
    name: 'concordat',
    emits: 'types, Zod, validators, client, server, routes, webhooks',
    command: (document, out) => [
      join(root, 'packages', 'cli', 'bin', 'concordat.js'),
      'generate',
      document,
      '--out',
      out,
      '--force',
    ],
  },
  {
    name: 'hey-api',
    emits: 'types, Zod, client',
    command: (document, out) => [
      peer('@hey-api', 'openapi-ts', 'bin', 'run.js'),
      '-i',
      document,
      '-o',
      join(out, 'api'),
      '-p',
      '@hey-api/typescript',
      '@hey-api/sdk',
      '@hey-api/client-fetch',
      'zod',
      '--no-log-file',
    ],
  },
  {
    name: 'orval (zod)',
    emits: 'Zod',
    command: (document, out) => orval(document, out, { client: 'zod', mode: 'single' }),
  },
  {
    name: 'orval (hono)',
    emits: 'types, Zod, server',
    command: (document, out) => orval(document, out, { client: 'hono', mode: 'split' }),
  },
  {
    name: 'kubb',
    emits: 'types, Zod, client',
    command(document, out) {
      const config = join(out, 'kubb.config.mjs')
      const plugins = ['oas', 'ts', 'zod', 'client']
      const imports = plugins.map(
        (name) =>
          `import { plugin${name[0]?.toUpperCase()}${name.slice(1)} as ${name} } from '@kubb/plugin-${name}'`,
      )
      const text = `${imports.join('\n')}
export default {
  root: ${JSON.stringify(out)},
  input: { path: ${JSON.stringify(document)} },
  output: { path: ${JSON.stringify(join(out, 'api'))}, clean: false },
  plugins: [oas({ generators: [] }), ts(), zod(), client({ client: 'fetch' })],
}
`
      writeFileSync(config, text)
      return [peer('@kubb', 'cli', 'bin', 'kubb.cjs'), 'generate', '--config', config]
    },
  },
  {
    name: 'hono-takibi',
    emits: 'Zod, routes',
    command: (document, out) => [
      peer('hono-takibi', 'dist', 'index.js'),
      document,
      '-o',
      join(out, 'routes.ts'),
    ],
  },
]

function orval(document: string, out: string, output: object): string[] {
  const config = join(out, 'orval.config.cjs')
  const settings = {
    api: { input: { target: document }, output: { target: join(out, 'api', 'api.ts'), ...output } },
  }
  writeFileSync(config, `module.exports = ${JSON.stringify(settings)}\n`)
  return [peer('orval', 'dist', 'bin', 'orval.js'), '--config', config]
}
