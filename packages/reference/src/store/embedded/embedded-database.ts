import { Worker } from 'node:worker_threads'

/** Where the files of an embedded database are, or what it begins with in memory. */
export type EmbeddedFiles = { readonly dataDir: string } | { readonly copy?: Blob }

/** A running database that speaks PostgreSQL's protocol in messages instead of over a socket. */
export interface EmbeddedDatabase {
  /** Answers the bytes of one or more messages; one call at a time. Rejects when the database ends meanwhile. */
  exchange(bytes: Uint8Array): Promise<Uint8Array>
  /** Ends it in order, or at once where it does not end in time. */
  close(): Promise<void>
  /** Ends it at once, as a kill does. */
  kill(): void
  /** Settles when it has ended, with the reason where nobody asked for it. */
  readonly ended: Promise<Error | undefined>
}

const closeTimeoutMs = 10_000

/**
 * Starts a database in a thread of its own.
 * @throws Error when the files cannot be used
 */
export async function startEmbeddedDatabase(files: EmbeddedFiles): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
    workerData: files,
    // Nothing of how this process was started, such as loaders of TypeScript, is of use there.
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  let waiting: { resolve(answer: unknown): void; reject(error: Error): void } | undefined
  let failure: Error | undefined
  let isStopping = false
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', () => {
      const reason = isStopping ? undefined : describeEnd(failure)
      waiting?.reject(reason ?? new Error('The embedded database was stopped.'))
      waiting = undefined
      resolve(reason)
    })
  })
  worker.on('message', (message: unknown) => {
    const { resolve } = waiting ?? {}
    waiting = undefined
    resolve?.(message)
  })
  const answer = () =>
    new Promise<unknown>((resolve, reject) => {
      waiting = { resolve, reject }
    })
  await answer()
  return {
    ended,
    async exchange(bytes) {
      const answered = answer()
      worker.postMessage(bytes)
      // The thread answers bytes with bytes.
      return (await answered) as Uint8Array
    },
    async close() {
      isStopping = true
      worker.postMessage('close')
      const timer = setTimeout(() => void worker.terminate(), closeTimeoutMs)
      await ended
      clearTimeout(timer)
    },
    kill() {
      isStopping = true
      void worker.terminate()
    },
  }
}

function describeEnd(failure: Error | undefined): Error {
  const reason = failure ? `: ${failure.message}` : ''
  return new Error(`The embedded database ended${reason}`, { cause: failure })
}
