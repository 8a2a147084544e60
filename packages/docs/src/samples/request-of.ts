import {
  anyBodies,
  anyCredential,
  anyHeader,
  anyParameters,
  type ClientOptions,
  defineClient,
} from '@concordat/client'
import {
  allCodecs,
  allStyles,
  type Credential,
  type OperationDescriptor,
  type SecuritySchemeDescriptor,
} from '@concordat/wire'
import type { SampleInput } from './sample-input.ts'

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

/** A call: an operation, what it is given, and how its caller shows who it is. */
export interface PreparedCall {
  readonly descriptor: OperationDescriptor
  readonly securitySchemes: Readonly<Record<string, SecuritySchemeDescriptor>>
  /** @default the operation's own server */
  readonly baseUrl?: string | undefined
  readonly input: SampleInput
  readonly auth: SampleRequest['auth']
  readonly token?: TokenRequest
  readonly basic?: { readonly username: string; readonly password: string }
}

/** The client of one operation, with all that any document can ask of it. */
export function clientOf(
  { descriptor, securitySchemes, baseUrl }: Omit<PreparedCall, 'input' | 'auth'>,
  options: Pick<ClientOptions, 'fetch'> & { readonly auth: Readonly<Record<string, unknown>> },
): { call(input: SampleInput): Promise<CallResult> } {
  const client = defineClient<
    Record<string, OperationDescriptor>,
    unknown,
    Record<never, never>,
    Record<string, SecuritySchemeDescriptor>
  >(
    {
      operations: { call: descriptor },
      securitySchemes,
      parameters: anyParameters(allStyles),
      credential: anyCredential,
      header: anyHeader,
      bodies: anyBodies(allCodecs),
    },
    // Seam: which credential belongs to which scheme is known only at run time.
    { ...options, baseUrl, auth: options.auth as Readonly<Record<string, string>> },
  )
  // Seam: the client's methods are typed by generated types, which a document read at run time has not.
  return client as unknown as { call(input: SampleInput): Promise<CallResult> }
}

/** What a call came to, as far as it is the same for every operation. */
export interface CallResult {
  readonly status: number | string
  readonly body?: unknown
  readonly reason?: string
  readonly error?: unknown
}

/**
 * The request that a client sends for a call, without sending it.
 * @returns the request, or in words why the client cannot send it
 */
export async function requestOf(prepared: PreparedCall): Promise<SampleRequest | string> {
  const { input, auth, token, basic } = prepared
  let sent: Request | undefined
  const client = clientOf(prepared, {
    auth,
    fetch: async (request) => {
      sent = request
      return new Response()
    },
  })
  const result = await client.call(input)
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

function reasonOf({ error }: CallResult): string {
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
