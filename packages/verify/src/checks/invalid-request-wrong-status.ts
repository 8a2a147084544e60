import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { isEntitled, mainViolation, namesRefusal, violationText } from '../exchange/facts.ts'
import { namesStatus } from '../plan/operation-plan.ts'
import type { RequestViolation } from '../request/request-verdict.ts'
import { isReferenceName } from '../schema/vary-value.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Statuses that speak of something else than the request's form. */
const unrelated = new Set([401, 402, 403, 404, 405, 407, 408, 409, 410, 412, 423, 424, 428])

/** A request that breaks the document is refused with the status that the document gives for it. */
export const invalidRequestWrongStatus = defineCheck({
  id: 'invalid-request-wrong-status',
  title: 'Invalid requests are refused with the right status',
  severity: 'error',
  axes: { direction: 'response', area: 'status', kind: 'semantics' },
  subject: 'exchange',
  confirmed: true,
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    const violation = mainViolation(exchange)
    if (answer === undefined || violation === undefined || !isEntitled(exchange)) return []
    if (exchange.purpose.contrast === undefined || exchange.purpose.unusual) return []
    const expected = expectedStatus(exchange, violation, answer.status)
    if (expected === undefined) return []
    return [
      {
        message: `${nameOf(operation)} refused an invalid request with ${answer.status} instead of ${expected}: ${violationText(violation)}.`,
        pointer: `${operation.pointer}/responses`,
        cause: `${violation.in} ${violation.keyword === 'media-type' || violation.keyword === 'syntax' ? violation.keyword : 'schema'} ${answer.status}`,
        evidence: { status: answer.status, expected },
      },
    ]
  },
})

/** The status that should have come; `undefined` when the one that came will do. */
function expectedStatus(
  exchange: Exchange,
  violation: RequestViolation,
  status: number,
): string | undefined {
  const { operation } = exchange
  if (status >= 300 && status < 400) return '4xx'
  if (violation.keyword === 'media-type') {
    const refused = status === 400 || status === 422 || unrelated.has(status)
    return refused && exact(exchange, 415) && !isWidelyRead(exchange) ? '415' : undefined
  }
  if (violation.in === 'path' || !namesRefusal(exchange)) return undefined
  const absent =
    violation.in === 'body' && violation.name === '' && violation.keyword === 'required'
  // A coding that is not read is refused with the same status as a media type. See RFC 9110, 15.5.16.
  const isCoding = violation.in === 'header' && /^content-encoding$/i.test(violation.name)
  if (status === 415) return absent || isCoding ? undefined : refusalNames(exchange)
  if (unrelated.has(status)) {
    const last = violation.name.split('/').at(-1) ?? ''
    if (isReferenceName(last) && status !== 401 && status !== 405) return undefined
    // Headers choose methods, versions and tenants: what a wrong one is answered, only the vendor knows.
    if (violation.in === 'header') return undefined
    return refusalNames(exchange)
  }
  // Whether no body at all is a malformed one or an invalid one is for the server to say.
  if (absent || violation.in !== 'body' || !exact(exchange, 400) || !exact(exchange, 422))
    return undefined
  const said400 = descriptionOf(exchange, 400)
  const said422 = descriptionOf(exchange, 422)
  const malformed = /malformed|not (valid )?json|syntax|unpars|cannot be parsed|can't be parsed/i
  if (!malformed.test(said400) || malformed.test(said422)) return undefined
  if (violation.keyword === 'syntax') return status === 422 ? '400' : undefined
  if (/valid(at|ity)|invalid|schema|param|missing|requir/i.test(said400)) return undefined
  return status === 400 && namesStatus(operation, 422) ? '422' : undefined
}

/** Types that frameworks read without being asked: the value is refused then, and not its type. */
function isWidelyRead({ request }: Exchange): boolean {
  const type = headerValue(request.headers, 'content-type') ?? ''
  return /^(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
}

function exact({ operation }: Exchange, status: number): boolean {
  return operation.model.responses.some((response) => response.status === String(status))
}

function refusalNames(exchange: Exchange): string {
  const names = [400, 422].filter((status) => namesStatus(exchange.operation, status))
  return names.join(' or ')
}

function descriptionOf({ operation }: Exchange, status: number): string {
  const response = operation.model.responses.find((one) => one.status === String(status))
  return response?.description ?? ''
}
