import type { JsonPointer, JsonValue } from '@concordat/core'
import type { SecurityRequirementModel, SecuritySchemeKind } from '@concordat/model'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { HeaderField, WireRequest } from '../transport/wire-exchange.ts'

/** A user name and password, for HTTP basic authentication. */
export interface UserPassword {
  readonly username: string
  readonly password: string
}

/** A credential as it goes over the wire: a token or key, or a user name and password. */
export type CredentialValue = string | UserPassword

/** Gets a token by OAuth 2 client credentials. @see RFC 6749, 4.4 */
export interface ClientCredentialsSource {
  readonly clientCredentials: {
    /** Absolute, or relative to the server's URL. Default: the document's `tokenUrl`. */
    readonly tokenUrl?: string
    readonly clientId: string
    readonly clientSecret: string
    readonly scopes?: readonly string[]
  }
}

/** Gets a token by a request to the server itself. */
export interface LoginSource {
  readonly login: {
    /** Default: `POST`. */
    readonly method?: string
    readonly path: string
    readonly body?: JsonValue
    readonly headers?: Readonly<Record<string, string>>
    /** Where in the answer the token stands. Default: `/access_token`, then `/token`. */
    readonly token?: JsonPointer
  }
}

/** Where a credential comes from. A function is called once when the run begins. */
export type CredentialSource =
  | CredentialValue
  | (() => CredentialValue | Promise<CredentialValue>)
  | ClientCredentialsSource
  | LoginSource

/** Somebody who calls, with a credential for each scheme he can use. */
export interface Identity {
  readonly name: string
  readonly credentials: ReadonlyMap<string, CredentialValue>
}

/** The first alternative that an identity can satisfy; `undefined` when it can satisfy none. */
export function chooseRequirement(
  operation: OperationPlan,
  identity: Identity,
): SecurityRequirementModel | undefined {
  const { security } = operation.model
  const usable = security.filter((requirement) =>
    requirement.every(({ scheme }) => isSatisfied(operation, scheme, identity)),
  )
  // An alternative with a credential says more than an anonymous one.
  return usable.find((requirement) => requirement.length > 0) ?? usable[0]
}

function isSatisfied(operation: OperationPlan, scheme: string, identity: Identity): boolean {
  if (identity.credentials.has(scheme)) return true
  return operation.api.schemes.get(scheme)?.scheme.type === 'mutualTLS'
}

/** Whether an operation may be called without any credential. */
export function isAnonymousAllowed(operation: OperationPlan): boolean {
  const { security } = operation.model
  return security.length === 0 || security.some((requirement) => requirement.length === 0)
}

/** Puts every credential of a requirement into a request. */
export function applyRequirement(
  operation: OperationPlan,
  request: WireRequest,
  requirement: SecurityRequirementModel,
  identity: Identity,
): WireRequest {
  let result = request
  for (const { scheme } of requirement) {
    const value = identity.credentials.get(scheme)
    const kind = operation.api.schemes.get(scheme)?.scheme
    if (value !== undefined && kind !== undefined) result = applyCredential(result, kind, value)
  }
  return result
}

/** Puts one credential where its scheme wants it. @see OpenAPI 3.1, 4.8.27 */
export function applyCredential(
  request: WireRequest,
  scheme: SecuritySchemeKind,
  value: CredentialValue,
): WireRequest {
  const token = typeof value === 'string' ? value : `${value.username}:${value.password}`
  switch (scheme.type) {
    case 'apiKey':
      return placeKey(request, scheme.in, scheme.name, token)
    case 'http':
      return withHeader(request, 'Authorization', authorizationOf(scheme.scheme, token))
    case 'oauth2':
    case 'openIdConnect':
      return withHeader(request, 'Authorization', authorizationOf('bearer', token))
    case 'mutualTLS':
      return request
  }
}

function authorizationOf(scheme: string, token: string): string {
  if (scheme.toLowerCase() === 'basic') {
    return `Basic ${Buffer.from(token, 'utf8').toString('base64')}`
  }
  const name = scheme.charAt(0).toUpperCase() + scheme.slice(1)
  // People give the whole header value as well as the token.
  return token.toLowerCase().startsWith(`${scheme.toLowerCase()} `) ? token : `${name} ${token}`
}

/** Puts an API key into a header, the query or a cookie. */
export function placeKey(
  request: WireRequest,
  location: 'query' | 'header' | 'cookie',
  name: string,
  key: string,
): WireRequest {
  if (location === 'header') return withHeader(request, name, key)
  // A document may declare the credential as a parameter, too: the credential stands for it.
  if (location === 'query') {
    const [path = '', query = ''] = request.target.split(/\?(.*)/s)
    const prefix = `${encodeURIComponent(name)}=`
    const others = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(prefix))
    return {
      ...request,
      target: `${path}?${[...others, `${prefix}${encodeURIComponent(key)}`].join('&')}`,
    }
  }
  const existing = request.headers.find(([own]) => own.toLowerCase() === 'cookie')?.[1] ?? ''
  const others = existing.split('; ').filter((pair) => pair !== '' && !pair.startsWith(`${name}=`))
  return withHeader(request, 'Cookie', [...others, `${name}=${key}`].join('; '))
}

/** A copy of a request with a header set. */
export function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  const others = request.headers.filter(([own]) => own.toLowerCase() !== name.toLowerCase())
  const field: HeaderField = [name, value]
  return { ...request, headers: [...others, field] }
}
