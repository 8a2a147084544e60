import { defineCheck, type Observation } from '../check.ts'
import { type Exchange, nameOf } from '../exchange/exchange.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'

/** A 401 challenges for a scheme that the document gives for the operation. @see RFC 9110, 11.6.1 */
export const challengeNamesOtherScheme = defineCheck({
  id: 'challenge-names-other-scheme',
  title: 'The challenge of a 401 names a scheme that opens the operation',
  severity: 'error',
  axes: { direction: 'response', area: 'security', kind: 'protocol' },
  subject: 'exchange',
  run(exchange: Exchange): readonly Observation[] {
    const { answer, operation, purpose } = exchange
    if (answer?.status !== 401 || purpose.undocumentedMethod) return []
    const wanted = documentedSchemes(operation)
    const given = challengedSchemes(
      answer.headers
        .filter(([name]) => name.toLowerCase() === 'www-authenticate')
        .map(([, value]) => value),
    )
    if (wanted === undefined || given.length === 0 || given.some((name) => wanted.has(name)))
      return []
    return [
      {
        message: `${nameOf(operation)} answered 401 with a challenge for ${given.join(' and ')}; the document has ${[...wanted].join(' and ')}.`,
        pointer: `${operation.pointer}/security`,
        cause: 'scheme',
        evidence: { challenged: given, documented: [...wanted] },
      },
    ]
  },
})

/** Authentication schemes by their names in HTTP, in small letters; `undefined` where keys of any kind open it too. */
function documentedSchemes(operation: OperationPlan): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { scheme: name } of operation.model.security.flat()) {
    const scheme = operation.api.schemes.get(name)?.scheme
    if (scheme?.type === 'http') names.add(scheme.scheme.toLowerCase())
    else if (scheme?.type === 'oauth2' || scheme?.type === 'openIdConnect')
      names.add('bearer').add('dpop')
    else return undefined
  }
  return names.size === 0 ? undefined : names
}

/** Names that stand where a challenge begins, and not before an equals sign, as its parameters do. */
function challengedSchemes(values: readonly string[]): string[] {
  const bare = values.join(', ').replace(/"(?:[^"\\]|\\.)*"/g, '')
  const names = [
    ...bare.matchAll(/(?:^|,)\s*([a-z][\w!#$%&'*+.^`|~-]*)(?=\s+[^=\s,]|\s*(?:,|$))/gi),
  ]
  return [...new Set(names.map(([, name = '']) => name.toLowerCase()))]
}
