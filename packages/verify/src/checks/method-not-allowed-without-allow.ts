import { defineCheck, type Observation } from '../check.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { headerValues } from '../transport/wire-exchange.ts'

/** A 405 lists in Allow the methods that work, those of the document among them. @see RFC 9110, 15.5.6 */
export const methodNotAllowedWithoutAllow = defineCheck({
  id: 'method-not-allowed-without-allow',
  title: 'Every 405 has a true Allow header',
  severity: 'error',
  axes: { direction: 'response', area: 'methods', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, request } = exchange
    if (answer?.status !== 405) return []
    const pointer = operation.pointer.slice(0, operation.pointer.lastIndexOf('/'))
    const values = headerValues(answer.headers, 'allow')
    if (values.length === 0) {
      return [
        {
          message: `${request.method} ${operation.path} was answered 405 without the header Allow, which HTTP requires.`,
          pointer,
          cause: 'absent',
        },
      ]
    }
    const allowed = values
      .join(',')
      .split(',')
      .map((method) => method.trim().toUpperCase())
    const documented = (operation.api.paths.get(operation.path) ?? []).map(({ method }) => method)
    const lost = documented.filter(
      (method) => method !== request.method && !allowed.includes(method),
    )
    if (lost.length > 0) {
      return [
        {
          message: `Allow at ${operation.path} is \`${allowed.join(', ')}\`; the document also has ${lost.join(', ')}.`,
          pointer,
          cause: `lacks ${lost.join(' ')}`,
          evidence: { allow: allowed, documented },
        },
      ]
    }
    // A document may mean something else by 405, such as a request that is invalid.
    const isMeant = request.method === operation.method && answer.documented?.status === '405'
    if (isMeant || !allowed.includes(request.method)) return []
    return [
      {
        message: `${request.method} ${operation.path} was answered 405, and Allow lists ${request.method}.`,
        pointer,
        cause: `lists ${request.method}`,
        evidence: { allow: allowed },
      },
    ]
  },
})
