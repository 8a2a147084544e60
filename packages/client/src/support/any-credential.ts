import { type EncodedParameters, placeCredential } from '@concordat/wire'
import type { CredentialSupport } from './run-time-support.ts'

/** Every credential: also user names, schemes other than bearer, keys in queries and cookies, and certificates. */
export const anyCredential: CredentialSupport = (scheme, credential, { headers, params }) => {
  if (credential === true) return
  if (scheme.type === 'apiKey' && scheme.in === 'query') {
    params.query = { ...params.query, [scheme.name]: credential }
    return
  }
  const placed: EncodedParameters = { path: '', query: [], headers: [], cookies: [] }
  placeCredential(scheme, credential, placed)
  for (const [name, value] of placed.headers) headers[name] = value
  if (placed.cookies.length > 0) {
    headers.Cookie = [headers.Cookie ?? [], placed.cookies].flat().join('; ')
  }
}
