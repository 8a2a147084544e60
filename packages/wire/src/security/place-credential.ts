import type { SecuritySchemeDescriptor } from '../descriptor.ts'
import type { EncodedParameters } from '../parameters/encode-parameters.ts'
import type { Credential } from './extract-credential.ts'

/**
 * Puts a credential where its scheme wants it: into the headers, query or cookies of a request that is being made.
 *
 * @throws TypeError for a cookie that would end early, or a user name with a colon, which basic cannot say.
 *
 * @example
 * ```ts
 * import { type EncodedParameters, placeCredential } from '@concordat/wire'
 * const request: EncodedParameters = { path: '/', query: [], headers: [], cookies: [] }
 * placeCredential({ type: 'apiKey', in: 'header', name: 'X-Session-Token' }, 'abc', request)
 * // request.headers: [['X-Session-Token', 'abc']]
 * ```
 */
export function placeCredential(
  scheme: SecuritySchemeDescriptor,
  credential: Credential,
  { headers, query, cookies }: Pick<EncodedParameters, 'headers' | 'query' | 'cookies'>,
): void {
  if (scheme.type === 'mutualTLS') return
  if (typeof credential !== 'string') {
    const { username, password } = credential
    if (username.includes(':')) throw new TypeError('A user name for basic has no colon')
    const bytes = new TextEncoder().encode(`${username}:${password}`)
    headers.push(['Authorization', `Basic ${btoa(String.fromCharCode(...bytes))}`])
  } else if (scheme.type !== 'apiKey') {
    const name = scheme.type === 'http' ? scheme.scheme : 'Bearer'
    headers.push(['Authorization', `${name[0]?.toUpperCase()}${name.slice(1)} ${credential}`])
  } else if (scheme.in === 'header') {
    headers.push([scheme.name, credential])
  } else if (scheme.in === 'query') {
    query.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(credential)}`)
  } else {
    if (/[;\s]/.test(credential)) throw new TypeError(`\`${scheme.name}\` is no cookie value`)
    cookies.push(`${scheme.name}=${credential}`)
  }
}
