import { type EncodedParameters, placeCredential } from '@concordat/wire'
import { cookieCredential } from './cookie-credential.ts'
import type { CredentialSupport } from './run-time-support.ts'

/** Every credential: also keys in queries, user names, schemes other than bearer, and certificates. */
export const anyCredential: CredentialSupport = (scheme, credential, request) => {
  if (credential === true) return
  if (scheme.type !== 'apiKey') {
    const placed: EncodedParameters = { path: '', query: [], headers: [], cookies: [] }
    placeCredential(scheme, credential, placed)
    for (const [name, value] of placed.headers) request.headers[name] = value
  } else if (scheme.in === 'query') {
    request.params.query = { ...request.params.query, [scheme.name]: credential }
  } else {
    // The credential stands for a parameter of its name.
    const { Cookie } = request.headers
    const others = Cookie?.split('; ').filter((pair) => !pair.startsWith(`${scheme.name}=`))
    if (others && scheme.in === 'cookie') request.headers.Cookie = others.join('; ')
    cookieCredential(scheme, credential, request)
  }
}
