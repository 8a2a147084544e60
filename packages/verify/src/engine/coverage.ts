import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import { mainViolation } from '../exchange/facts.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** What was seen of one operation. */
export interface OperationCoverage {
  readonly operation: OperationPlan
  requests: number
  /** Requests answered with a documented success. */
  successes: number
  /** How often each documented response was seen, by its key in the document. */
  readonly seen: Map<string, number>
  /** Statuses of answers, documented or not. */
  readonly statuses: Map<number, number>
  /** Statuses that refused requests for breaking a schema. */
  readonly refusedWith: Set<number>
  /** Keywords whose boundary was tried, each side counted. */
  readonly keywords: Map<string, { valid: number; invalid: number }>
  /** Why success was not reached, as far as answers tell. */
  readonly missing: Set<string>
  /** Why requests for it were not sent. */
  readonly refusals: Set<string>
  /** Why methods that the document does not have at its path were not sent. */
  readonly methodRefusals: Set<string>
}

/** What was seen of every operation. */
export interface Coverage {
  record(exchange: Exchange): void
  /** Counts the keyword of a case that was sound. */
  recordSound(exchange: Exchange): void
  of(operation: OperationPlan): OperationCoverage
  all(): readonly OperationCoverage[]
  /** Whether any 401 had a WWW-Authenticate. */
  readonly challenges: boolean
}

/** Makes an empty record for every operation. */
export function createCoverage(api: ApiPlan): Coverage {
  const records = new Map<OperationPlan, OperationCoverage>()
  const of = (operation: OperationPlan): OperationCoverage => {
    const existing = records.get(operation)
    if (existing) return existing
    const created: OperationCoverage = {
      operation,
      requests: 0,
      successes: 0,
      seen: new Map(),
      statuses: new Map(),
      refusedWith: new Set(),
      keywords: new Map(),
      missing: new Set(),
      refusals: new Set(),
      methodRefusals: new Set(),
    }
    records.set(operation, created)
    return created
  }
  for (const operation of api.operations) of(operation)
  let challenges = false
  return {
    of,
    get challenges() {
      return challenges
    },
    all: () => api.operations.map(of),
    recordSound(exchange) {
      const { contrast } = exchange.purpose
      if (contrast === undefined) return
      const { keywords } = of(exchange.operation)
      const counts = keywords.get(contrast.keyword) ?? { valid: 0, invalid: 0 }
      if (exchange.verdict.verdict === 'invalid') counts.invalid++
      else counts.valid++
      keywords.set(contrast.keyword, counts)
    },
    record(exchange) {
      const record = of(exchange.operation)
      record.requests++
      const { undocumentedMethod } = exchange.purpose
      const status = exchange.answer?.status
      if (
        status === 401 &&
        headerValue(exchange.answer?.headers ?? [], 'www-authenticate') !== undefined
      )
        challenges = true
      if (status === undefined || undocumentedMethod) return
      record.statuses.set(status, (record.statuses.get(status) ?? 0) + 1)
      if (isSuccess(exchange) && exchange.answer?.documented) record.successes++
      const violation = mainViolation(exchange)
      const isForm = violation?.keyword === 'syntax' || violation?.keyword === 'media-type'
      if (violation && !isForm && status >= 400) record.refusedWith.add(status)
      const key = exchange.answer?.documented?.status
      if (key !== undefined) record.seen.set(key, (record.seen.get(key) ?? 0) + 1)
    },
  }
}
