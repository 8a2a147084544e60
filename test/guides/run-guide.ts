import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** A fenced block of a guide. What stands behind its language says what a reader does with it. */
export interface GuideBlock {
  readonly language: string
  /** `file=NAME`: it is written there; `exit=N`: how the command ends; `background=PATH`: it serves, this answers then. */
  readonly options: Readonly<Record<string, string>>
  readonly text: string
  readonly line: number
}

/** The blocks of a guide in their order. */
export function blocksOf(guide: string): GuideBlock[] {
  return [...guide.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    options: Object.fromEntries(
      [...match[2]!.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, value!]),
    ),
    text: match[3]!,
    line: guide.slice(0, match.index).split('\n').length,
  }))
}

/**
 * Does what a reader does: writes each file, runs each command, and compares what it prints with the block of `text`
 * after it, every line of which must be found, in their order. Ports of the guide become free ones of this machine.
 * @returns what was not as the guide says, with its line
 */
export async function runGuide(guide: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-guide-'))
  const running: ChildProcess[] = []
  const wrong: string[] = []
  const ports = new Map<string, number>()
  for (const [port] of guide.matchAll(/\b(?:3000|4010)\b/g)) {
    if (!ports.has(port)) ports.set(port, await freePort())
  }
  const here = (text: string) =>
    text.replaceAll(/\b(?:3000|4010)\b/g, (port) => String(ports.get(port)))
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
    let printed = ''
    for (const { language, options, text, line } of blocksOf(guide)) {
      const { file, background, exit = '0' } = options
      if (file !== undefined) {
        await mkdir(dirname(join(folder, file)), { recursive: true })
        await writeFile(join(folder, file), here(text))
      } else if (language === 'text') {
        const missing = missingLine(printed, here(text))
        if (missing !== undefined)
          wrong.push(`line ${line}: \`${missing}\` was not printed, but:\n${printed}`)
      } else if (language === 'sh' && background !== undefined) {
        const child = spawn('bash', ['-c', `exec ${here(text)}`], {
          cwd: folder,
          env: environment(),
          stdio: 'ignore',
          detached: true,
        })
        running.push(child)
        const port = /\b(?:3000|4010)\b/.exec(text)?.[0] ?? '3000'
        if (!(await answers(`http://127.0.0.1:${ports.get(port)}${background}`)))
          wrong.push(`line ${line}: \`${text.trim()}\` does not answer.`)
      } else if (language === 'sh') {
        const ended = await run(here(text), folder)
        printed = ended.output
        if (String(ended.code) !== exit)
          wrong.push(`line ${line}: ended with ${ended.code} instead of ${exit}:\n${printed}`)
      } else {
        wrong.push(`line ${line}: nothing says what to do with a block of \`${language}\`.`)
      }
    }
  } finally {
    for (const { pid } of running) if (pid !== undefined) stop(pid)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return wrong
}

function missingLine(printed: string, expected: string): string | undefined {
  let from = 0
  return expected
    .split('\n')
    .filter((line) => line.trim() !== '')
    .find((line) => {
      const at = printed.indexOf(line.trim(), from)
      from = at + line.trim().length
      return at < 0
    })
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' }
}

function run(
  command: string,
  cwd: string,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['-ec', command],
      { cwd, env: environment(), maxBuffer: 64 * 1024 * 1024, timeout: 500_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}

async function answers(url: string): Promise<boolean> {
  const end = Date.now() + 200_000
  while (Date.now() < end) {
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(5_000) })
      if (status < 500) return true
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Ends a command and what it started. */
function stop(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
