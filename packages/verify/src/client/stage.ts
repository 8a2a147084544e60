import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderField, WireRequest } from '../transport/wire-exchange.ts'

/** What the stage does with the next request. */
export type Script =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: readonly HeaderField[]
      readonly body?: Uint8Array
    }
  /** Reads the request, then closes the connection. */
  | { readonly kind: 'drop' }
  /** Never answers. */
  | { readonly kind: 'silence' }

/** A loopback server that answers as it is told and keeps what it was sent. */
export interface Stage {
  readonly url: string
  /** Sets what happens next and forgets what was sent before. */
  script(script: Script): void
  /** Requests since the last script, as they stood on the wire. */
  readonly received: readonly WireRequest[]
  close(): Promise<void>
}

/** Opens a stage on a free port of the loopback interface. */
export async function openStage(): Promise<Stage> {
  let current: Script = { kind: 'silence' }
  let received: WireRequest[] = []
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        received.push({
          method: request.method ?? '',
          target: request.url ?? '',
          headers: headerFields(request.rawHeaders),
          ...(body.length > 0 ? { body } : {}),
        })
        play(current, response)
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // seam: a TCP server's address is an AddressInfo once it listens
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    script(script) {
      current = script
      received = []
    },
    get received() {
      return received
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function play(script: Script, response: ServerResponse): void {
  switch (script.kind) {
    case 'silence':
      return
    case 'drop':
      response.destroy()
      return
    case 'answer': {
      const headers: [string, string][] = script.headers.map(([name, value]) => [name, value])
      response.writeHead(script.status, headers.flat())
      response.end(script.body)
    }
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function headerFields(raw: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    fields.push([raw[index] ?? '', raw[index + 1] ?? ''])
  }
  return fields
}
