/** A request as the bench's servers see it. */
export interface BenchRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/** An answer of a bench's server; `raw` replaces the whole message, `destroy` ends the connection, `hang` never answers. */
export interface BenchAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly raw?: string
  readonly destroy?: boolean
  readonly hang?: boolean
}

export function serve(
  handle: (request: BenchRequest) => BenchAnswer | Promise<BenchAnswer>,
): Promise<{ readonly url: string; close(): Promise<void> }>
