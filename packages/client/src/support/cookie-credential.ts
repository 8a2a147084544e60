import type { CredentialSupport } from './run-time-support.ts'

/** Tokens, and keys in headers and cookies. */
export const cookieCredential: CredentialSupport = (scheme, credential, { headers }) => {
  if (scheme.type !== 'apiKey') headers.Authorization = `Bearer ${credential}`
  else if (scheme.in === 'header') headers[scheme.name] = `${credential}`
  else {
    // A cookie's value is opaque, but it must not end early.
    const value = `${credential}`.replace(/[;\s]/g, encodeURIComponent)
    headers.Cookie = `${headers.Cookie ? `${headers.Cookie}; ` : ''}${scheme.name}=${value}`
  }
}
