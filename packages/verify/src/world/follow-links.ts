import { type JsonValue, valueAt } from '@concordat/core'
import { type Exchange, jsonOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { bodyValue, type RequestDraft } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { pathParameters } from './resource.ts'
import { resourceOf, type World } from './world.ts'

/** Remembers what documented links of an answer point to. @see OpenAPI 3.1, 4.8.20 */
export function followLinks(
  world: World,
  operation: OperationPlan,
  draft: RequestDraft,
  exchange: Exchange,
): void {
  for (const link of exchange.answer?.documented?.links ?? []) {
    const target = operation.api.operations.find((one) => one.operationId === link.operationId)
    const resource = target && resourceOf(world, target)
    if (target === undefined || resource === undefined) continue
    const values: JsonValue[] = []
    for (const name of pathParameters(target.path)) {
      const expression = link.parameters[name] ?? link.parameters[`path.${name}`]
      const value = evaluate(expression, draft, exchange) ?? draft.path[name]
      if (typeof value !== 'string' && typeof value !== 'number') break
      values.push(value)
    }
    if (values.length === pathParameters(target.path).length) {
      world.remember({ resource, values, created: false })
    }
  }
}

/** Evaluates a run-time expression; a constant is itself. @see OpenAPI 3.1, 4.8.20.3 */
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
