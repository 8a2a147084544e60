import type { FramingFault, HeaderField } from './wire-exchange.ts'

/** What was read of one answer. */
export interface ParsedMessage {
  readonly status: number
  readonly reason: string
  readonly version: string
  readonly headers: readonly HeaderField[]
  readonly body: Buffer
  readonly faults: readonly FramingFault[]
  /** Whether the connection may carry another exchange. */
  readonly reusable: boolean
}

interface Head {
  readonly status: number
  readonly reason: string
  readonly version: string
  readonly headers: readonly HeaderField[]
  readonly faults: FramingFault[]
}

type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }

/**
 * Reads one answer from the bytes of a connection. Strict where a fault hides a drift, lenient where the message can
 * still be read. @see RFC 9112
 */
export class Http1Parser {
  private buffer: Buffer = Buffer.alloc(0)
  private head: Head | undefined
  private framing: Framing = { kind: 'until-close' }
  private readonly chunks: Buffer[] = []

  private readonly method: string

  constructor(method: string) {
    this.method = method
  }

  /** Whether any byte has arrived. */
  get started(): boolean {
    return this.head !== undefined || this.buffer.length > 0
  }

  /** Takes bytes; gives the message when it is complete. Throws when the bytes are no HTTP. */
  push(bytes: Buffer): ParsedMessage | undefined {
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes])
    while (this.head === undefined) {
      const end = this.buffer.indexOf('\r\n\r\n')
      if (end < 0) {
        if (this.buffer.length > 256 * 1024) throw new Error('the header section never ends')
        return undefined
      }
      const head = parseHead(this.buffer.subarray(0, end).toString('latin1'))
      this.buffer = this.buffer.subarray(end + 4)
      // Interim answers (100 Continue, 103 Early Hints) precede the one that counts. @see RFC 9110, 15.2
      if (head.status >= 100 && head.status < 200 && head.status !== 101) continue
      this.head = head
      this.framing = framingOf(head, this.method)
    }
    return this.readBody(this.head)
  }

  /** The connection ended: the message, if that is how its body ends; throws when nothing readable has arrived. */
  end(): ParsedMessage {
    if (this.head === undefined) throw new Error('the connection ended before an answer')
    if (this.framing.kind === 'until-close') {
      this.chunks.push(this.buffer)
      this.buffer = Buffer.alloc(0)
    } else if (this.framing.kind === 'length') {
      const read = this.buffer.length
      this.head.faults.push({
        kind: 'length-mismatch',
        message: `Content-Length says ${this.framing.length} bytes, the connection ended after ${read}`,
      })
      this.chunks.push(this.buffer)
      this.buffer = Buffer.alloc(0)
    } else if (this.framing.kind === 'chunked') {
      this.head.faults.push({
        kind: 'length-mismatch',
        message: 'the connection ended in the middle of a chunked body',
      })
    }
    return this.finish(this.head, false)
  }

  private readBody(head: Head): ParsedMessage | undefined {
    switch (this.framing.kind) {
      case 'none':
        return this.finish(head, true)
      case 'length': {
        if (this.buffer.length < this.framing.length) return undefined
        this.chunks.push(this.buffer.subarray(0, this.framing.length))
        this.buffer = this.buffer.subarray(this.framing.length)
        return this.finish(head, true)
      }
      case 'chunked':
        return this.readChunks(head)
      case 'until-close':
        return undefined
    }
  }

  private readChunks(head: Head): ParsedMessage | undefined {
    for (;;) {
      const end = this.buffer.indexOf('\r\n')
      if (end < 0) return undefined
      const size = Number.parseInt(this.buffer.subarray(0, end).toString('latin1'), 16)
      if (Number.isNaN(size)) throw new Error('a chunk without a size')
      if (size === 0) {
        const trailerEnd = this.buffer.indexOf('\r\n\r\n', end)
        if (trailerEnd < 0) return undefined
        this.buffer = this.buffer.subarray(trailerEnd + 4)
        return this.finish(head, true)
      }
      if (this.buffer.length < end + 2 + size + 2) return undefined
      this.chunks.push(this.buffer.subarray(end + 2, end + 2 + size))
      this.buffer = this.buffer.subarray(end + 2 + size + 2)
    }
  }

  private finish(head: Head, complete: boolean): ParsedMessage {
    if (this.buffer.length > 0) {
      const forbidden = this.framing.kind === 'none'
      head.faults.push(
        forbidden
          ? {
              kind: 'body-forbidden',
              message: `${this.buffer.length} bytes follow an answer that has no body (${this.method}, ${head.status})`,
            }
          : {
              kind: 'surplus-bytes',
              message: `${this.buffer.length} bytes follow the end of the body`,
            },
      )
    }
    const connection = headerOf(head.headers, 'connection')?.toLowerCase() ?? ''
    const keeps =
      head.version === '1.1' ? !connection.includes('close') : connection.includes('keep')
    return {
      status: head.status,
      reason: head.reason,
      version: head.version,
      headers: head.headers,
      body: Buffer.concat(this.chunks),
      faults: head.faults,
      reusable: complete && keeps && this.buffer.length === 0,
    }
  }
}

function headerOf(headers: readonly HeaderField[], name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1]
}

function parseHead(text: string): Head {
  const [first = '', ...lines] = text.replace(/^(\r?\n)+/, '').split('\r\n')
  const line = /^HTTP\/(\d\.\d) (\d{3})(?: (.*))?$/.exec(first)
  if (!line) throw new Error(`not a status line: ${JSON.stringify(first.slice(0, 80))}`)
  const headers: HeaderField[] = []
  const faults: FramingFault[] = []
  for (const field of lines) {
    const colon = field.indexOf(':')
    const name = field.slice(0, Math.max(0, colon))
    if (colon <= 0 || /[\s]/.test(name)) {
      const shown = JSON.stringify(field.slice(0, 80))
      faults.push({ kind: 'header-syntax', message: `${shown} is not a header field` })
      continue
    }
    headers.push([name, field.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')])
  }
  return {
    version: line[1] ?? '1.1',
    status: Number(line[2]),
    reason: line[3] ?? '',
    headers,
    faults,
  }
}

/** How the body ends. @see RFC 9112, 6.3 */
function framingOf(head: Head, method: string): Framing {
  const lengths = head.headers
    .filter(([name]) => name.toLowerCase() === 'content-length')
    .map(([, value]) => value)
  const transfer = headerOf(head.headers, 'transfer-encoding')?.toLowerCase()
  const bodiless = method === 'HEAD' || head.status === 204 || head.status === 304
  if (new Set(lengths).size > 1 || (lengths.length > 0 && transfer !== undefined)) {
    head.faults.push({
      kind: 'conflicting-length',
      message: 'the answer says its length in more than one way',
    })
  }
  if (head.status === 204 && (transfer !== undefined || lengths.some((value) => value !== '0'))) {
    head.faults.push({
      kind: 'length-forbidden',
      message: 'an answer 204 announces a body (Content-Length or Transfer-Encoding)',
    })
  }
  if (bodiless) return { kind: 'none' }
  if (transfer?.includes('chunked')) return { kind: 'chunked' }
  const length = lengths[0]
  if (length === undefined) return { kind: 'until-close' }
  if (!/^\d+$/.test(length)) {
    head.faults.push({
      kind: 'conflicting-length',
      message: `Content-Length ${JSON.stringify(length)} is not a number`,
    })
    return { kind: 'until-close' }
  }
  return { kind: 'length', length: Number(length) }
}
