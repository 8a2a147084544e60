import type { Credential } from '@concordat/wire'
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
  auth: AnyAuthOptions | undefined,
  request: OutgoingRequest,
  call: CallContext,
): Promise<Fetch> {
  // Without a prototype no name of a scheme finds what nobody gave.
  const given: AnyAuthOptions = Object.assign(Object.create(null), auth)
  alternatives: for (const requirement of call.operation.security ?? []) {
    const placings: (() => void)[] = []
    let { fetch } = call
    for (const [schemeName, scopes] of Object.entries(requirement)) {
      const scheme = securitySchemes[schemeName]
      const option = given[schemeName]
      if (!scheme || !option) continue alternatives
      const context = { ...call, schemeName, scheme, scopes, fetch }
      const credential = typeof option === 'function' ? await option(context) : option
      if (!credential) continue alternatives
      // Seam: only a function can say how its credential is sent.
      fetch = (option as CredentialFunction).send?.(context) ?? fetch
      placings.push(() => place(scheme, credential, request))
    }
    if (placings[0]) {
      for (const placing of placings) placing()
      return fetch
    }
  }
  return call.fetch
}
