import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, isSuccess, nameOf } from '../exchange/exchange.ts'

/** A credential that is not the right one, or not in the documented form, opens nothing. */
export const wrongCredentialAccepted = defineCheck({
  id: 'wrong-credential-accepted',
  title: 'No wrong, malformed or foreign credential is accepted',
  severity: 'error',
  axes: { direction: 'request', area: 'security', kind: 'semantics' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { credential } = exchange.purpose
    if (credential.kind !== 'bad' || !isSuccess(exchange)) return []
    return [
      {
        message: `${nameOf(exchange.operation)} answered ${exchange.answer?.status} to a credential that it must refuse: ${credential.label}.`,
        pointer: `${exchange.operation.pointer}/security`,
        cause: credential.how,
        evidence: { credential: credential.how },
      },
    ]
  },
})
