import { isIP } from 'node:net'
import { ConcordatError } from '@concordat/core'
import { decodeText } from './decode-text.ts'
import type { LoadLimits } from './limits.ts'
import { isPrivateAddress } from './private-host.ts'
import { type ReadingPolicy, refusePrivate, refuseUrl } from './reading-policy.ts'
import type { SourceEdges } from './source-edges.ts'
import { SourceUnavailable } from './source-unavailable.ts'

const MAX_REDIRECTS = 5

/** A text, and the URL that it came from in the end. */
export interface FetchedText {
  readonly url: string
  readonly text: string
}

/** Reads a URL as text; every hop of a redirect is judged anew. */
export async function fetchText(
  url: URL,
  policy: ReadingPolicy,
  edges: SourceEdges,
  limits: Required<LoadLimits>,
): Promise<FetchedText> {
  const signal = AbortSignal.timeout(limits.timeout)
  let target = url
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const addresses = await judge(target, policy, edges)
    const response = await request(target, edges, signal, addresses)
    const next = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && next !== null) {
      await response.body?.cancel()
      target = new URL(next, target)
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new SourceUnavailable(
        'missing',
        `the server answered ${response.status} ${response.statusText}`.trim(),
      )
    }
    const text = decodeText(await readBody(response, url, limits), url.href, limits)
    target.hash = ''
    return { url: target.href, text }
  }
  throw new SourceUnavailable('missing', `there are more than ${MAX_REDIRECTS} redirects`)
}

/** Addresses that may be connected to; `undefined` when any may. */
async function judge(
  url: URL,
  policy: ReadingPolicy,
  edges: SourceEdges,
): Promise<readonly string[] | undefined> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceUnavailable(
      'refused',
      `only files and http(s) URLs are read, not \`${url.protocol}\``,
    )
  }
  const refusal = refuseUrl(url, policy)
  if (refusal !== undefined) throw new SourceUnavailable('refused', refusal)
  const privateAllowed =
    url.origin === policy.origin ||
    (policy.allowRemote !== false && policy.allowRemote.private === true)
  if (privateAllowed || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  const addresses = await edges.resolveHost(url.hostname).catch((cause: unknown) => {
    throw new SourceUnavailable('missing', `the host \`${url.hostname}\` is not known`, { cause })
  })
  if (addresses.some(isPrivateAddress))
    throw new SourceUnavailable('refused', refusePrivate(url.host))
  return addresses
}

async function request(
  url: URL,
  edges: SourceEdges,
  signal: AbortSignal,
  addresses: readonly string[] | undefined,
): Promise<Response> {
  const headers = { accept: 'application/yaml, application/json, text/yaml, */*;q=0.5' }
  try {
    return await edges.fetch(url, { redirect: 'manual', signal, headers }, addresses)
  } catch (cause) {
    throw new SourceUnavailable('missing', `the request failed: ${failureText(cause)}`, { cause })
  }
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

async function readBody(
  response: Response,
  url: URL,
  limits: Required<LoadLimits>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (!response.body) return new Uint8Array()
  for await (const chunk of response.body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > limits.maxBytes) {
      throw new ConcordatError(
        'E_DOCUMENT_TOO_BIG',
        `\`${url.href}\` has more than ${limits.maxBytes} bytes.`,
      )
    }
  }
  return Buffer.concat(chunks)
}
