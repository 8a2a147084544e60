import type { Issue } from './result.ts'

/** A request that was not sent because its input breaks the document; the `error` of a `failed` result. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly operationId: string
  readonly issues: readonly Issue[]

  constructor(operationId: string, issues: readonly Issue[]) {
    const first = issues[0]
    const where = first ? ` ${[first.in, ...first.path].join('.')}: ${first.message}` : ''
    super(`The input of ${operationId} breaks the document:${where}`)
    this.operationId = operationId
    this.issues = issues
  }
}
