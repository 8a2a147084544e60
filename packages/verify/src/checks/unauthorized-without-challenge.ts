import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import { headerValue } from '../transport/wire-exchange.ts'

/**
 * A 401 says how to do better: WWW-Authenticate. Few frameworks send it by themselves, and few callers miss it: it is an
 * error only where the document promises it or the server sends it elsewhere. @see RFC 9110, 11.6.1
 */
export const unauthorizedWithoutChallenge = defineCheck({
  id: 'unauthorized-without-challenge',
  title: 'Every 401 of an HTTP authentication scheme has WWW-Authenticate',
  severity: 'error',
  axes: { direction: 'response', area: 'security', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation } = exchange
    if (answer?.status !== 401 || exchange.purpose.undocumentedMethod) return []
    if (headerValue(answer.headers, 'www-authenticate') !== undefined) return []
    // An API key has no authentication scheme that could be named; for the others RFC 9110 says MUST.
    const hasScheme = operation.model.security.flat().some(({ scheme }) => {
      const type = operation.api.schemes.get(scheme)?.scheme.type
      return type === 'http' || type === 'oauth2' || type === 'openIdConnect'
    })
    if (!hasScheme) return []
    const declared = answer.documented?.headers.some(
      ({ name }) => name.toLowerCase() === 'www-authenticate',
    )
    return [
      {
        message: `${nameOf(operation)} answered 401 without the header WWW-Authenticate, which ${declared ? 'the document promises' : 'HTTP requires'}.`,
        pointer: answer.documented?.pointer ?? `${operation.pointer}/security`,
        cause: '401',
        ...(declared ? {} : { severity: 'warning' }),
      },
    ]
  },
})
