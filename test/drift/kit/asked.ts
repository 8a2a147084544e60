import type { IncomingMessage } from 'node:http'

/** A request as it came in; a wrong server may look at it, or change it, before the right one does. */
export interface Asked {
  method: string
  /** Without the query, still percent-encoded. */
  path: string
  query: URLSearchParams
  /** By lower-case name. */
  headers: Record<string, string>
  body: Buffer
  /** Set when the body is longer than anything the server wants to hold. */
  oversized: boolean
  /** Which operation the path and method named, once that is known. */
  operation?: string
  /** Who the credential belongs to, once that is known. */
  caller?: string
  /** Parameters of the path, as text. */
  params: Record<string, string>
}

const mostBytes = 4_000_000

export async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= mostBytes) chunks.push(chunk)
  }
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body: Buffer.concat(chunks),
    oversized: size > mostBytes,
    params: {},
  }
}

/** Cookies of a request by name; of two with one name the first counts. */
export function cookiesOf(asked: Asked): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const pair of (asked.headers.cookie ?? '').split(';')) {
    const [name = '', value] = pair.split(/=(.*)/s)
    if (value !== undefined && !Object.hasOwn(cookies, name.trim()))
      cookies[name.trim()] = value.trim()
  }
  return cookies
}
