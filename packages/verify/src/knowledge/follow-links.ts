import type { JsonValue } from '@concordat/core'
import type { Exchange } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import { type Knowledge, resourceOf } from './knowledge.ts'
import { evaluate } from './run-time-expression.ts'

/** Remembers what documented links of an answer point to. @see OpenAPI 3.1, 4.8.20 */
export function followLinks(
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
  exchange: Exchange,
): void {
  for (const link of exchange.answer?.documented?.links ?? []) {
    const target = operation.api.operations.find((one) => one.operationId === link.operationId)
    const resource = target && resourceOf(knowledge, target)
    if (target === undefined || resource === undefined) continue
    const values: JsonValue[] = []
    for (const name of pathParameters(target.path)) {
      const expression = link.parameters[name] ?? link.parameters[`path.${name}`]
      const value = evaluate(expression, draft, exchange) ?? draft.path[name]
      if (typeof value !== 'string' && typeof value !== 'number') break
      values.push(value)
    }
    if (values.length === pathParameters(target.path).length) {
      knowledge.remember({ resource, values, created: false })
    }
  }
}
