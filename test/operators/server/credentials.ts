import type { Api, Operation } from '../api/api.ts'
import type { Ask } from '../api/message.ts'

/** Who calls. */
export type Caller = 'first' | 'second'

/** The secret that a caller has for a scheme. */
export function secretOf(scheme: string, caller: Caller): string {
  const name = scheme.replace(/[^A-Za-z0-9]/g, '').toLowerCase()
  return `${caller}-${name}-secret-58af`
}

/** A caller's credentials for every scheme that a request can carry, as a verifier is given them. */
export function credentialsOf(
  api: Api,
  caller: Caller,
): Record<string, string | { username: string; password: string }> {
  return Object.fromEntries(
    api.model.securitySchemes.flatMap(({ name, scheme }) => {
      if (scheme.type === 'mutualTLS') return []
      const secret = secretOf(name, caller)
      const isBasic = scheme.type === 'http' && scheme.scheme === 'basic'
      return [[name, isBasic ? { username: caller, password: secret } : secret] as const]
    }),
  )
}

/** Who sent a request, by the credentials that the operation asks for; `undefined`: nobody who may. */
export function callerOf({ api, model }: Operation, ask: Ask): Caller | undefined {
  if (model.security.length === 0) return 'first'
  for (const caller of ['first', 'second'] as const) {
    const isHis = model.security.some(
      (requirement) =>
        requirement.length > 0 &&
        requirement.every(({ scheme }) => carries(api, ask, scheme, caller)),
    )
    if (isHis) return caller
  }
  return model.security.some((requirement) => requirement.length === 0) ? 'first' : undefined
}

function carries(api: Api, ask: Ask, name: string, caller: Caller): boolean {
  const scheme = api.model.securitySchemes.find((one) => one.name === name)?.scheme
  const secret = secretOf(name, caller)
  if (scheme === undefined || scheme.type === 'mutualTLS') return true
  if (scheme.type === 'apiKey') {
    const query = new URLSearchParams(ask.target.split('?')[1])
    const cookies = (ask.headers.get('Cookie') ?? '').split(/;\s*/)
    if (scheme.in === 'query') return query.get(scheme.name) === secret
    if (scheme.in === 'cookie') return cookies.includes(`${scheme.name}=${secret}`)
    return ask.headers.get(scheme.name) === secret
  }
  const [word = '', text = ''] = (ask.headers.get('Authorization') ?? '').split(' ')
  const wanted = scheme.type === 'http' ? scheme.scheme : 'bearer'
  if (word.toLowerCase() !== wanted.toLowerCase()) return false
  return wanted === 'basic' ? text === btoa(`${caller}:${secret}`) : text === secret
}

/** The challenge that a refusal for lack of a credential carries. @see RFC 9110, 11.6.1 */
export function challengeOf({ api, model }: Operation): string {
  const words = model.security.flat().map(({ scheme: name }) => {
    const scheme = api.model.securitySchemes.find((one) => one.name === name)?.scheme
    const word =
      scheme?.type === 'http' ? scheme.scheme : scheme?.type === 'apiKey' ? 'ApiKey' : 'bearer'
    return `${word.charAt(0).toUpperCase()}${word.slice(1)} realm="api"`
  })
  return [...new Set(words)].join(', ')
}
