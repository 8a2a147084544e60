import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from './answer.ts'
import type { Api } from './api.ts'
import { readAsked } from './asked.ts'
import { bytesOf, headerCase, type Reply } from './reply.ts'

export interface RunningServer {
  /** Where the document's paths begin. */
  readonly url: string
  /** How many requests came in. */
  requests(): number
  close(): Promise<void>
}

export function writeReply(response: ServerResponse, reply: Reply): void {
  const bytes = bytesOf(reply)
  for (const [name, value] of Object.entries(reply.headers))
    response.setHeader(headerCase(name), value)
  const bodiless = reply.status === 204 || reply.status === 304
  if (
    !bodiless &&
    !response.hasHeader('transfer-encoding') &&
    !response.hasHeader('content-length')
  ) {
    response.setHeader('Content-Length', bytes?.length ?? 0)
  }
  response.writeHead(reply.status)
  response.end(bodiless ? undefined : bytes)
}

/** Starts a server on a free port of this machine. */
export async function serve<State>(api: Api<State>): Promise<RunningServer> {
  let requests = 0
  const server: Server = createServer((request, response) => {
    requests += 1
    readAsked(request)
      .then((asked) => {
        const reply = answer(api, asked)
        if (!api.write.some((write) => write(response, reply, asked))) writeReply(response, reply)
      })
      // A server whose handler throws and that nobody guards: the connection breaks.
      .catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}${api.base}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
