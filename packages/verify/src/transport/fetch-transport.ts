import {
  type HeaderField,
  mostAnswerBytes,
  type Transport,
  tooLarge,
  type WireOutcome,
  type WireRequest,
} from './wire-exchange.ts'

/** A function with the shape of `fetch`, for example a Hono app's `app.fetch`. */
export type FetchLike = (request: Request) => Response | Promise<Response>

const forbidden = new Set(['TRACE', 'CONNECT', 'TRACK'])

/** Hands requests to a function in the same process, those included that `fetch` cannot say. */
export function createFetchTransport(fetch: FetchLike, origin: URL): Transport {
  return {
    async send(request, timeout) {
      const started = performance.now()
      const elapsed = (): number => performance.now() - started
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<WireOutcome>((resolve) => {
        timer = setTimeout(() => {
          const message = `no answer in ${Math.round(timeout)} ms`
          const failure = { reason: 'timeout' as const, message }
          resolve({ kind: 'failure', failure, milliseconds: elapsed() })
        }, timeout)
      })
      const answered = call(fetch, request, origin, elapsed).catch(
        (error: unknown): WireOutcome => {
          const message = error instanceof Error ? error.message : String(error)
          const failure = { reason: 'dropped' as const, message: `the function threw: ${message}` }
          return { kind: 'failure', failure, milliseconds: elapsed() }
        },
      )
      try {
        return await Promise.race([answered, late])
      } finally {
        clearTimeout(timer)
      }
    },
    close() {},
  }
}

async function call(
  fetch: FetchLike,
  request: WireRequest,
  origin: URL,
  elapsed: () => number,
): Promise<WireOutcome> {
  const headers = new Headers()
  for (const [name, value] of request.headers) {
    // A field that `fetch` refuses cannot be sent this way; the rest of the request still says something.
    try {
      headers.append(name, value)
    } catch {}
  }
  const response = await fetch(requestOf(request, headers, origin))
  const fields: HeaderField[] = []
  response.headers.forEach((value, name) => {
    fields.push([name, value])
  })
  const body = await readBody(response)
  if (body === undefined) return { kind: 'failure', failure: tooLarge, milliseconds: elapsed() }
  const forbiddenBody = request.method === 'HEAD' && body.length > 0
  return {
    kind: 'response',
    milliseconds: elapsed(),
    response: {
      status: response.status,
      reason: response.statusText,
      headers: fields,
      // The adapter between a function and a socket drops what follows HEAD; so does this one.
      body: forbiddenBody ? new Uint8Array() : body,
      faults: [],
    },
  }
}

/** The bytes of an answer; `undefined` where they go on beyond what is read of one. */
async function readBody({ body }: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  while (reader) {
    const { value } = await reader.read()
    if (value === undefined) break
    size += value.length
    if (size > mostAnswerBytes) {
      // What comes of it is nobody's concern any more.
      reader.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** `Request` knows no TRACE, and no body with GET and HEAD, though HTTP and documents do: it is made as another method. */
function requestOf({ method, target, body }: WireRequest, headers: Headers, origin: URL): Request {
  const isForbidden = forbidden.has(method) || (body && (method === 'GET' || method === 'HEAD'))
  const request = new Request(new URL(target, origin), {
    headers,
    redirect: 'manual',
    method: isForbidden ? 'POST' : method,
    ...(body && { body: Buffer.from(body) }),
  })
  if (isForbidden) Object.defineProperty(request, 'method', { value: method })
  return request
}
