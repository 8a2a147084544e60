import {
  anyBodies,
  anyCredential,
  anyHeader,
  anyParameters,
  type ClientDefinition,
  defineClient,
} from '@concordat/client'
import { operationDescriptor, SchemaLookup } from '@concordat/codegen'
import type { ApiModel, OperationModel, SecuritySchemeModel } from '@concordat/model'
import {
  allCodecs,
  allStyles,
  type Credential,
  type OperationDescriptor,
  type SecuritySchemeDescriptor,
  serverUrl,
} from '@concordat/wire'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { type SampleInput, sampleInput } from './sample-input.ts'

/** A value of a header: a text, or one that a sample must put together. */
export type HeaderValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** A token that an earlier request gave. */
  | { readonly kind: 'token' }

/** A request as every sample sends it. */
export interface SampleRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: HeaderValue])[]
  readonly body?: string
  /** The body's media type, without parameters. */
  readonly essence?: string
  /** OAuth 2 client credentials: the request that gives the token comes first. */
  readonly token?: TokenRequest
  /** What the TypeScript client is given. */
  readonly input: SampleInput
  readonly auth: Readonly<Record<string, Credential | true>>
}

/** @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-4.4 | RFC 6749, 4.4} */
export interface TokenRequest {
  readonly url: string
  /** Written as a form. */
  readonly body: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scheme: string
}

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
export async function sampleRequest(
  operation: OperationModel,
  source: SampleSource,
): Promise<SampleRequest | string> {
  const { model, schemas, lookup } = source
  const descriptor = operationDescriptor(operation, lookup)
  const input = sampleInput(operation, schemas)
  const { auth, token, basic } = credentialsOf(operation, model, source.baseUrl)
  let sent: Request | undefined
  const definition: ClientDefinition<Record<string, OperationDescriptor>> = {
    operations: { call: descriptor },
    securitySchemes: Object.fromEntries(
      model.securitySchemes.map(({ name, scheme }): [string, SecuritySchemeDescriptor] => [
        name,
        scheme,
      ]),
    ),
    parameters: anyParameters(allStyles),
    credential: anyCredential,
    header: anyHeader,
    bodies: anyBodies(allCodecs),
  }
  const client = defineClient(definition, {
    baseUrl: operation.servers.length > 0 ? undefined : source.baseUrl,
    // Seam: which credential belongs to which scheme is known only at run time.
    auth: auth as Readonly<Record<string, string>>,
    fetch: async (request) => {
      sent = request
      return new Response()
    },
  })
  // Seam: the client's methods are typed by generated types, which a document read at run time has not.
  const call = (
    client as unknown as { call(input: SampleInput): Promise<{ status: unknown; error?: unknown }> }
  ).call
  const result = await call(input)
  if (!sent) return reasonOf(result)
  return {
    method: sent.method,
    url: sent.url,
    ...(await partsOf(sent, basic)),
    ...(token ? { token } : {}),
    input,
    auth,
  }
}

function reasonOf({ error }: { readonly status: unknown; readonly error?: unknown }): string {
  return error instanceof Error ? error.message : 'The client cannot send it.'
}

/** Stands for a token that an earlier request gives. */
export const tokenText = 'TOKEN-FROM-THE-FIRST-REQUEST'
const boundary = 'form-boundary'

async function partsOf(
  request: Request,
  basic: { readonly username: string; readonly password: string } | undefined,
): Promise<Pick<SampleRequest, 'headers' | 'body' | 'essence'>> {
  const type = request.headers.get('content-type') ?? ''
  // A multipart boundary is made by chance: the same document must give the same page.
  const made = type.match(/boundary=([^;]+)/)?.[1]
  const steady = (text: string) => (made === undefined ? text : text.replaceAll(made, boundary))
  const headers = [...request.headers].map(([name, text]): [string, HeaderValue] => {
    if (name === 'authorization') {
      if (text === `Bearer ${tokenText}`) return ['Authorization', { kind: 'token' }]
      if (basic && /^basic /i.test(text)) return ['Authorization', { kind: 'basic', ...basic }]
    }
    return [headerName(name), { kind: 'text', text: steady(text) }]
  })
  const bytes = request.body === null ? undefined : await request.text()
  return {
    headers,
    ...(bytes === undefined
      ? {}
      : { body: steady(bytes), essence: type.split(';')[0]?.trim() ?? '' }),
  }
}

function headerName(name: string): string {
  return name.replaceAll(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
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
