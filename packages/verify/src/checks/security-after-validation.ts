import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { mainViolation, violationText } from '../exchange/facts.ts'

/**
 * Who has no credential learns nothing: neither what is wrong with his request nor which things exist. A body that
 * cannot even be parsed may be refused before.
 */
export const securityAfterValidation = defineCheck({
  id: 'security-after-validation',
  title: 'Credentials are asked for before anything else is told',
  severity: 'error',
  axes: { direction: 'response', area: 'security', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, purpose, verdict } = exchange
    if (answer === undefined || purpose.credential.kind !== 'missing') return []
    if (purpose.unusual || purpose.undocumentedMethod) return []
    const observe = (message: string, cause: string): readonly Observation[] => [
      {
        message,
        pointer: `${operation.pointer}/security`,
        cause,
        evidence: { status: answer.status },
      },
    ]
    const violation = mainViolation(exchange)
    if (violation && (answer.status === 400 || answer.status === 422)) {
      // Parsers run before anybody is asked who he is, and some take no body but an object or a list.
      const isParsed = verdict.violations.some(
        ({ in: place, keyword, name }) =>
          (place === 'body' && name === '') || keyword === 'syntax' || keyword === 'media-type',
      )
      if (isParsed) return []
      return observe(
        `${nameOf(operation)} judged a request without credential before asking for one (${answer.status}): ${violationText(violation)}.`,
        'validation',
      )
    }
    if (verdict.verdict === 'valid' && [409, 412, 423].includes(answer.status)) {
      return observe(
        `${nameOf(operation)} told a caller without credential about its state (${answer.status}).`,
        'state',
      )
    }
    const unknown = purpose.resource === 'unknown' && purpose.contrast !== undefined
    if (!unknown || (answer.status !== 404 && answer.status !== 410)) return []
    return observe(
      `${nameOf(operation)} tells a caller without credential which things exist: ${answer.status} for one that does not, 401 or 403 for one that does.`,
      'existence',
    )
  },
})
