import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { RunRequest, RunResult } from './run-result.ts'

const execArgv = ['--conditions=@concordat/source', '--import', 'tsx']

function isUrl(answer: unknown): answer is { url: string } {
  return typeof answer === 'object' && answer !== null && 'url' in answer
}

/** A child that answers one message at a time, and is started again when it dies. */
class Child {
  #process: ChildProcess | undefined
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  ask(message: object | string, milliseconds: number): Promise<unknown> {
    this.#process ??= fork(join(import.meta.dirname, this.#file), [], {
      execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const child = this.#process
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer)
        child.off('message', onMessage)
        child.off('exit', onExit)
      }
      const give = (): void => {
        end()
        this.stop()
      }
      const onMessage = (answer: unknown): void => {
        end()
        resolve(answer)
      }
      const onExit = (code: number | null): void => {
        give()
        reject(new Error(`${this.#file} ended with ${code}.`))
      }
      const timer = setTimeout(() => {
        give()
        reject(new Error(`${this.#file} gave no answer in ${milliseconds / 1000} seconds.`))
      }, milliseconds)
      child.on('message', onMessage)
      child.on('exit', onExit)
      child.send(message)
    })
  }

  stop(): void {
    this.#process?.kill('SIGKILL')
    this.#process = undefined
  }
}

/** A server's process and a verifier's, which take one run after another. */
export class Lane {
  readonly #host = new Child('host.ts')
  readonly #verifier = new Child('verifier.ts')

  async run(request: Omit<RunRequest, 'url'>): Promise<RunResult> {
    try {
      const started = await this.#host.ask(request.server, 20_000)
      if (!isUrl(started))
        throw new Error(`${request.server} did not start: ${JSON.stringify(started)}`)
      const result = await this.#verifier.ask(
        { ...request, url: started.url },
        request.budget * 3 + 30_000,
      )
      // A seam: the verifier's process sends nothing else.
      return result as RunResult
    } catch (error) {
      const { server, seed } = request
      return {
        server,
        seed,
        findings: [],
        requests: 0,
        seconds: 0,
        notVerified: [],
        error: String(error),
      }
    }
  }

  close(): void {
    this.#host.stop()
    this.#verifier.stop()
  }
}
