import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { decodeContent } from './decode-content.ts'
import { Http1Parser, type ParsedMessage } from './http1-parser.ts'
import {
  headerValue,
  mostAnswerBytes,
  type Transport,
  tooLarge,
  type WireOutcome,
  type WireRequest,
  type WireResponse,
} from './wire-exchange.ts'

/** Idle connections are not kept longer than this, so that a server's own idle limit is not met by chance. */
const idleMilliseconds = 1500

interface Idle {
  readonly socket: Socket
  readonly since: number
}

/**
 * Speaks HTTP/1.1 over sockets of its own: every byte of request and answer is seen as it is, which `fetch` does not
 * allow (forbidden headers and methods, surplus bytes, repeated fields, bodies of HEAD and 204).
 */
export function createHttpTransport(origin: URL): Transport {
  const idle: Idle[] = []
  // Head and body that come apart by a delayed acknowledgement: servers that write twice and leave Nagle's algorithm on
  // (Python's own, for one) answer forty times faster on fresh connections. @see RFC 9293, 3.8.6.3 and 3.7.4
  let halting = 0
  const secure = origin.protocol === 'https:'
  const port = Number(origin.port || (secure ? 443 : 80))
  const host = origin.hostname.replace(/^\[|\]$/g, '')

  const open = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = secure
        ? connectTls({ host, port, servername: host, ALPNProtocols: ['http/1.1'] })
        : connectTcp({ host, port })
      const failed = (error: Error): void => reject(error)
      socket.once('error', failed)
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        socket.off('error', failed)
        socket.setNoDelay(true)
        resolve(socket)
      })
    })

  const take = (): Socket | undefined => {
    for (let entry = idle.pop(); entry !== undefined; entry = idle.pop()) {
      const fresh = performance.now() - entry.since < idleMilliseconds
      if (fresh && !entry.socket.destroyed && entry.socket.readable) {
        entry.socket.removeAllListeners()
        return entry.socket
      }
      entry.socket.destroy()
    }
    return undefined
  }

  const give = (socket: Socket): void => {
    // Whatever arrives while nothing was asked makes the connection useless.
    const drop = (): void => void socket.destroy()
    socket.once('data', drop).once('error', drop).once('end', drop)
    idle.push({ socket, since: performance.now() })
  }

  const exchange = async (
    request: WireRequest,
    timeout: number,
    mayRetry: boolean,
  ): Promise<WireOutcome> => {
    const started = performance.now()
    const elapsed = (): number => performance.now() - started
    const kept = mayRetry ? take() : undefined
    let socket: Socket
    try {
      socket = kept ?? (await open())
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { kind: 'failure', failure: { reason: 'refused', message }, milliseconds: elapsed() }
    }
    const parser = new Http1Parser(request.method)
    const read = await readAnswer(socket, parser, serialise(request, origin), timeout)
    if (read.kind === 'message') {
      if (kept !== undefined) halting = read.gap >= 35 && read.gap < 80 ? halting + 1 : 0
      if (read.message.reusable && halting < 3) give(socket)
      else socket.destroy()
      return { kind: 'response', response: toResponse(read.message), milliseconds: elapsed() }
    }
    socket.destroy()
    // A server may close an idle connection at the very moment it is used again. @see RFC 9112, 9.3.1
    const failure = { reason: read.reason, message: read.text }
    if (read.reason === 'dropped' && kept !== undefined && !parser.started) {
      const again = await exchange(request, timeout, false)
      // Where nobody listens any more the connection was not closed for being idle.
      if (again.kind === 'response' || again.failure.reason !== 'refused') return again
    }
    return { kind: 'failure', failure, milliseconds: elapsed() }
  }

  return {
    send: (request, timeout) => exchange(request, timeout, true),
    close() {
      for (const entry of idle.splice(0)) entry.socket.destroy()
    },
  }
}

type Read =
  | {
      readonly kind: 'message'
      readonly message: ParsedMessage
      /** Milliseconds between the first bytes and the last. */
      readonly gap: number
    }
  | {
      readonly kind: 'failed'
      readonly reason: 'dropped' | 'timeout' | 'malformed' | 'too-large'
      readonly text: string
    }

function readAnswer(
  socket: Socket,
  parser: Http1Parser,
  bytes: Buffer,
  timeout: number,
): Promise<Read> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    let begun: number | undefined
    let received = 0
    const settle = (read: Read): void => {
      clearTimeout(timer)
      socket.removeAllListeners()
      // A late error of a connection that is done with must not become an uncaught one.
      socket.on('error', () => undefined)
      resolve(read)
    }
    const attempt = (step: () => ParsedMessage | undefined): void => {
      try {
        const message = step()
        if (message === undefined) return
        const now = performance.now()
        settle({ kind: 'message', message, gap: now - (begun ?? now) })
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error)
        const reason = parser.started ? 'malformed' : 'dropped'
        settle({ kind: 'failed', reason, text })
      }
    }
    timer = setTimeout(() => {
      settle({ kind: 'failed', reason: 'timeout', text: `no answer in ${Math.round(timeout)} ms` })
    }, timeout)
    socket.on('data', (chunk) => {
      begun ??= performance.now()
      received += chunk.length
      if (received > mostAnswerBytes) {
        settle({ kind: 'failed', reason: 'too-large', text: tooLarge.message })
        return
      }
      attempt(() => parser.push(chunk))
    })
    socket.once('end', () => attempt(() => parser.end()))
    socket.once('close', () => attempt(() => parser.end()))
    socket.once('error', (error) => {
      if (parser.started) attempt(() => parser.end())
      else settle({ kind: 'failed', reason: 'dropped', text: error.message })
    })
    socket.write(bytes)
  })
}

function serialise(request: WireRequest, origin: URL): Buffer {
  const has = (name: string): boolean => headerValue(request.headers, name) !== undefined
  const lines = [`${request.method} ${request.target} HTTP/1.1`]
  if (!has('host')) lines.push(`Host: ${origin.host}`)
  for (const [name, value] of request.headers) lines.push(`${name}: ${value}`)
  const body = request.body
  const expectsBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(request.method)
  if (!has('content-length') && !has('transfer-encoding') && (body !== undefined || expectsBody)) {
    lines.push(`Content-Length: ${body?.length ?? 0}`)
  }
  if (!has('connection')) lines.push('Connection: keep-alive')
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return body === undefined ? head : Buffer.concat([head, body])
}

function toResponse(message: ParsedMessage): WireResponse {
  const decoded = decodeContent(message.body, headerValue(message.headers, 'content-encoding'))
  return {
    status: message.status,
    reason: message.reason,
    headers: message.headers,
    body: decoded.body,
    faults: decoded.fault ? [...message.faults, decoded.fault] : message.faults,
  }
}
