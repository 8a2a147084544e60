import type { SecuritySchemeDescriptor } from '@concordat/wire'

/** Why a challenge is sent: nothing was presented, what was presented is refused, or it lacks scopes. */
export type ChallengeReason =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'scopes'; readonly scopes: readonly string[] }

/**
 * Builds the `WWW-Authenticate` challenge of a security scheme; `undefined` for schemes that no challenge can ask for.
 * An apiKey has no registered scheme; RFC 9110 wants a challenge on every 401, so one is made that says where it goes.
 *
 * @see RFC 9110, section 11.6.1; RFC 6750, section 3; RFC 7617, section 2
 */
export function challengeOf(
  scheme: SecuritySchemeDescriptor,
  realm: string,
  reason: ChallengeReason,
): string | undefined {
  switch (scheme.type) {
    case 'http': {
      const name = scheme.scheme.toLowerCase()
      if (name === 'bearer') return bearerChallenge(realm, reason)
      const spelled = name === 'basic' ? 'Basic' : scheme.scheme
      const charset = name === 'basic' ? ', charset="UTF-8"' : ''
      return isToken(spelled) ? `${spelled} realm=${quoted(realm)}${charset}` : undefined
    }
    case 'apiKey':
      return `ApiKey realm=${quoted(realm)}, in="${scheme.in}", name=${quoted(scheme.name)}`
    case 'oauth2':
    case 'openIdConnect':
      return bearerChallenge(realm, reason)
    case 'mutualTLS':
      return undefined
  }
}

function bearerChallenge(realm: string, reason: ChallengeReason): string {
  const base = `Bearer realm=${quoted(realm)}`
  if (reason.kind === 'refused') return `${base}, error="invalid_token"`
  if (reason.kind === 'scopes')
    return `${base}, error="insufficient_scope", scope=${quoted(reason.scopes.join(' '))}`
  return base
}

/** A header must not be split, whatever a document's realm or name holds: what is not visible ASCII is left out. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^ -~]/g, '').replaceAll(/["\\]/g, '\\$&')}"`
}

function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text)
}
