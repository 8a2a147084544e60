import type { SecuritySchemeDescriptor } from '../descriptor.ts'
import type { EncodedParameters } from '../parameters/encode-parameters.ts'
import type { Credential } from './extract-credential.ts'

/**
 * Puts a credential where its scheme wants it: into the headers, query or cookies of a request that is being made.
 *
 * Basic cannot say a user name with a colon, and a cookie no white space and no semicolon: those are percent-encoded.
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
  const text =
    typeof credential === 'string'
      ? credential
      : btoa(
          String.fromCharCode(
            ...new TextEncoder().encode(`${credential.username}:${credential.password}`),
          ),
        )
  if (scheme.type !== 'apiKey') {
    // Scheme names have no case, but many servers look for these.
    const name = scheme.type === 'http' ? scheme.scheme : 'bearer'
    headers.push([
      'Authorization',
      `${name.replace(/^[bd]/, (letter) => letter.toUpperCase())} ${text}`,
    ])
  } else if (scheme.in === 'header') {
    headers.push([scheme.name, text])
  } else if (scheme.in === 'query') {
    query.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(text)}`)
  } else {
    // A cookie's value is opaque, but it must not end early.
    cookies.push(`${scheme.name}=${text.replace(/[;\s]/g, encodeURIComponent)}`)
  }
}
