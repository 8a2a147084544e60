import type { SecuritySchemeDescriptor } from '../descriptor.ts'
import { unescapeQuery } from '../parameters/escape.ts'
import { parseCookies, parseQuery } from '../parameters/parse-pairs.ts'

/** User name and password of HTTP basic authentication. */
export interface BasicCredential {
  readonly username: string
  readonly password: string
}

/** What a request shows for a scheme: a token or key, or a user name and password. */
export type Credential = string | BasicCredential

/** The parts of a request that credentials stand in. */
export interface CredentialSource {
  readonly headers: Pick<Headers, 'get'>
  /** Query string, with or without the question mark. */
  readonly query?: string
}

/**
 * The credential that a request shows for a scheme, or `undefined` when it shows none. An empty one is none; so is one
 * that is written badly (basic without a colon, a key that stands twice in the query). Scheme names are compared
 * without case. `mutualTLS` shows nothing here: the connection is its witness.
 *
 * @example
 * ```ts
 * import { extractCredential } from '@concordat/wire'
 * const headers = new Headers({ authorization: 'bearer abc' })
 * extractCredential({ type: 'http', scheme: 'bearer' }, { headers }) // 'abc'
 * ```
 * @see RFC 9110, section 11.4; RFC 6750, section 2.1; RFC 7617, section 2
 */
export function extractCredential(
  scheme: SecuritySchemeDescriptor,
  source: CredentialSource,
): Credential | undefined {
  switch (scheme.type) {
    case 'http':
      return scheme.scheme.toLowerCase() === 'basic'
        ? parseBasic(authorization(source, 'basic'))
        : authorization(source, scheme.scheme)
    case 'oauth2':
    case 'openIdConnect':
      return authorization(source, 'bearer')
    case 'apiKey':
      return apiKey(scheme, source) || undefined
    case 'mutualTLS':
      return undefined
  }
}

function authorization({ headers }: CredentialSource, scheme: string): string | undefined {
  const [, name, rest] = /^([^\s]+) +(.*)$/.exec(headers.get('authorization') ?? '') ?? []
  return name?.toLowerCase() === scheme.toLowerCase() ? rest?.trim() || undefined : undefined
}

function apiKey(
  scheme: Extract<SecuritySchemeDescriptor, { type: 'apiKey' }>,
  { headers, query }: CredentialSource,
): string | undefined {
  if (scheme.in === 'header') return headers.get(scheme.name)?.trim()
  const pairs =
    scheme.in === 'query'
      ? parseQuery(query ?? '', unescapeQuery)
      : parseCookies(headers.get('cookie') ?? '')
  const [value, second] = pairs
    .filter((pair) => pair.name === scheme.name)
    .map(({ value }) => value)
  if (value === undefined || second !== undefined) return undefined
  // A cookie's value is opaque: whoever set it knows whether it is encoded.
  return scheme.in === 'query' ? unescapeQuery(value) : value
}

function parseBasic(token: string | undefined): BasicCredential | undefined {
  if (token === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(token), (unit) => unit.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const colon = text.indexOf(':')
    return colon < 0
      ? undefined
      : { username: text.slice(0, colon), password: text.slice(colon + 1) }
  } catch {
    // Not base64, or not UTF-8: no credential.
    return undefined
  }
}
