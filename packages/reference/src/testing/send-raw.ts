import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SampleRequest } from './sample-requests.ts'

/** An answer as it came over the socket. */
export interface RawAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Writes a request to a socket, byte for byte, and reads the answer to its end. */
export async function sendRaw(port: number, sample: SampleRequest): Promise<RawAnswer> {
  const { requestLine, headers, body = '' } = sample
  const socket = connect(port, '127.0.0.1')
  socket.write([`${requestLine} HTTP/1.1`, ...headers, '', body].join('\r\n'))
  // Answers keep the connection open; half of it closed, the server ends the other half.
  socket.end()
  return parseAnswer(await text(socket))
}

function parseAnswer(answer: string): RawAnswer {
  const headEnd = answer.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = answer.slice(0, headEnd).split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const rest = answer.slice(headEnd + 4)
  const chunked = headers.get('transfer-encoding') === 'chunked'
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: chunked ? joinChunks(rest) : rest,
  }
}

function joinChunks(rest: string): string {
  const bytes = Buffer.from(rest)
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString(), 16)
    if (!(size > 0)) return Buffer.concat(parts).toString()
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}
