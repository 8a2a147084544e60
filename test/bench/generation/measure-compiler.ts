import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchFolder } from '../folders.ts'
import { typescriptFiles } from './emitted-size.ts'

/** What the compiler took for what a generator wrote. */
export interface CompilerMeasure {
  readonly seconds: number
  readonly instantiations: number
  /** In MB. */
  readonly memory: number
  readonly errors: number
}

/** Compiles a generator's output in a process of its own: strict, libraries not checked. `limit` in milliseconds. */
export function measureCompiler(
  folder: string,
  limit: number,
): Promise<CompilerMeasure | undefined> {
  const project = join(folder, 'tsconfig.bench.json')
  writeFileSync(
    project,
    JSON.stringify({
      compilerOptions: {
        target: 'ES2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
        module: 'ESNext',
        moduleResolution: 'bundler',
        types: [],
        strict: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        noEmit: true,
      },
      files: typescriptFiles(folder),
    }),
  )
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--max-old-space-size=6144',
        join(benchFolder, 'node_modules', 'typescript', 'bin', 'tsc'),
        '-p',
        project,
        '--extendedDiagnostics',
        '--pretty',
        'false',
      ],
      { cwd: benchFolder, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    const timer = setTimeout(() => child.kill('SIGKILL'), limit)
    child.on('error', reject)
    child.on('close', (_, signal) => {
      clearTimeout(timer)
      const number = (label: string): number =>
        Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? Number.NaN)
      if (signal !== null || Number.isNaN(number('Total time'))) return resolve(undefined)
      resolve({
        seconds: number('Total time'),
        instantiations: number('Instantiations'),
        memory: number('Memory used') / 1024,
        errors: output.match(/\berror TS\d+/g)?.length ?? 0,
      })
    })
  })
}
