/** What a small server's route is told of a request. */
export interface Call {
  readonly id: string
  readonly rest: string
  readonly query: URLSearchParams
  readonly headers: Headers
  body(): Promise<Record<string, unknown>>
}

/** Status, JSON body and headers. */
export type Answer = readonly [status: number, body?: unknown, headers?: Record<string, string>]

/** What a right server answers, by method and path; a path ends in `/:` where an id follows. */
export type Routes = Record<string, (call: Call) => Answer | Promise<Answer>>

/** A `fetch` that answers by routes, with 405 and Allow for other methods, 404 for other paths and 400 for what throws. */
export function serve(routes: Routes): (request: Request) => Promise<Response> {
  const paths = Object.keys(routes).map((key) => key.split(' ')[1] ?? '')
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const at = paths.find((path) => new RegExp(`^${path.replace(/:/g, '[^/]+')}$`).test(pathname))
    if (at === undefined) return new Response(null, { status: 404 })
    const methods = Object.keys(routes)
      .filter((key) => key.endsWith(` ${at}`))
      .map((key) => key.split(' ')[0] ?? '')
    const route = routes[`${request.method === 'HEAD' ? 'GET' : request.method} ${at}`]
    if (route === undefined)
      return new Response(null, { status: 405, headers: { Allow: methods.join(', ') } })
    const [, , id = '', rest = ''] = pathname.split('/')
    const body = async (): Promise<Record<string, unknown>> => {
      const isForm = /^multipart|urlencoded/.test(request.headers.get('Content-Type') ?? '')
      const read = isForm ? Object.fromEntries(await request.formData()) : await request.json()
      if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new TypeError()
      return read
    }
    const call: Call = { id, rest, query: searchParams, headers: request.headers, body }
    const answer = await Promise.resolve(route(call)).catch((): Answer => [400])
    const [status, value, headers = {}] = answer
    if (value === undefined) return new Response(null, { status, headers })
    const type = { 'Content-Type': 'application/json', ...headers }
    const text = request.method === 'HEAD' ? null : JSON.stringify(value)
    return new Response(text, { status, headers: type })
  }
}
