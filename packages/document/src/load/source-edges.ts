import { lookup } from 'node:dns/promises'
import { readFile, realpath } from 'node:fs/promises'
import { fetchPinned } from './fetch-pinned.ts'

/** How a URL is asked for. */
export interface SourceRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Redirects are not followed: each is judged before. */
  readonly redirect: 'manual'
}

/** What loading needs from the world; give your own to load from memory or through a proxy. */
export interface SourceEdges {
  /** Reads a file. Rejects with an error whose `code` is `ENOENT` when there is none. */
  readonly readFile: (path: string) => Promise<string | Uint8Array>
  /** Resolves symbolic links. */
  readonly realPath: (path: string) => Promise<string>
  /**
   * Reads a URL, as the global `fetch` does. `addresses` are those of the host, when they were judged: connecting to
   * another would go behind the judge's back.
   */
  readonly fetch: (
    url: URL,
    request: SourceRequest,
    addresses?: readonly string[],
  ) => Promise<Response>
  /** Addresses of a host, to recognise names that lead into a private network. */
  readonly resolveHost: (hostname: string) => Promise<readonly string[]>
}

export const nodeEdges: SourceEdges = {
  readFile: (path) => readFile(path),
  realPath: (path) => realpath(path),
  fetch: (url, request, addresses) =>
    addresses ? fetchPinned(url, addresses, request) : globalThis.fetch(url, request),
  resolveHost: async (hostname) =>
    (await lookup(hostname, { all: true })).map(({ address }) => address),
}
