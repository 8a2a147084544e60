import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'

/** Where 401 is documented, it is what a request without credential gets. @see RFC 9110, 15.5.2 */
export const missingCredentialWrongStatus = defineCheck({
  id: 'missing-credential-wrong-status',
  title: 'A missing or unknown credential is answered with the documented 401',
  severity: 'error',
  axes: { direction: 'response', area: 'security', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, purpose, verdict } = exchange
    const { credential } = purpose
    const absent =
      credential.kind === 'missing' || (credential.kind === 'bad' && credential.how === 'wrong')
    if (answer === undefined || !absent || verdict.verdict !== 'valid') return []
    if (purpose.undocumentedMethod || purpose.unusual || purpose.resource === 'unknown') return []
    const names401 = operation.model.responses.some(({ status }) => status === '401')
    if (!names401 || ![400, 403, 422].includes(answer.status)) return []
    return [
      {
        message: `${nameOf(operation)} answered ${answer.status} to a request ${credential.kind === 'missing' ? 'without credential' : 'with an unknown credential'}; the document gives 401 for that.`,
        pointer: `${operation.pointer}/responses/401`,
        cause: `${credential.kind} ${answer.status}`,
        evidence: { status: answer.status, expected: 401 },
      },
    ]
  },
})
