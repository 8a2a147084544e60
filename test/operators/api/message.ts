/** A request, read whole: a fault may change it before a server sees it. */
export interface Ask {
  readonly method: string
  /** Path and query, percent-encoded. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** An answer, read whole. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** A server, and what a fault makes of one. */
export type Serve = (ask: Ask) => Promise<Reply>

/** A function with the shape of `fetch` that a server stands behind. */
export function toFetch(serve: Serve): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    const { body, headers, status } = await serve({
      method: request.method,
      target: url.pathname + url.search,
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
    })
    const isBare = body.length === 0 || [101, 204, 205, 304].includes(status)
    return new Response(isBare ? null : new Uint8Array(body), { status, headers })
  }
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** An answer in JSON, or without content. */
export function reply(
  status: number,
  value?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  if (value === undefined) return { status, headers: new Headers(headers), body: new Uint8Array() }
  const all = new Headers(headers)
  if (!all.has('Content-Type')) all.set('Content-Type', 'application/json')
  return { status, headers: all, body: encode(JSON.stringify(value)) }
}

/** Whether a Content-Type is JSON. @see RFC 6839, 3.1 */
export function isJsonType(type: string | null | undefined): boolean {
  return /[/+]json\s*(;|$)/i.test(type ?? '')
}

/** The JSON value of a message; `undefined` where it has none. */
export function jsonIn({ body, headers }: Pick<Reply, 'body' | 'headers'>): unknown {
  if (body.length === 0 || !isJsonType(headers.get('Content-Type'))) return undefined
  try {
    return JSON.parse(decode(body))
  } catch {
    return undefined
  }
}

/** The message with another JSON value in it. */
export function withJson<Message extends Pick<Reply, 'body' | 'headers'>>(
  message: Message,
  value: unknown,
): Message {
  const headers = new Headers(message.headers)
  headers.delete('Content-Length')
  return { ...message, headers, body: encode(JSON.stringify(value)) }
}

/** The answer with a header set, or taken away. */
export function withHeader(answer: Reply, name: string, value: string | undefined): Reply {
  const headers = new Headers(answer.headers)
  if (value === undefined) headers.delete(name)
  else headers.set(name, value)
  return { ...answer, headers }
}
