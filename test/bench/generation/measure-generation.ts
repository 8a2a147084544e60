import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scratchFolder } from '../folders.ts'
import { median } from '../median.ts'
import type { BenchDocument } from './bench-documents.ts'
import { type EmittedSize, sizeOf } from './emitted-size.ts'
import type { Generator } from './generators.ts'

/** What a generator took and gave for one document. */
export interface GenerationMeasure extends EmittedSize {
  readonly kind: 'measured'
  readonly folder: string
  /** Median, from the start of the process to its end. */
  readonly milliseconds: number
  /** Median of the peak of the largest process, in MB. */
  readonly memory: number
}

/** A generator that failed, or did not end in time. */
export interface GenerationFailure {
  readonly kind: 'failed'
  readonly reason: string
}

const recorder = fileURLToPath(new URL('record-usage.mjs', import.meta.url))

/** Generates a document `runs` times in new processes, each time into an empty folder. `limit` in milliseconds. */
export async function measureGeneration(
  generator: Generator,
  document: BenchDocument,
  { runs, limit }: { readonly runs: number; readonly limit: number },
): Promise<GenerationMeasure | GenerationFailure> {
  const folder = join(scratchFolder, 'out', document.name, generator.name.replace(/\W+/g, '-'))
  const times: number[] = []
  const peaks: number[] = []
  for (let run = 0; run < runs; run++) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const usage = join(scratchFolder, 'usage.txt')
    rmSync(usage, { force: true })
    const args = generator.command(document.path, folder)
    const started = performance.now()
    const ended = await runNode(args, folder, usage, limit)
    times.push(performance.now() - started)
    if (ended.failure !== undefined) return { kind: 'failed', reason: ended.failure }
    const recorded = existsSync(usage) ? readFileSync(usage, 'utf8').trim().split('\n') : []
    peaks.push(Math.max(...recorded.map(Number)) / 1024)
  }
  const size = sizeOf(folder)
  if (size.lines === 0) return { kind: 'failed', reason: 'It ended well, and wrote nothing.' }
  return {
    kind: 'measured',
    folder,
    milliseconds: median(times),
    memory: median(peaks),
    ...size,
  }
}

/** Runs in the output's folder: some peers write beside where they are told to. */
function runNode(
  args: readonly string[],
  cwd: string,
  usage: string,
  limit: number,
): Promise<{ failure?: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: {
        ...process.env,
        BENCH_USAGE: usage,
        NODE_OPTIONS: `--import=${recorder} --max-old-space-size=6144`,
        CI: '1',
        NO_COLOR: '1',
        DO_NOT_TRACK: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
    }
    const timer = setTimeout(() => {
      said += `\nStopped after ${limit / 1000} s.`
      child.kill('SIGKILL')
    }, limit)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0 ? {} : { failure: said.trim() })
    })
  })
}
