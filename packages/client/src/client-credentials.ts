import type { CredentialContext, CredentialFunction } from './auth-options.ts'
import { readBytes } from './read-bytes.ts'

/** A token's answer has less than a few kB; 1 MiB. */
const mostTokenBytes = 2 ** 20

/** How tokens are fetched by OAuth 2 client credentials. */
export interface ClientCredentialsOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** @default the document's, for flow `clientCredentials`; a relative one is resolved against the base URL */
  readonly tokenUrl?: string
  /** @default the scopes that the operation asks for */
  readonly scopes?: readonly string[]
  /** How the client shows who it is: in the form, or by HTTP basic. @default 'body' */
  readonly clientAuthentication?: 'body' | 'basic'
  /** Further form fields, for example `audience`. */
  readonly fields?: Readonly<Record<string, string>>
  /** Milliseconds before its end at which a token is renewed; at most half its life. @default 30_000 */
  readonly skew?: number
  /** Milliseconds that the token endpoint may take. @default 30_000 */
  readonly timeout?: number
  /** Milliseconds since 1970. @default `Date.now` */
  readonly clock?: () => number
}

/** A token that was refused, or that could not be fetched. @see RFC 6749, section 5.2 */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  /** The server's word, for example `invalid_client`. */
  readonly code: string | undefined
  /** Status of the token endpoint's answer. */
  readonly status: number

  constructor(status: number, code: string | undefined, description: string | undefined) {
    super(`The token endpoint answered ${status}: ${description ?? code ?? 'no token'}`)
    this.status = status
    this.code = code
  }
}

interface Token {
  readonly value: string
  /** Milliseconds since 1970. */
  readonly renewAt: number
}

/**
 * Fetches OAuth 2 tokens by client credentials and keeps them: one fetch serves all calls that wait for it, a token is
 * renewed shortly before it ends, and a call that is answered with 401 is repeated once with a new one (unless its body
 * is a stream). Use one value for all clients that share the credentials.
 *
 * @example
 * ```ts
 * import { type ClientOptions, clientCredentials } from '@concordat/client'
 * const options: ClientOptions<{ oauth: { type: 'oauth2'; flows: object } }> = {
 *   auth: { oauth: clientCredentials({ clientId: 'id', clientSecret: 'secret' }) },
 * }
 * ```
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-4.4 | RFC 6749, section 4.4}
 */
export function clientCredentials(options: ClientCredentialsOptions): CredentialFunction<string> {
  const clock = options.clock ?? Date.now
  const tokens = new Map<string, Promise<Token>>()

  const tokenFor = async (context: CredentialContext, refused?: string): Promise<string> => {
    const scope = (options.scopes ?? context.scopes).join(' ')
    for (;;) {
      const pending = tokens.get(scope)
      if (!pending) break
      const token = await pending
      // Whoever waited for the same token finds it replaced by the first who came.
      if (tokens.get(scope) !== pending) continue
      if (token.value !== refused && clock() < token.renewAt) return token.value
      break
    }
    const fresh = fetchToken(options, context, scope, clock)
    tokens.set(scope, fresh)
    try {
      return (await fresh).value
    } catch (error) {
      // The next call tries again.
      if (tokens.get(scope) === fresh) tokens.delete(scope)
      throw error
    }
  }

  const credential: CredentialFunction<string> = (context) => tokenFor(context)
  return Object.assign(credential, {
    send: (context: CredentialContext) => async (request: Request) => {
      const again = context.replayable ? request.clone() : undefined
      const response = await context.fetch(request)
      if (response.status !== 401 || !again) return response
      const headers = new Headers(again.headers)
      const refused = headers.get('authorization')?.replace(/^bearer /i, '')
      const token = await tokenFor(context, refused).catch(() => undefined)
      // Without a new token the refusal is all there is to tell.
      if (token === undefined) return response
      await response.body?.cancel()
      headers.set('Authorization', `Bearer ${token}`)
      return context.fetch(new Request(again, { headers }))
    },
  })
}

async function fetchToken(
  options: ClientCredentialsOptions,
  context: CredentialContext,
  scope: string,
  clock: () => number,
): Promise<Token> {
  const {
    clientId,
    clientSecret,
    fields,
    clientAuthentication = 'body',
    timeout = 30_000,
  } = options
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...fields })
  const headers = new Headers({ Accept: 'application/json' })
  if (scope) form.set('scope', scope)
  if (clientAuthentication === 'basic') {
    // Both are form-encoded first. RFC 6749, section 2.3.1.
    const [id, secret] = [clientId, clientSecret].map((text) =>
      String(new URLSearchParams([['', text]])).slice(1),
    )
    headers.set('Authorization', `Basic ${btoa(`${id}:${secret}`)}`)
  } else {
    form.set('client_id', clientId)
    form.set('client_secret', clientSecret)
  }
  const asked = clock()
  const response = await context.fetch(
    new Request(tokenUrlOf(options, context), {
      method: 'POST',
      headers,
      body: form,
      // Not the caller's signal: others may wait for the same token.
      signal: AbortSignal.timeout(timeout),
    }),
  )
  const {
    access_token: value,
    expires_in: life,
    error,
    error_description: description,
  } = parse(new TextDecoder().decode(await readBytes(response, mostTokenBytes)))
  if (!response.ok || typeof value !== 'string' || value === '') {
    throw new TokenError(
      response.status,
      typeof error === 'string' ? error : undefined,
      typeof description === 'string' ? description : undefined,
    )
  }
  const milliseconds = Number(life) * 1000
  const skew = Math.min(options.skew ?? 30_000, milliseconds / 2)
  // Without `expires_in` a token is used until it is refused.
  return {
    value,
    renewAt: milliseconds > 0 ? asked + milliseconds - skew : Number.POSITIVE_INFINITY,
  }
}

function tokenUrlOf(
  { tokenUrl }: ClientCredentialsOptions,
  { scheme, baseUrl }: CredentialContext,
): string {
  const documented = scheme.type === 'oauth2' ? scheme.flows.clientCredentials?.tokenUrl : undefined
  const url = tokenUrl ?? documented
  if (url === undefined) throw new TypeError('Give `tokenUrl`: the document names none')
  // Relative to the API, as its paths are: a base URL is a folder, with or without the slash at its end.
  return URL.canParse(url) ? url : new URL(url, `${baseUrl.replace(/\/$/, '')}/`).href
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    // A gateway's page, perhaps: the status says what there is to say.
    return {}
  }
}
