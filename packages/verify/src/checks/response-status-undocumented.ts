import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { mainViolation } from '../exchange/facts.ts'
import { hasDefault, namesStatus } from '../plan/operation-plan.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** The status is one that the operation documents, or one that HTTP gives for a fault the document does not speak of. */
export const responseStatusUndocumented = defineCheck({
  id: 'response-status-undocumented',
  title: 'Every answer has a documented status',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer === undefined || answer.documented !== undefined) return []
    if (isTolerated(exchange, answer.status)) return []
    // A document that describes no answer at all leaves all of them open.
    if (operation.model.responses.length === 0) return []
    const documented = operation.model.responses.map(({ status }) => status)
    return [
      {
        message: `${nameOf(operation)} answered ${answer.status}; the document knows ${documented.join(', ')} (${exchange.purpose.label}).`,
        pointer: `${operation.pointer}/responses`,
        cause: String(answer.status),
        evidence: { status: answer.status, documented },
      },
    ]
  },
})

/** Statuses that need not be documented: they answer something the document does not speak of. */
function isTolerated(exchange: Exchange, status: number): boolean {
  const { operation, purpose, verdict } = exchange
  const names = (...candidates: number[]): boolean =>
    candidates.some((candidate) => namesStatus(operation, candidate))
  // Other checks judge these, documented or not.
  if (purpose.undocumentedMethod || status >= 500) return true
  if (status === 429) return true
  if (status === 304) return hasCondition(exchange)
  if (status === 412 && hasCondition(exchange)) return !names(412)
  if (status < 400) return false
  if (purpose.unusual) return true
  if (status === 400 && isNoCredential(exchange)) return true
  if (purpose.credential.kind !== 'sufficient' && purpose.credential.kind !== 'not-needed') {
    return (status === 401 || status === 403 || status === 404) && !names(401, 403)
  }
  // A credential that the user gave and the server does not take is his matter, and said elsewhere.
  if (status === 401) return operation.model.security.length > 0 && !names(401)
  if (status === 406) return headerValue(exchange.request.headers, 'accept') !== undefined
  if (hasDefault(operation)) return true
  if (verdict.verdict === 'ambiguous' && status !== 403) return true
  const violation = mainViolation(exchange)
  const refusal = status === 400 || status === 422
  if (violation) {
    if (refusal) return !names(400, 422) || (violation.keyword === 'syntax' && status === 400)
    if (status === 404) return violation.in === 'path'
    if (status === 415) {
      return verdict.violations.some(
        (broken) => broken.keyword === 'media-type' || broken.in === 'body',
      )
    }
    return status === 413 || status === 414 || status === 431
  }
  if (status === 404 || status === 410) {
    return purpose.resource !== 'none' && !names(404, 410, 400, 422)
  }
  if (refusal) return purpose.resource === 'guessed' || !names(400, 422)
  return false
}

/** A header that holds no credential of a documented scheme is a malformed request to many servers. @see RFC 6750, 3.1 */
function isNoCredential({ purpose: { credential }, request }: Exchange): boolean {
  if (credential.kind !== 'bad') return false
  if (['empty', 'malformed', 'other-scheme'].includes(credential.how)) return true
  const header = headerValue(request.headers, 'authorization')
  return header !== undefined && !/^\S+ +\S/.test(header)
}

function hasCondition({ request }: Exchange): boolean {
  return ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since'].some(
    (name) => headerValue(request.headers, name) !== undefined,
  )
}
