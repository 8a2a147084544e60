import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

const execArgv = ['--conditions=@concordat/source', '--import', 'tsx']

/** A child that answers one message at a time, and is started again when it dies. */
export class Child {
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
