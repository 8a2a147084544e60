import type { MiddlewareHandler } from 'hono'

/** A token request has a few hundred bytes; of a larger one the server itself says what is wrong. */
const mostBytes = 16 * 1024

/**
 * Lets applications show who they are by HTTP Basic at the token endpoint, as the vault does beside the form: the id and
 * the secret are moved into the form, which the document describes. A form that names a client already is left alone.
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 | RFC 6749, section 2.3.1}
 */
export const basicClient: MiddlewareHandler = async (context, next) => {
  const { raw } = context.req
  const client = readBasic(raw.headers.get('authorization'))
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(
    raw.headers.get('content-type') ?? '',
  )
  const text = client && isForm && raw.method === 'POST' ? await readStart(raw) : undefined
  if (client && text !== undefined) {
    const named = new URLSearchParams(text).has('client_id')
    const headers = new Headers(raw.headers)
    headers.delete('content-length')
    const credentials = new URLSearchParams({ client_id: client.id, client_secret: client.secret })
    const body = named ? text : `${text && `${text}&`}${credentials}`
    context.req.raw = new Request(raw.url, { method: raw.method, headers, body })
  }
  await next()
}

/** The body of a request, which can be read again; `undefined` for one that is too large for a token request. */
async function readStart(request: Request): Promise<string | undefined> {
  const reader = request.clone().body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (reader) {
    const { value } = await reader.read()
    if (value === undefined) break
    text += decoder.decode(value, { stream: true })
    if (text.length <= mostBytes) continue
    // The other half of the clone goes on.
    reader.cancel().catch(() => undefined)
    return undefined
  }
  return text
}

/** The id and the secret of a Basic credential, each form-decoded; `undefined` for anything else. */
function readBasic(
  authorization: string | null,
): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const at = text.indexOf(':')
  if (at < 0) return undefined
  const [id, secret] = [text.slice(0, at), text.slice(at + 1)].map(
    (part) => new URLSearchParams(`part=${part.replaceAll('&', '%26')}`).get('part') ?? '',
  )
  return id === undefined || secret === undefined ? undefined : { id, secret }
}
