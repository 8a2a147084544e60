import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type GeneratedFile, generatePackage, outputEmitters } from '@concordat/codegen'
import type { Finding } from '@concordat/core'
import { type ApiInput, clientSamples } from '@concordat/docs'
import type TypeScript from 'typescript'

/** The compiler, or in words why there is none. */
export type FoundCompiler = typeof TypeScript | string

/** Finds the compiler of the project in `folder`: the one that will compile what its readers copy. */
export function findCompiler(folder: string): FoundCompiler {
  try {
    const require = createRequire(join(folder, 'package.json'))
    // Seam: a package of the reader's project.
    const found = require('typescript') as Partial<typeof TypeScript>
    return typeof found.createProgram === 'function'
      ? (found as typeof TypeScript)
      : `TypeScript ${found.version ?? ''} has no programming interface that compiles samples.`
  } catch {
    return 'TypeScript is not installed here.'
  }
}

/**
 * Compiles the TypeScript samples of all APIs against the clients that `concordat generate` would write, in one program
 * that touches no disk but to read libraries.
 * @returns a finding for each sample that does not compile
 */
export async function compileSamples(
  apis: readonly ApiInput[],
  ts: typeof TypeScript,
): Promise<Finding[]> {
  const sources = new Map<string, string>()
  const samples = new Map<string, { readonly api: ApiInput; readonly operationId: string }>()
  const paths: Record<string, string[]> = {}
  const root = join(librariesFolder(), '.samples')
  for (const [index, api] of apis.entries()) {
    const folder = join(root, String(index))
    const files = await clientFiles(api)
    for (const { path, text } of files) sources.set(join(folder, path), text)
    paths[api.packageName ?? api.model.name] = [join(folder, 'src', 'client.ts')]
    for (const [number, { operationId, code }] of (await clientSamples(api)).entries()) {
      const file = join(folder, `sample-${number}.ts`)
      sources.set(file, code)
      samples.set(file, { api, operationId })
    }
  }
  const options = compilerOptions(ts, paths)
  const program = ts.createProgram({
    rootNames: [...samples.keys()],
    options,
    host: hostOf(sources, options, ts),
  })
  return [...samples].flatMap(([file, { api, operationId }]) => {
    const source = program.getSourceFile(file)
    const [first] = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    if (!first) return []
    const operation = api.model.operations.find((one) => one.operationId === operationId)
    const words = ts.flattenDiagnosticMessageText(first.messageText, ' ')
    return [
      {
        id: 'sample-does-not-compile',
        severity: 'error',
        message: `${api.model.name}: the TypeScript sample of \`${operationId}\` does not compile: TS${first.code} ${words.replace(/\.$/, '')}. Its values are the examples of the operation: do they fit its schemas?`,
        ...(operation ? { pointer: operation.pointer } : {}),
      },
    ]
  })
}

async function clientFiles({ model, packageName }: ApiInput): Promise<readonly GeneratedFile[]> {
  const { files } = await generatePackage(model, {
    source: packageName ?? model.name,
    emitters: outputEmitters(['client']),
  })
  return files
}

/** Where the libraries of generated clients are found, wherever the package manager put them. */
function librariesFolder(): string {
  const require = createRequire(import.meta.url)
  return dirname(require.resolve('@concordat/docs/package.json'))
}

function compilerOptions(
  ts: typeof TypeScript,
  paths: Record<string, string[]>,
): TypeScript.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    // A checkout of this project has sources in place of declarations.
    customConditions: import.meta.url.endsWith('.ts') ? ['@concordat/source'] : [],
    allowImportingTsExtensions: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    paths,
  }
}

/** The compiler's view of the disk, with sources that stand only in memory. */
function hostOf(
  sources: ReadonlyMap<string, string>,
  options: TypeScript.CompilerOptions,
  ts: typeof TypeScript,
): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options)
  const { directoryExists, fileExists } = host
  const folders = new Set([...sources.keys()].map((file) => dirname(file)))
  return {
    ...host,
    fileExists: (file) => sources.has(file) || fileExists(file),
    directoryExists: (folder) => folders.has(folder) || (directoryExists?.(folder) ?? true),
    readFile: (file) => sources.get(file) ?? readText(file),
    getSourceFile: (file, version, onError, ...rest) => {
      const text = sources.get(file)
      return text === undefined
        ? host.getSourceFile(file, version, onError, ...rest)
        : ts.createSourceFile(file, text, version)
    },
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
