import { connect } from 'node:net'

/** How a server is driven. */
export interface Drive {
  readonly port: number
  readonly request: Uint8Array
  /** Milliseconds. */
  readonly time: number
  readonly connections: number
}

/** Requests per second, and the status of the answers: every connection asks again when it has its last answer. */
export function driveServer({
  port,
  request,
  time,
  connections,
}: Drive): Promise<{ rate: number; status: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    let answered = 0
    let left = connections
    let size = 0
    let status = 0
    for (let index = 0; index < connections; index++) {
      const socket = connect(port, '127.0.0.1')
      let received = 0
      let head = ''
      socket.setNoDelay(true)
      socket.on('connect', () => socket.write(request))
      socket.on('error', reject)
      socket.on('close', () => {
        left -= 1
        if (left === 0) resolve({ rate: (answered * 1000) / (performance.now() - started), status })
      })
      socket.on('data', (chunk) => {
        received += chunk.length
        if (size === 0) {
          head += chunk.toString('latin1')
          const end = head.indexOf('\r\n\r\n')
          if (end < 0) return
          status = Number(head.slice(9, 12))
          const length = /content-length: (\d+)/i.exec(head)
          if (!length) return reject(new Error(head.slice(0, 400)))
          // All answers of one server to one request have the same size.
          size = end + 4 + Number(length[1])
        }
        if (received < size) return
        received = 0
        answered += 1
        if (performance.now() - started > time) socket.destroy()
        else socket.write(request)
      })
    }
  })
}

/** A request as it goes over the wire. */
export function rawRequest(path: string, body: unknown): Uint8Array {
  const text = JSON.stringify(body)
  const headers = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}`
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n${text}`)
}
