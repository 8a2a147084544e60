import { createServer } from 'node:http'

/**
 * Puts a handler on a socket. A handler takes `{ method, path, query, headers, body }` and gives
 * `{ status, headers, body }`; a body that is no Buffer or text is written as JSON. `raw` takes the socket itself.
 */
export async function serve(handle) {
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const [path, query = ''] = request.url.split('?')
    const answer = await answered(handle, {
      method: request.method,
      path,
      query: new URLSearchParams(query),
      headers: request.headers,
      body: Buffer.concat(chunks),
    })
    if (answer.destroy) return request.socket.destroy()
    if (answer.hang) return undefined
    if (answer.raw) return request.socket.end(answer.raw)
    const body = encode(answer.body)
    const headers = { ...answer.headers }
    if (
      answer.body !== undefined &&
      !isText(answer.body) &&
      headers['Content-Type'] === undefined
    ) {
      headers['Content-Type'] = 'application/json'
    }
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) delete headers[name]
    }
    if (
      body !== undefined &&
      headers['Content-Length'] === undefined &&
      !headers['Transfer-Encoding']
    )
      headers['Content-Length'] = body.length
    response.writeHead(answer.status, headers)
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

/** What a handler throws is a failure of the server, as in any framework; `hang` never answers. */
async function answered(handle, request) {
  try {
    return await handle(request)
  } catch (error) {
    if (error.hang) return { hang: true }
    return { status: 500, body: { code: 'internal', message: 'Something went wrong.' } }
  }
}

const isText = (body) => typeof body === 'string' || Buffer.isBuffer(body)

function encode(body) {
  if (body === undefined) return undefined
  return Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}
