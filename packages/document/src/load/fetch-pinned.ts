import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'

/**
 * Fetches a URL from one of the given addresses, whatever the name service says by now: a name that was public when
 * it was judged may be private when it is connected to.
 * @see {@link https://owasp.org/www-community/attacks/DNS_Rebinding | DNS rebinding}
 */
export function fetchPinned(
  url: URL,
  addresses: readonly string[],
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<Response> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    // No agent: a shared one would reuse a connection by the host's name, whoever it leads to.
    const options = { ...init, agent: false, lookup: lookupOf(addresses) } as const
    const sent = request(url, options, (answer) => {
      const { statusCode = 0, statusMessage = '', headers } = answer
      const location = headers.location
      // The body is the stream of web standards; Node's types call it by another name.
      const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>
      const isEmpty = statusCode === 204 || statusCode === 205 || statusCode === 304
      resolve(
        new Response(isEmpty ? null : body, {
          status: statusCode,
          statusText: statusMessage,
          ...(location !== undefined && { headers: { location } }),
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

function lookupOf(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  return (hostname, { all }, callback) => {
    const first = found[0]
    if (!first) callback(new Error(`${hostname} has no address`), '')
    else if (all) callback(null, found)
    else callback(null, first.address, first.family)
  }
}
