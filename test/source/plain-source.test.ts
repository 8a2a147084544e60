import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const bin = (name: string): string => join(root, 'node_modules', '.bin', name)

/** What starts a project in each of these ways has in its tsconfig.json, as far as it decides what compiles. */
const projects = {
  'tsc --init': {
    type: 'module',
    options: {
      module: 'nodenext',
      target: 'esnext',
      types: [],
      sourceMap: true,
      declaration: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      strict: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      noUncheckedSideEffectImports: true,
      moduleDetection: 'force',
      skipLibCheck: true,
      outDir: 'dist',
    },
  },
  'create-vite': {
    type: 'module',
    options: {
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      module: 'ESNext',
      types: [],
      skipLibCheck: true,
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      moduleDetection: 'force',
      noEmit: true,
      strict: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      erasableSyntaxOnly: true,
    },
  },
  'create-next-app': {
    type: 'commonjs',
    options: {
      target: 'ES2017',
      lib: ['dom', 'dom.iterable', 'esnext'],
      allowJs: true,
      skipLibCheck: true,
      strict: true,
      noEmit: true,
      esModuleInterop: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      resolveJsonModule: true,
      isolatedModules: true,
      types: [],
    },
  },
  Nest: {
    type: 'commonjs',
    options: {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      esModuleInterop: true,
      isolatedModules: true,
      declaration: true,
      emitDecoratorMetadata: true,
      experimentalDecorators: true,
      target: 'ES2023',
      outDir: 'dist',
      skipLibCheck: true,
      strictNullChecks: true,
      noImplicitAny: false,
      strictBindCallApply: false,
      types: [],
    },
  },
  'no strictness at all': {
    type: 'commonjs',
    options: {
      target: 'es2020',
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: false,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    },
  },
} as const

let folder: string
// Inside the repository, so that the packages of the run time are found as an application finds them.
beforeAll(async () => {
  folder = await mkdtemp(join(root, '.concordat-source-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('plain source inside an application', () => {
  test.each(Object.entries(projects))(
    'compiles as %s has it',
    async (name, { type, options }) => {
      const app = await projectFolder(name)
      await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'app', type }))
      await writeFile(
        join(app, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: options, include: ['src'] }),
      )
      const document = join(root, 'openapi', 'cumulonimbus', 'openapi.yaml')
      const flags = ['--target', 'source', '--out', 'src/api', '--quiet']
      await run(bin('concordat'), ['generate', document, ...flags], { cwd: app })
      const ending = name === 'tsc --init' ? '.js' : ''
      await writeFile(
        join(app, 'src', 'main.ts'),
        `import { createClient, isApiError } from './api/cumulonimbus/client${ending}'
import { createServer, definition } from './api/cumulonimbus/server${ending}'
export const client = createClient({ baseUrl: 'http://127.0.0.1' })
export const getSession = () => client.getUserSession({ path: { id: '1', sid: '2' } })
export const isOurs = (error: unknown) => isApiError(error, client.getUserSession)
export { createServer, definition }
`,
      )
      const { stdout } = await run(bin('tsc'), ['-p', app]).catch(
        (error: { stdout: string }) => error,
      )
      expect(stdout).toBe('')
    },
    400_000,
  )

  test('runs as ES modules and from CommonJS', async () => {
    const app = await projectFolder('tsc --init')
    const main: { definition: { document(): object } } = await import(
      pathToFileURL(join(app, 'dist', 'main.js')).href
    )
    expect(main.definition.document()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
    const script = `const { client, createServer } = require('./dist/main.js'); console.log(typeof client.getUserSession, typeof createServer)`
    const nest = await run(process.execPath, ['--no-warnings', '-e', script], {
      cwd: await projectFolder('Nest'),
    })
    expect(nest.stdout).toBe('function function\n')
  })
})

async function projectFolder(name: string): Promise<string> {
  const path = join(folder, name.replaceAll(/\W+/g, '-'))
  await mkdir(join(path, 'src'), { recursive: true })
  return path
}
