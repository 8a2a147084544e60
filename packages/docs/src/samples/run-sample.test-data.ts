import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** How the samples of a language are run: the file, and the commands that lead to a request. */
interface Runner {
  readonly file: string
  readonly commands: readonly (readonly [command: string, ...args: string[]])[]
  /** What the sample stands in, for languages whose samples are no whole program here. */
  wrap?(code: string): string
}

/** Mono's compiler knows no top-level statements: they become the body of a method. */
function wrapCsharp(code: string): string {
  const lines = code.split('\n')
  const usings = lines.filter((line) => line.startsWith('using '))
  const rest = lines.filter((line) => !line.startsWith('using '))
  return `${usings.join('\n')}
using System.Threading.Tasks;
class Sample {
  static void Main() { Run().Wait(); }
  static async Task Run() {
${rest.join('\n')}
  }
}`
}

/** Debian's Python is the one that has Debian's `requests`. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

export const runners: Readonly<Record<string, Runner>> = {
  curl: { file: 'sample.sh', commands: [['sh', 'sample.sh']] },
  fetch: { file: 'sample.mjs', commands: [[process.execPath, 'sample.mjs']] },
  node: { file: 'sample.mjs', commands: [[process.execPath, 'sample.mjs']] },
  python: { file: 'sample.py', commands: [[python, 'sample.py']] },
  java: { file: 'Sample.java', commands: [['java', '-XX:TieredStopAtLevel=1', 'Sample.java']] },
  go: { file: 'sample.go', commands: [['go', 'run', 'sample.go']] },
  csharp: {
    file: 'Sample.cs',
    commands: [
      ['mcs', '-r:System.Net.Http', 'Sample.cs'],
      ['mono', 'Sample.exe'],
    ],
    wrap: wrapCsharp,
  },
  php: { file: 'sample.php', commands: [['php', 'sample.php']] },
  ruby: { file: 'sample.rb', commands: [['ruby', 'sample.rb']] },
}

/** What running the samples of a language needs, as far as this machine lacks it. */
export function missingFor(language: string): string | undefined {
  const commands = runners[language]?.commands.map(([command]) => command) ?? ['(no runner)']
  return [...commands, ...(language === 'curl' ? ['curl'] : [])].find(
    (command) => !isThere(command),
  )
}

function isThere(command: string): boolean {
  if (command.includes('/')) return existsSync(command)
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => existsSync(join(folder, command)))
}

/** Runs a sample in an empty folder; tells what it printed, and whether it made a file named `ran`. */
export async function runSample(
  language: string,
  code: string,
): Promise<{ readonly output: string; readonly ranCommand: boolean }> {
  const runner = runners[language]
  if (!runner) throw new Error(`There is no runner for ${language}.`)
  const folder = await mkdtemp(join(tmpdir(), 'concordat-sample-'))
  try {
    await writeFile(join(folder, runner.file), runner.wrap ? runner.wrap(code) : code)
    let output = ''
    for (const [command, ...args] of runner.commands) output += await run(command, args, folder)
    return { output, ranCommand: existsSync(join(folder, 'ran')) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    // A sample that fails shows by the request that does not arrive; its words tell why.
    execFile(command, [...args], { cwd, timeout: 110_000 }, (_error, stdout, stderr) => {
      resolve(stdout + stderr)
    })
  })
}
