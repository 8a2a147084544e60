import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'

/** Without a credential nothing is served that needs one. @see OpenAPI 3.1, 4.8.30 */
export const securityNotEnforced = defineCheck({
  id: 'security-not-enforced',
  title: 'No operation that needs a credential works without',
  severity: 'error',
  axes: { direction: 'request', area: 'security', kind: 'existence' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { kind } = exchange.purpose.credential
    if (kind !== 'missing' && kind !== 'unavailable') return []
    const isHead = exchange.request.method === 'HEAD'
    if (!isSuccess(exchange) || (exchange.purpose.undocumentedMethod && !isHead)) return []
    if (exchange.operation.model.security.length === 0) return []
    return [
      {
        message: `${isHead ? `HEAD ${exchange.operation.path}` : nameOf(exchange.operation)} answered ${exchange.answer?.status} without any credential.`,
        pointer: `${exchange.operation.pointer}/security`,
        cause: isHead ? 'missing HEAD' : 'missing',
      },
    ]
  },
})
