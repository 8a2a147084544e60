import { ConcordatError, isJsonObject, type JsonPointer, valueAt } from '@concordat/core'
import type { ApiPlan } from '../plan/operation-plan.ts'
import type { Transport, WireRequest } from '../transport/wire-exchange.ts'
import type {
  ClientCredentialsSource,
  CredentialSource,
  CredentialValue,
  Identity,
  LoginSource,
} from './identity.ts'

/** Where tokens are asked for. */
export interface TokenSource {
  readonly api: ApiPlan
  readonly transport: Transport
  readonly basePath: string
  /** Sends a request to an absolute URL, for token endpoints on another host. */
  readonly fetchUrl: (url: URL, request: WireRequest) => Promise<unknown>
}

/**
 * Gets every credential of one caller.
 * @throws ConcordatError `E_CREDENTIAL_UNKNOWN_SCHEME`, `E_CREDENTIAL_FAILED`.
 */
export async function resolveIdentity(
  name: string,
  auth: Readonly<Record<string, CredentialSource>>,
  source: TokenSource,
): Promise<Identity> {
  const credentials = new Map<string, CredentialValue>()
  for (const [scheme, given] of Object.entries(auth)) {
    const kind = source.api.schemes.get(scheme)?.scheme
    if (kind === undefined) {
      const known = [...source.api.schemes.keys()].map((one) => `\`${one}\``).join(', ')
      throw new ConcordatError(
        'E_CREDENTIAL_UNKNOWN_SCHEME',
        `The document has no security scheme \`${scheme}\`. It has ${known || 'none'}.`,
      )
    }
    const value = await resolve(scheme, given, source)
    const isBasic = kind.type === 'http' && kind.scheme.toLowerCase() === 'basic'
    const colon = typeof value === 'string' ? value.indexOf(':') : -1
    credentials.set(
      scheme,
      isBasic && typeof value === 'string' && colon >= 0
        ? { username: value.slice(0, colon), password: value.slice(colon + 1) }
        : value,
    )
  }
  return { name, credentials }
}

async function resolve(
  scheme: string,
  given: CredentialSource,
  source: TokenSource,
): Promise<CredentialValue> {
  if (typeof given === 'string') return given
  if (typeof given === 'function') return given()
  if ('login' in given) return login(scheme, given, source)
  if ('clientCredentials' in given) return clientCredentials(scheme, given, source)
  return given
}

async function login(
  scheme: string,
  { login: request }: LoginSource,
  source: TokenSource,
): Promise<string> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const answer = await ask(source, request.path, {
    method: request.method ?? 'POST',
    target: request.path,
    headers: [
      ['Accept', 'application/json'],
      ...(body === undefined ? [] : ([['Content-Type', 'application/json']] as const)),
      ...Object.entries(request.headers ?? {}),
    ],
    ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
  })
  return tokenIn(scheme, answer, request.token)
}

/** @see RFC 6749, 4.4.2 */
async function clientCredentials(
  scheme: string,
  { clientCredentials: given }: ClientCredentialsSource,
  source: TokenSource,
): Promise<string> {
  const kind = source.api.schemes.get(scheme)?.scheme
  const flows = kind?.type === 'oauth2' ? Object.values(kind.flows) : []
  const url = given.tokenUrl ?? flows.find(({ tokenUrl }) => tokenUrl !== undefined)?.tokenUrl
  if (url === undefined) {
    throw new ConcordatError(
      'E_CREDENTIAL_FAILED',
      `The scheme \`${scheme}\` names no token URL. Give \`tokenUrl\`.`,
    )
  }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: given.clientId,
    client_secret: given.clientSecret,
    ...(given.scopes ? { scope: given.scopes.join(' ') } : {}),
  })
  const answer = await ask(source, url, {
    method: 'POST',
    target: url,
    headers: [
      ['Accept', 'application/json'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ],
    body: new TextEncoder().encode(form.toString()),
  })
  return tokenIn(scheme, answer, undefined)
}

async function ask(source: TokenSource, url: string, request: WireRequest): Promise<unknown> {
  if (/^https?:/.test(url)) return source.fetchUrl(new URL(url), request)
  const path = url.startsWith('/') ? url : `/${url}`
  const target = path.startsWith(source.basePath) ? path : source.basePath + path
  const outcome = await source.transport.send({ ...request, target }, 10_000)
  if (outcome.kind === 'failure') return undefined
  try {
    return JSON.parse(new TextDecoder().decode(outcome.response.body))
  } catch {
    return undefined
  }
}

function tokenIn(scheme: string, answer: unknown, pointer: JsonPointer | undefined): string {
  const places =
    pointer === undefined ? ['/access_token', '/accessToken', '/token', '/data/token'] : [pointer]
  for (const place of places) {
    const token = isJsonObject(answer) ? valueAt(answer, place) : undefined
    if (typeof token === 'string' && token !== '') return token
  }
  throw new ConcordatError(
    'E_CREDENTIAL_FAILED',
    `No token for \`${scheme}\`: the answer holds none at ${places.join(', ')}.`,
  )
}
