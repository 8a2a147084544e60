import type { ClientOutcome, ConnectClient } from '@concordat/verify'

/** A client with exactly one fault: in what it sends, or in what it makes of an answer. */
export interface WrongClient {
  readonly name: string
  /** Ids of findings of which at least one must be made. */
  readonly caughtAs: readonly string[]
  readonly send?: (request: Request, body: string) => Request | Promise<Request>
  readonly outcome?: (outcome: ClientOutcome) => ClientOutcome
  readonly throws?: (outcome: ClientOutcome) => boolean
  readonly twice?: true
}

function resend(
  request: Request,
  body: string,
  change: { url?: string; method?: string; headers?: Headers; body?: string },
): Request {
  const method = change.method ?? request.method
  const text = change.body ?? body
  return new Request(change.url ?? request.url, {
    method,
    headers: change.headers ?? request.headers,
    signal: request.signal,
    ...(text === '' || method === 'GET' ? {} : { body: text }),
  })
}

function withHeaders(request: Request, body: string, change: (headers: Headers) => void): Request {
  const headers = new Headers(request.headers)
  change(headers)
  return resend(request, body, { headers })
}

function withUrl(request: Request, body: string, change: (url: URL) => void): Request {
  const url = new URL(request.url)
  change(url)
  return resend(request, body, { url: url.href })
}

/** Wrong clients of the Cumulonimbus API, one fault each. */
export const wrongClients: readonly WrongClient[] = [
  {
    name: 'sends POST in place of DELETE',
    caughtAs: ['client-request-invalid'],
    send: (request, body) =>
      request.method === 'DELETE' ? resend(request, body, { method: 'POST' }) : request,
  },
  {
    name: 'adds a slash to the path',
    caughtAs: ['client-request-invalid'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        url.pathname += '/'
      }),
  },
  {
    name: 'escapes the path twice',
    caughtAs: ['client-request-invalid', 'client-request-differs'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        url.pathname = url.pathname.replace(/\d(?=\/sessions)/, '%2530')
      }),
  },
  {
    name: 'forgets the query',
    caughtAs: ['client-request-differs'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        url.search = ''
      }),
  },
  {
    name: 'sends a limit that the document forbids',
    caughtAs: ['client-request-invalid'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        if (url.searchParams.has('limit')) url.searchParams.set('limit', '51')
      }),
  },
  {
    name: 'sends a parameter twice',
    caughtAs: ['client-request-differs', 'client-request-invalid'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        const limit = url.searchParams.get('limit')
        if (limit) url.searchParams.append('limit', limit)
      }),
  },
  {
    name: 'swaps limit and offset',
    caughtAs: ['client-request-differs', 'client-request-invalid'],
    send: (request, body) =>
      withUrl(request, body, (url) => {
        url.search = url.search
          .replace('limit', 'x')
          .replace('offset', 'limit')
          .replace('x', 'offset')
      }),
  },
  {
    name: 'sends no credential',
    caughtAs: ['client-credential-missing'],
    send: (request, body) =>
      withHeaders(request, body, (headers) => headers.delete('authorization')),
  },
  {
    name: 'sends the token under another header',
    caughtAs: ['client-credential-missing'],
    send: (request, body) =>
      withHeaders(request, body, (headers) => {
        headers.set('x-token', headers.get('authorization') ?? '')
        headers.delete('authorization')
      }),
  },
  {
    name: 'forgets the content type',
    caughtAs: ['client-request-invalid', 'client-request-differs'],
    send: (request, body) =>
      withHeaders(request, body, (headers) => {
        if (body !== '') headers.set('content-type', 'text/plain')
      }),
  },
  {
    name: 'sends a list that is not in its object',
    caughtAs: ['client-request-invalid'],
    send: (request, body) =>
      body === ''
        ? request
        : resend(request, body, { body: JSON.stringify(JSON.parse(body).sessions) }),
  },
  {
    name: 'drops the last member of a list',
    caughtAs: ['client-request-differs'],
    send: (request, body) =>
      body === ''
        ? request
        : resend(request, body, {
            body: JSON.stringify({ sessions: JSON.parse(body).sessions.slice(0, -1) }),
          }),
  },
  {
    name: 'sends the body as escaped text',
    caughtAs: ['client-request-invalid'],
    send: (request, body) =>
      body === '' ? request : resend(request, body, { body: JSON.stringify(body) }),
  },
  { name: 'sends every request twice', caughtAs: ['client-request-count'], twice: true },
  {
    name: 'calls every 4xx a 400',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      Number(outcome.status) > 400 && Number(outcome.status) < 500
        ? { ...outcome, status: 400 }
        : outcome,
  },
  {
    name: 'calls an undocumented status a 200',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      outcome.status === 'undocumented' ? { ...outcome, status: 200 } : outcome,
  },
  {
    name: 'takes a body that is cut short for an empty one',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      outcome.status === 'malformed' ? { ...outcome, status: 200, body: undefined } : outcome,
  },
  {
    name: 'takes any media type for JSON',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      outcome.status === 'undocumented' && outcome.reason === 'media-type'
        ? { ...outcome, status: 200 }
        : outcome,
  },
  {
    name: 'calls a dropped connection a timeout',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      outcome.reason === 'network' ? { ...outcome, reason: 'timeout' } : outcome,
  },
  {
    name: 'throws where nothing answers',
    caughtAs: ['client-call-threw'],
    throws: (outcome) => outcome.status === 'failed',
  },
  {
    name: 'loses the headers',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) => ({ ...outcome, headers: {} }),
  },
  {
    name: 'leaves numbers in headers as text',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) => ({
      ...outcome,
      headers: Object.fromEntries(
        Object.entries(outcome.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
    }),
  },
  {
    name: 'turns ids in bodies into numbers',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) =>
      outcome.body === undefined
        ? outcome
        : {
            ...outcome,
            body: JSON.parse(
              JSON.stringify(outcome.body).replace(/"sub":"(\d{1,9})\d*"/g, '"sub":$1'),
            ),
          },
  },
  {
    name: 'forgets which media type it was',
    caughtAs: ['client-answer-misread'],
    outcome: (outcome) => ({ ...outcome, mediaType: undefined }),
  },
]

/** Makes a wrong client out of a right one. */
export function connectWrongly(
  wrong: WrongClient,
  create: (options: {
    baseUrl: string
    auth: never
    fetch: (request: Request) => Promise<Response>
  }) => unknown,
): ConnectClient {
  return (baseUrl, auth) => {
    const client = create({
      baseUrl,
      auth: auth as never,
      fetch: async (request) => {
        const body = await request.clone().text()
        const sent = (await wrong.send?.(request, body)) ?? request
        if (wrong.twice) await fetch(sent.clone()).catch(() => undefined)
        return fetch(sent)
      },
    }) as Record<string, (input: unknown, options: unknown) => Promise<ClientOutcome>>
    return {
      async call(operationId, input, options) {
        const outcome = await client[operationId]!(input, options)
        if (wrong.throws?.(outcome)) throw new Error('fetch failed')
        return wrong.outcome?.(outcome) ?? outcome
      },
    }
  }
}
