import { createInterface } from 'node:readline/promises'
import { runConcordat } from './run-concordat.ts'

const controller = new AbortController()
let interrupts = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupts += 1
    // The second one means now: whoever asks twice does not want to wait for a clean end.
    if (interrupts > 1) process.exit(130)
    controller.abort(signal)
  })
}
// A reader that closes the pipe early (`| head`) ends the command quietly, as Unix tools do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runConcordat(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  ...(process.stdin.isTTY && process.stdout.isTTY ? { ask } : {}),
  signal: controller.signal,
})

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question, { signal: controller.signal })
  } finally {
    terminal.close()
  }
}

function outputOf(stream: NodeJS.WriteStream): {
  write(text: string): void
  isTTY: boolean
  columns: number
} {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
  }
}
