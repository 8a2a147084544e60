import { operationDescriptor, SchemaLookup } from '@concordat/codegen'
import type { ApiModel, OperationModel, SecuritySchemeModel } from '@concordat/model'
import { type Credential, type SecuritySchemeDescriptor, serverUrl } from '@concordat/wire'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { requestOf, type SampleRequest, type TokenRequest, tokenText } from './request-of.ts'
import { sampleInput } from './sample-input.ts'

/** Where and how the samples of one API are sent. */
export interface SampleSource {
  readonly model: ApiModel
  readonly schemas: SchemaGraph
  readonly lookup: SchemaLookup
  readonly baseUrl: string
}

/** Prepares the samples of one API. `server` stands for the servers of the document. */
export function sampleSource(model: ApiModel, schemas: SchemaGraph, server?: string): SampleSource {
  const [first] = model.servers
  const documented =
    first === undefined
      ? ''
      : serverUrl({
          url: first.url,
          variables: Object.fromEntries(first.variables.map((one) => [one.name, one])),
        })
  const absolute = URL.canParse(documented)
    ? documented
    : `https://example.com${documented.replace(/^(?!\/|$)/, '/')}`
  return {
    model,
    schemas,
    lookup: new SchemaLookup(model.document),
    baseUrl: (server ?? absolute).replace(/\/+$/, ''),
  }
}

/**
 * The request that the generated client would send for an operation's examples.
 * @returns the request, or in words why the client cannot send it
 */
export function sampleRequest(
  operation: OperationModel,
  source: SampleSource,
): Promise<SampleRequest | string> {
  const { model, schemas, lookup } = source
  return requestOf({
    descriptor: operationDescriptor(operation, lookup),
    securitySchemes: securitySchemesOf(model),
    baseUrl: operation.servers.length > 0 ? undefined : source.baseUrl,
    input: sampleInput(operation, schemas),
    ...credentialsOf(operation, model, source.baseUrl),
  })
}

/** Security schemes as clients take them. */
export function securitySchemesOf(model: ApiModel): Record<string, SecuritySchemeDescriptor> {
  return Object.fromEntries(
    model.securitySchemes.map(({ name, scheme }): [string, SecuritySchemeDescriptor] => [
      name,
      scheme,
    ]),
  )
}

interface SampleCredentials {
  readonly auth: Readonly<Record<string, Credential | true>>
  readonly token?: TokenRequest
  readonly basic?: { readonly username: string; readonly password: string }
}

/** Credentials of the operation's first alternative, as words that say what belongs there. */
function credentialsOf(
  operation: OperationModel,
  model: ApiModel,
  baseUrl: string,
): SampleCredentials {
  const requirement = operation.security.find((schemes) => schemes.length > 0)
  const isOptional = operation.security.some((schemes) => schemes.length === 0)
  if (!requirement || isOptional) return { auth: {} }
  let result: SampleCredentials = { auth: {} }
  for (const { scheme: name, scopes } of requirement) {
    const scheme = model.securitySchemes.find((one) => one.name === name)
    if (scheme) result = addCredential(result, scheme, scopes, baseUrl)
  }
  return result
}

function addCredential(
  before: SampleCredentials,
  { name, scheme }: SecuritySchemeModel,
  scopes: readonly string[],
  baseUrl: string,
): SampleCredentials {
  if (scheme.type === 'mutualTLS') return { ...before, auth: { ...before.auth, [name]: true } }
  if (scheme.type === 'http' && scheme.scheme === 'basic') {
    const basic = { username: 'YOUR_USERNAME', password: 'YOUR_PASSWORD' }
    return { ...before, auth: { ...before.auth, [name]: basic }, basic }
  }
  const tokenUrl = scheme.type === 'oauth2' ? scheme.flows.clientCredentials?.tokenUrl : undefined
  if (tokenUrl !== undefined) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' })
    if (scopes.length > 0) form.set('scope', scopes.join(' '))
    form.set('client_id', 'YOUR_CLIENT_ID')
    form.set('client_secret', 'YOUR_CLIENT_SECRET')
    const token = {
      url: URL.canParse(tokenUrl) ? tokenUrl : new URL(tokenUrl, `${baseUrl}/`).href,
      body: String(form),
      clientId: 'YOUR_CLIENT_ID',
      clientSecret: 'YOUR_CLIENT_SECRET',
      scheme: name,
    }
    return { ...before, auth: { ...before.auth, [name]: tokenText }, token }
  }
  return { ...before, auth: { ...before.auth, [name]: placeholder(name) } }
}

/** `sessionToken` as `YOUR_SESSION_TOKEN`. */
function placeholder(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
  return `YOUR_${words || 'CREDENTIAL'}`
}
