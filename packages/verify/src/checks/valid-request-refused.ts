import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { isEntitled } from '../exchange/facts.ts'

const refusals = new Set([400, 405, 406, 411, 413, 414, 415, 422, 431])

/** What the document allows is not refused. */
export const validRequestRefused = defineCheck({
  id: 'valid-request-refused',
  title: 'No documented request is refused',
  severity: 'error',
  axes: { direction: 'request', area: 'parameters', kind: 'semantics' },
  subject: 'exchange',
  confirmed: true,
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, purpose, verdict } = exchange
    if (answer === undefined || !refusals.has(answer.status)) return []
    if (verdict.verdict !== 'valid' || !isEntitled(exchange) || purpose.unusual) return []
    if (purpose.resource === 'unknown' || purpose.resource === 'guessed') return []
    // Where the document promises no success, it promises this.
    if (answer.documented !== undefined && !promisesSuccess(operation)) return []
    const { contrast } = purpose
    if (!purpose.plain && !contrast?.ordinary) return []
    return [
      {
        message: contrast
          ? `${nameOf(operation)} refused a request that the document allows with ${answer.status}: ${contrast.label}. The same request without this difference succeeds.`
          : `${nameOf(operation)} refused a request that the document allows with ${answer.status}: ${purpose.label}.`,
        pointer: contrast?.pointer ?? operation.pointer,
        cause: contrast ? `${contrast.in} ${contrast.name} ${contrast.keyword}` : 'plain',
        evidence: { status: answer.status },
      },
    ]
  },
})

function promisesSuccess({ model }: Exchange['operation']): boolean {
  return model.responses.some(({ status }) => /^[123]|^default$/.test(status))
}
