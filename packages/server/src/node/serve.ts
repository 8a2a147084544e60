import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { closeGracefully } from './close-gracefully.ts'

/** Anything that answers requests: a generated server, a Hono app, or one object with a `fetch`. */
export interface Fetchable {
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>
}

/** Where and how long to listen. */
export interface ListenOptions {
  /** 0 lets the system choose a free one. @default 0 */
  readonly port?: number
  /** @default '127.0.0.1' */
  readonly hostname?: string
  /** Closes the server, as `close()` does, when it is aborted. */
  readonly signal?: AbortSignal
  /** How long answers in progress may take after `close()`, in milliseconds; then they are cut. @default 10000 */
  readonly gracePeriod?: number
  /**
   * How long a connection that is idle is kept, in milliseconds. Longer than balancers keep theirs, so that it is they
   * who end it, and never while a request is on its way. @default 75000
   */
  readonly keepAliveTimeout?: number
  /** How long a whole request may take to arrive, in milliseconds; 0 for ever. @default 300000 */
  readonly requestTimeout?: number
}

/** A server that listens. */
export interface ListeningServer {
  readonly port: number
  readonly hostname: string
  /** For example `http://127.0.0.1:4010`. */
  readonly url: string
  /** Stops to accept, lets answers in progress end, and resolves when the last connection is closed. */
  close(): Promise<void>
  /** Resolves when the server is closed, for whatever reason. */
  readonly closed: Promise<void>
}

/**
 * Serves over HTTP in Node, and resolves when the port is open.
 *
 * @example
 * ```ts
 * import { serve } from '@concordat/server/node'
 * const app = { fetch: () => new Response('hello') }
 * const listening = await serve(app, { port: 0 })
 * console.log(`Listening on ${listening.url}`)
 * await listening.close()
 * ```
 * @throws What Node says when the address cannot be used, for example `EADDRINUSE`.
 */
export async function serve(
  server: Fetchable,
  options: ListenOptions = {},
): Promise<ListeningServer> {
  const hostname = options.hostname ?? '127.0.0.1'
  options.signal?.throwIfAborted()
  const http = createAdaptorServer({
    fetch: (request, env) => server.fetch(request, env),
    hostname,
    serverOptions: {
      requestTimeout: options.requestTimeout ?? 300_000,
      keepAliveTimeout: options.keepAliveTimeout ?? 75_000,
    },
  })
  const closed = new Promise<void>((resolve) => http.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, hostname, () => {
      http.off('error', reject)
      resolve()
    })
  })
  // `listen` on a port gives an address with a port; only pipes give text.
  const { port } = http.address() as AddressInfo
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= closeGracefully(http, options.gracePeriod ?? 10_000)
    return closing
  }
  const onAbort = (): void => void close()
  options.signal?.addEventListener('abort', onAbort, { once: true })
  void closed.then(() => options.signal?.removeEventListener('abort', onAbort))
  return { port, hostname, url: `http://${bracketed(hostname)}:${port}`, close, closed }
}

/** @see RFC 3986, section 3.2.2 */
function bracketed(hostname: string): string {
  return hostname.includes(':') ? `[${hostname}]` : hostname
}
