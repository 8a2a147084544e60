import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './corpus-documents.ts'

/** What the compiler says of generated packages. */
export interface Compiled {
  readonly errors: readonly string[]
  readonly seconds: number
  readonly instantiations: number
  /** In MB. */
  readonly memory: number
}

/**
 * Compiles packages, declarations included, under the strictest settings and without `skipLibCheck`. What a library's
 * own declarations get wrong is not counted. Concordat's libraries are read as users have them, built, or else from their
 * sources, which takes longer.
 */
export async function compileOutput(
  folders: readonly string[],
  configFolder: string,
  libraries: 'built' | 'sources',
): Promise<Compiled> {
  const project = join(configFolder, 'tsconfig.check.json')
  writeFileSync(project, JSON.stringify(settings(folders, libraries), undefined, 2))
  const started = performance.now()
  const output = await runCompiler(project)
  const seconds = (performance.now() - started) / 1000
  const inside = folders.map((folder) => `${relative(root, folder)}/`)
  const said = output.split('\n')
  const errors = said.filter((line) => /\berror TS\d+/.test(line))
  const number = (label: string): number =>
    Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? 0)
  const isOurs = (line: string): boolean =>
    line.startsWith('error') || inside.some((folder) => line.startsWith(folder))
  if (number('Files') === 0) throw new Error(`The compiler did not run: ${output.slice(0, 2000)}`)
  return {
    errors: errors.filter(isOurs),
    seconds,
    instantiations: number('Instantiations'),
    memory: number('Memory used') / 1024,
  }
}

function settings(folders: readonly string[], libraries: 'built' | 'sources'): object {
  return {
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      moduleDetection: 'force',
      customConditions: libraries === 'sources' ? ['@concordat/source'] : [],
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      isolatedModules: true,
      allowImportingTsExtensions: true,
      skipLibCheck: false,
      declaration: true,
      noEmit: true,
    },
    include: folders.map((folder) => join(folder, 'src')),
  }
}

/** In a process of its own, so that its time and memory are its own too. */
function runCompiler(project: string): Promise<string> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--max-old-space-size=6144',
        compiler,
        '-p',
        project,
        '--extendedDiagnostics',
        '--pretty',
        'false',
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', reject)
    child.on('close', () => resolve(output))
  })
}
