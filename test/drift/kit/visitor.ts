import { request } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** How a request differs from a plain one of the first login. */
export interface Ask {
  /** Name of a login; null for none. */
  as?: string | null
  headers?: Record<string, string>
  /** Sent as JSON, under `type` or application/json. */
  json?: unknown
  /** Sent as a form. */
  form?: Record<string, string>
  body?: string | Buffer
  /** Media type of the body. */
  type?: string
}

export interface Answer {
  readonly method: string
  readonly path: string
  readonly status: number
  /** By lower-case name; of two with one name both, with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly rawHeaders: readonly string[]
  readonly bytes: Buffer
  readonly text: string
  /** The value at a place in the JSON, or undefined. */
  at(...path: (string | number)[]): unknown
  /** The objects of a list in the JSON. */
  list(...path: (string | number)[]): Record<string, unknown>[]
}

/** One who calls a server as a caller of its document would, and looks closely. */
export interface Visitor {
  readonly url: string
  send(method: string, path: string, ask?: Ask): Promise<Answer>
  get(path: string, ask?: Ask): Promise<Answer>
  /** Whether a request gets no whole answer. */
  breaks(method: string, path: string, ask?: Ask): Promise<boolean>
  /** What comes back for these bytes, until the server closes. */
  raw(text: string): Promise<string>
}

export type Logins = Readonly<Record<string, Readonly<Record<string, string>>>>

function pick(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (outer, name) =>
      typeof outer === 'object' && outer !== null ? Reflect.get(outer, name) : undefined,
    value,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function bodyOf(ask: Ask): { bytes?: Buffer; type?: string } {
  if (ask.json !== undefined)
    return { bytes: Buffer.from(JSON.stringify(ask.json)), type: ask.type ?? 'application/json' }
  if (ask.form) {
    return {
      bytes: Buffer.from(`${new URLSearchParams(ask.form)}`),
      type: ask.type ?? 'application/x-www-form-urlencoded',
    }
  }
  return {
    ...(ask.body !== undefined && { bytes: Buffer.from(ask.body) }),
    ...(ask.type !== undefined && { type: ask.type }),
  }
}

export function visit(
  url: string,
  logins: Logins,
  seen: (answer: Answer) => void = () => {},
): Visitor {
  const [firstLogin] = Object.keys(logins)

  const send = (method: string, path: string, ask: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { bytes, type } = bodyOf(ask)
      const login = ask.as === null ? undefined : (ask.as ?? firstLogin)
      const headers: Record<string, string> = {
        ...(login === undefined ? {} : logins[login]),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(bytes === undefined ? {} : { 'content-length': String(bytes.length) }),
        ...ask.headers,
      }
      const target = new URL(url)
      const call = request(
        {
          host: target.hostname,
          port: target.port,
          method,
          path: `${target.pathname.replace(/\/$/, '')}${path}`,
          headers,
          agent: false,
          timeout: 1500,
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            if (!response.complete) return reject(new Error('The answer was cut short.'))
            const sent = Buffer.concat(chunks)
            const body = response.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
            const json = parse(body.toString())
            const answer: Answer = {
              method,
              path,
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(response.headersDistinct).map(([name, values]) => [
                  name,
                  (values ?? []).join(', '),
                ]),
              ),
              rawHeaders: response.rawHeaders,
              bytes: body,
              text: body.toString(),
              at: (...places) => pick(json, places),
              list: (...places) => {
                const list = pick(json, places)
                return Array.isArray(list) ? list.filter(isRecord) : []
              },
            }
            seen(answer)
            return resolve(answer)
          })
        },
      )
      call.on('timeout', () => call.destroy(new Error('No answer in time.')))
      call.on('error', reject)
      call.end(bytes)
    })

  return {
    url,
    send,
    get: (path, ask) => send('GET', path, ask),
    breaks: (method, path, ask) =>
      send(method, path, ask).then(
        () => false,
        () => true,
      ),
    raw: (text) =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url)
        const chunks: Buffer[] = []
        const socket = connect(Number(port), hostname, () => socket.end(text))
        socket.on('data', (chunk) => chunks.push(chunk))
        socket.on('error', reject)
        socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
      }),
  }
}
