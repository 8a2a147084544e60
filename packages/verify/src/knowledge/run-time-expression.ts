import { valueAt } from '@concordat/core'
import { type Exchange, jsonOf } from '../exchange/exchange.ts'
import { bodyValue, type RequestDraft } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/** Evaluates a run-time expression of a link; a constant is itself. @see OpenAPI 3.1, 4.8.20.3 */
export function evaluate(expression: unknown, draft: RequestDraft, exchange: Exchange): unknown {
  if (typeof expression !== 'string' || !expression.startsWith('$')) return expression
  const match = /^\$(request|response)\.(path|query|header|body)(?:\.([^#]+))?(?:#(.*))?$/.exec(
    expression,
  )
  if (!match) return undefined
  const [, side, part, name = '', pointer = ''] = match
  if (part === 'body') {
    return valueAt(side === 'request' ? bodyValue(draft) : jsonOf(exchange), pointer)
  }
  if (part === 'header') {
    const headers = side === 'request' ? exchange.request.headers : exchange.answer?.headers
    return headers && headerValue(headers, name)
  }
  return part === 'path' ? draft.path[name] : draft.query[name]
}
