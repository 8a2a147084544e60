import { connect } from 'node:net'
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
  // Answers keep the connection open, so it is looked for their end.
  let text = ''
  for await (const chunk of socket.setEncoding('utf8')) {
    text += String(chunk)
    if (isWhole(text)) break
  }
  socket.destroy()
  return parseAnswer(text)
}

function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const { headers } = parseAnswer(text)
  if (headers.get('transfer-encoding') === 'chunked') return text.endsWith('0\r\n\r\n')
  return Buffer.byteLength(text.slice(headEnd + 4)) >= Number(headers.get('content-length') ?? 0)
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
