import { lookup } from 'node:dns/promises'
import { readFile, realpath } from 'node:fs/promises'

/** What loading needs from the world; give your own to load from memory or through a proxy. */
export interface SourceEdges {
  /** Reads a file. Rejects with an error whose `code` is `ENOENT` when there is none. */
  readonly readFile: (path: string) => Promise<string | Uint8Array>
  /** Resolves symbolic links. */
  readonly realPath: (path: string) => Promise<string>
  readonly fetch: typeof globalThis.fetch
  /** Addresses of a host, to recognise names that lead into a private network. */
  readonly resolveHost: (hostname: string) => Promise<readonly string[]>
}

export const nodeEdges: SourceEdges = {
  readFile: (path) => readFile(path),
  realPath: (path) => realpath(path),
  fetch: (...input) => globalThis.fetch(...input),
  resolveHost: async (hostname) =>
    (await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })).map(({ address }) => address),
}
