import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'

/** A method that the document does not have at a path is not served; HEAD and OPTIONS may always be. */
export const methodUndocumentedServed = defineCheck({
  id: 'method-undocumented-served',
  title: 'No undocumented method is served',
  severity: 'error',
  axes: { direction: 'request', area: 'methods', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { operation, purpose, request } = exchange
    if (!purpose.undocumentedMethod || !isSuccess(exchange)) return []
    if (request.method === 'HEAD' || request.method === 'OPTIONS') return []
    return [
      {
        message: `${request.method} ${operation.path} is not in the document, and was answered ${exchange.answer?.status}.`,
        pointer: operation.pointer.slice(0, operation.pointer.lastIndexOf('/')),
        cause: request.method,
        evidence: { method: request.method, status: exchange.answer?.status },
      },
    ]
  },
})
