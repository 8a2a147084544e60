/** An answer before it is written, so that a wrong server can change a value in it and nothing else. */
export interface Reply {
  status: number
  /** By lower-case name. */
  headers: Record<string, string | string[]>
  /** Written as JSON when there is no `text`. */
  value?: unknown
  text?: string | Buffer
}

export function jsonReply(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, value }
}

export function textReply(status: number, text: string | Buffer, contentType: string): Reply {
  return { status, headers: { 'content-type': contentType }, text }
}

export function emptyReply(status = 204, headers: Reply['headers'] = {}): Reply {
  return { status, headers }
}

/** The bytes of an answer's body, or undefined when it has none. */
export function bytesOf(reply: Reply): Buffer | undefined {
  if (reply.text !== undefined) return Buffer.from(reply.text)
  return reply.value === undefined ? undefined : Buffer.from(JSON.stringify(reply.value))
}

/** A header's name as most servers write it. */
export function headerCase(name: string): string {
  if (name === 'etag') return 'ETag'
  if (name === 'www-authenticate') return 'WWW-Authenticate'
  return name.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  )
}
