import type { ApiModel, OperationModel, ParameterModel, SecuritySchemeKind } from '@concordat/model'

/** One way to be let in: credentials by what they are, each with the scopes that it needs. */
export type Alternative = ReadonlyMap<string, ReadonlySet<string>>

/** The ways in which an operation lets requests in. One without members: no credential is needed. */
export function alternativesOf(api: ApiModel, operation: OperationModel): readonly Alternative[] {
  if (operation.security.length === 0) return [new Map()]
  const schemes = new Map(api.securitySchemes.map(({ name, scheme }) => [name, scheme]))
  return operation.security.map(
    (requirement) =>
      new Map(
        requirement.map(({ scheme, scopes }) => {
          const kind = schemes.get(scheme)
          return [kind ? credentialOf(kind) : `unknown ${scheme}`, new Set(scopes)]
        }),
      ),
  )
}

/** Whether a parameter is a credential that every request of an operation must carry. */
export function isCredential(
  { model }: { readonly model: ApiModel },
  operation: { readonly model: OperationModel },
  parameter: ParameterModel,
): boolean {
  const key = keyOf(parameter)
  return alternativesOf(model, operation.model).every((one) => one.has(key))
}

/** The same as a requirement of credentials, for parameters that must be there and that the other side calls keys. */
export function withKeys(
  alternatives: readonly Alternative[],
  { parameters }: OperationModel,
  others: readonly Alternative[],
): readonly Alternative[] {
  const keys = parameters
    .filter(({ required }) => required)
    .map(keyOf)
    .filter((key) => others.some((other) => other.has(key)))
  if (keys.length === 0) return alternatives
  return alternatives.map((one) => new Map([...one, ...keys.map((key) => [key, none] as const)]))
}

const none: ReadonlySet<string> = new Set()

function keyOf({ in: place, name }: ParameterModel): string {
  return apiKey(place, name)
}

function apiKey(place: string, name: string): string {
  return `API key in ${place} \`${place === 'header' ? name.toLowerCase() : name}\``
}

/** What a request must carry, whatever the scheme is called. */
export function credentialOf(kind: SecuritySchemeKind): string {
  switch (kind.type) {
    case 'http':
      return `HTTP ${kind.scheme.toLowerCase()}`
    case 'apiKey':
      return apiKey(kind.in, kind.name)
    case 'oauth2':
      return `OAuth 2 (${Object.keys(kind.flows).sort().join(', ')})`
    case 'openIdConnect':
      return 'OpenID Connect'
    case 'mutualTLS':
      return 'mutual TLS'
  }
}

/** Whether a request that meets one alternative meets another: it needs no more credentials and no more scopes. */
export function isEnoughFor(given: Alternative, needed: Alternative): boolean {
  return [...needed].every(([credential, scopes]) => {
    const own = [...given].find(([other]) => isCredentialWithin(other, credential))?.[1]
    return own !== undefined && [...scopes].every((scope) => own.has(scope))
  })
}

/** OAuth 2 by one of the flows that are left, or that were added, is the same credential. */
function isCredentialWithin(given: string, needed: string): boolean {
  if (given === needed) return true
  const [own, wanted] = [flowsOf(given), flowsOf(needed)]
  return own !== undefined && wanted !== undefined && own.every((flow) => wanted.includes(flow))
}

function flowsOf(credential: string): readonly string[] | undefined {
  return /^OAuth 2 \((.*)\)$/.exec(credential)?.[1]?.split(', ')
}

/** As people read it. */
export function alternativeText(alternative: Alternative): string {
  if (alternative.size === 0) return 'no credential'
  return [...alternative]
    .map(([credential, scopes]) =>
      scopes.size > 0 ? `${credential} with ${[...scopes].sort().join(', ')}` : credential,
    )
    .sort()
    .join(' and ')
}
