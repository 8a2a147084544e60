import type { Credential, SecuritySchemeDescriptor } from '@concordat/wire'
import type { CallContext, CredentialFunction, Fetch } from './auth-options.ts'
import type { ClientDefinition } from './client-definition.ts'
import { plainCredential } from './support/plain-support.ts'
import type { OutgoingRequest } from './support/run-time-support.ts'

/** Credentials by scheme, whatever the schemes are. */
export type AnyAuthOptions = Readonly<
  Record<string, Credential | true | CredentialFunction | undefined>
>

/**
 * Puts the credentials of the operation's first complete alternative into a request, and gives what is to send it. An
 * alternative without schemes counts only when no other is complete; when none is, the request goes without.
 */
export async function authorize(
  { securitySchemes = {}, credential: place = plainCredential }: ClientDefinition,
  auth: AnyAuthOptions,
  request: OutgoingRequest,
  call: CallContext,
): Promise<Fetch> {
  for (const requirement of call.operation.security ?? []) {
    const schemes = Object.entries(requirement)
    const found: [SecuritySchemeDescriptor, Credential | true][] = []
    let { fetch } = call
    for (const [schemeName, scopes] of schemes) {
      const scheme = securitySchemes[schemeName]
      const option = Object.hasOwn(auth, schemeName) && auth[schemeName]
      if (!scheme || !option) break
      const context = { ...call, schemeName, scheme, scopes, fetch }
      const isFunction = typeof option === 'function'
      const credential = isFunction ? await option(context) : option
      if (!credential) break
      if (isFunction && option.send) fetch = option.send(context)
      found.push([scheme, credential])
    }
    if (found[0] && found.length === schemes.length) {
      for (const [scheme, credential] of found) place(scheme, credential, request)
      return fetch
    }
  }
  return call.fetch
}
