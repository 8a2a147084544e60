import { concatenate, type ReadBytes } from './body-bytes.ts'

/** Node's incoming message, as far as a body is read from it. */
export interface NodeIncoming {
  readonly httpVersionMajor: number
  readonly readableDidRead: boolean
  readonly readableEnded: boolean
  readonly destroyed: boolean
  on(event: 'data', listener: (chunk: Uint8Array<ArrayBuffer>) => void): unknown
  on(event: 'end' | 'error' | 'close', listener: () => void): unknown
  off(event: string, listener: (...values: never[]) => void): unknown
}

/** The HTTP/1 message behind a request, where Node's adapter hands it over with the environment. */
export function http1Incoming(env: unknown): NodeIncoming | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  const { incoming } = env
  const isHttp1 =
    typeof incoming === 'object' &&
    incoming !== null &&
    'httpVersionMajor' in incoming &&
    incoming.httpVersionMajor === 1
  // What has this version is Node's, whose other members are documented.
  return isHttp1 ? (incoming as NodeIncoming) : undefined
}

/**
 * Whether a request is still nothing but its message: no middleware has put another in its place, and nothing has
 * made a stream of its body. @hono/node-server's requests hold their message in a symbol of their own until then.
 * Requests made in any other way are read as the standard says.
 */
export function isUntouched(request: Request, incoming: NodeIncoming): boolean {
  if (incoming.readableDidRead || incoming.destroyed) return false
  let holds = false
  // Looked up as an object's members and not by `Reflect`, which is slow; whatever is found is only compared.
  const members = request as unknown as Readonly<Record<symbol, unknown>>
  for (const symbol of Object.getOwnPropertySymbols(request)) {
    const value = members[symbol]
    if (value === incoming) holds = true
    else if (typeof value === 'object' && value instanceof Request) return false
  }
  return holds
}

/**
 * Reads a message's body without the copies that a standard request makes of it.
 *
 * @param use turns what was read into the result, at once.
 */
export function readIncoming<T>(
  incoming: NodeIncoming,
  limit: number,
  use: (read: ReadBytes) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let first: Uint8Array<ArrayBuffer> | undefined
    let others: Uint8Array<ArrayBuffer>[] | undefined
    let size = 0
    // Listeners stay: they end with the message, and a promise settles once.
    const settle = (read: ReadBytes): void => {
      try {
        resolve(use(read))
      } catch (error) {
        reject(error)
      }
    }
    const onData = (chunk: Uint8Array<ArrayBuffer>): void => {
      size += chunk.byteLength
      if (size > limit) {
        incoming.off('data', onData)
        settle('too-large')
      } else if (first === undefined) first = chunk
      else {
        others ??= [first]
        others.push(chunk)
      }
    }
    const onBroken = (): void => {
      if (!incoming.readableEnded) settle('broken')
    }
    incoming.on('data', onData)
    incoming.on('end', () => settle(others ? concatenate(others, size) : (first ?? noBytes)))
    incoming.on('error', onBroken)
    incoming.on('close', onBroken)
  })
}

const noBytes = new Uint8Array(0)
