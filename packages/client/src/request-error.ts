import type { Issue } from './result.ts'

/** What is wrong where, for the end of a message. */
export function textOf(issue: Issue | undefined): string {
  return issue ? `: ${[issue.in, ...issue.path.map(String)].join('.')} ${issue.message}` : ''
}

/** A request that was not sent because its input breaks the document; the `error` of a `failed` result. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly operationId: string
  readonly issues: readonly Issue[]

  constructor(operationId: string, issues: readonly Issue[]) {
    super(`The input of ${operationId} breaks the document${textOf(issues[0])}`)
    this.operationId = operationId
    this.issues = issues
  }
}
