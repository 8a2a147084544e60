/** A `fetch` that notes what it is given and answers by a function. */
export interface Recorder {
  readonly requests: Request[]
  readonly fetch: (request: Request) => Promise<Response>
}

export function answering(
  answer: Response | ((request: Request, count: number) => Response | Promise<Response>),
): Recorder {
  const requests: Request[] = []
  return {
    requests,
    async fetch(request) {
      requests.push(request.clone())
      return typeof answer === 'function' ? answer(request, requests.length) : answer.clone()
    },
  }
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(value), { ...init, headers })
}
