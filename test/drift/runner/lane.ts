import { Child } from './child.ts'
import type { RunRequest, RunResult } from './run-result.ts'

function isUrl(answer: unknown): answer is { url: string } {
  return typeof answer === 'object' && answer !== null && 'url' in answer
}

/** A server's process and a verifier's, which take one run after another. */
export class Lane {
  readonly #host = new Child('host.ts')
  readonly #verifier = new Child('verifier.ts')

  async run(request: Omit<RunRequest, 'url'>): Promise<RunResult> {
    try {
      const started = await this.#host.ask(request.server, 120_000)
      if (!isUrl(started))
        throw new Error(`${request.server} did not start: ${JSON.stringify(started)}`)
      const result = await this.#verifier.ask(
        { ...request, url: started.url },
        request.budget * 3 + 30_000,
      )
      // A seam: the verifier's process sends nothing else.
      return result as RunResult
    } catch (error) {
      const { mode, server, seed } = request
      return {
        server,
        seed,
        mode,
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
