import type { ApiPlan } from '../plan/operation-plan.ts'
import type { CredentialValue } from './identity.ts'

/** Headers taken apart: what a security scheme names is its credential, the rest goes with every request. */
export interface SortedHeaders {
  readonly credentials: ReadonlyMap<string, CredentialValue>
  readonly others: Readonly<Record<string, string>>
}

/** Finds the credentials among headers that the user gives for every request. @see OpenAPI 3.1, 4.8.27 */
export function sortHeaders(
  api: ApiPlan,
  headers: Readonly<Record<string, string>>,
): SortedHeaders {
  const credentials = new Map<string, CredentialValue>()
  const others: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const found = credentialsIn(api, name, value)
    for (const [scheme, credential] of found) credentials.set(scheme, credential)
    const rest = found.length === 0 ? value : otherCookies(api, name, value)
    if (rest !== '') others[name] = rest
  }
  return { credentials, others }
}

/** Cookies beside those that schemes name. */
function otherCookies(api: ApiPlan, name: string, value: string): string {
  if (name.toLowerCase() !== 'cookie') return ''
  const keys = [...api.schemes.values()].flatMap(({ scheme }) =>
    scheme.type === 'apiKey' && scheme.in === 'cookie' ? [scheme.name] : [],
  )
  const pairs = value.split(';').map((pair) => pair.trim())
  return pairs.filter((pair) => !keys.includes(pair.split('=')[0] ?? '')).join('; ')
}

function credentialsIn(api: ApiPlan, name: string, value: string): [string, CredentialValue][] {
  const header = name.toLowerCase()
  return [...api.schemes.values()].flatMap(
    ({ name: scheme, scheme: kind }): [string, CredentialValue][] => {
      if (kind.type === 'apiKey') {
        if (kind.in === 'header' && kind.name.toLowerCase() === header) return [[scheme, value]]
        if (kind.in !== 'cookie' || header !== 'cookie') return []
        const pairs = value.split(';').map((pair) => pair.trim().split(/=(.*)/s))
        const own = pairs.find(([cookie]) => cookie === kind.name)?.[1]
        return own === undefined ? [] : [[scheme, own]]
      }
      if (header !== 'authorization' || kind.type === 'mutualTLS') return []
      const [word = '', rest = ''] = value.split(/\s+(.*)/s)
      const wanted = kind.type === 'http' ? kind.scheme.toLowerCase() : 'bearer'
      if (word.toLowerCase() !== wanted) return []
      return [[scheme, wanted === 'basic' ? readPair(rest) : rest]]
    },
  )
}

/** @see RFC 7617, 2 */
function readPair(encoded: string): CredentialValue {
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return { username: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) }
}
