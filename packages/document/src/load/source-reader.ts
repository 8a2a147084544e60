import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConcordatError } from '@concordat/core'
import { decodeText } from './decode-text.ts'
import { type DocumentSource, parseDocumentSource } from './document-source.ts'
import { fetchText } from './fetch-text.ts'
import type { LoadLimits } from './limits.ts'
import { type ReadingPolicy, refuseFile } from './reading-policy.ts'
import type { SourceEdges } from './source-edges.ts'
import { SourceUnavailable } from './source-unavailable.ts'

/** Reads and parses files and URLs, each once, as far as policy and limits allow. */
export class SourceReader {
  readonly #edges: SourceEdges
  readonly #limits: Required<LoadLimits>
  readonly #cwd: string
  readonly #sources = new Map<string, Promise<DocumentSource>>()
  #nodes = 0

  constructor(edges: SourceEdges, limits: Required<LoadLimits>, cwd: string) {
    this.#edges = edges
    this.#limits = limits
    this.#cwd = cwd
  }

  /** Makes a source that was read otherwise known under its URI. */
  add(source: DocumentSource) {
    this.#sources.set(source.uri, Promise.resolve(source))
  }

  /**
   * Reads the source of a URI.
   * @throws {@link SourceUnavailable}, or {@link ConcordatError} for what is there but cannot be read.
   */
  read(uri: string, policy: ReadingPolicy): Promise<DocumentSource> {
    let source = this.#sources.get(uri)
    if (!source) {
      if (this.#sources.size >= this.#limits.maxFiles) {
        throw new ConcordatError(
          'E_DOCUMENT_TOO_MANY_FILES',
          `The document refers to more than ${this.#limits.maxFiles} files.`,
        )
      }
      source = this.#load(uri, policy)
      this.#sources.set(uri, source)
    }
    return source
  }

  async #load(uri: string, policy: ReadingPolicy): Promise<DocumentSource> {
    const { url, text } = uri.startsWith('file:')
      ? { url: uri, text: await this.#readFile(uri, policy) }
      : await fetchText(new URL(uri), policy, this.#edges, this.#limits)
    const source = parseDocumentSource(url, this.location(url), text, this.#limits)
    this.#nodes += source.nodes
    if (this.#nodes > this.#limits.maxNodes) {
      throw new ConcordatError(
        'E_DOCUMENT_TOO_BIG',
        `The document and its files hold more than ${this.#limits.maxNodes} values; \`${source.location}\` is one too many.`,
      )
    }
    return source
  }

  /** How messages name a URI. */
  location(uri: string): string {
    if (!uri.startsWith('file:')) return uri
    return relative(this.#cwd, fileURLToPath(uri)).split(sep).join('/') || '.'
  }

  async #readFile(uri: string, policy: ReadingPolicy): Promise<string> {
    let content: string | Uint8Array
    try {
      const real = await this.#edges.realPath(fileURLToPath(uri))
      const refusal = refuseFile(real, policy)
      if (refusal !== undefined) throw new SourceUnavailable('refused', refusal)
      content = await this.#edges.readFile(real)
    } catch (error) {
      if (error instanceof SourceUnavailable) throw error
      throw new SourceUnavailable('missing', whyUnreadable(error), { cause: error })
    }
    return decodeText(content, this.location(uri), this.#limits)
  }
}

function whyUnreadable(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file'
    case 'EISDIR':
      return 'it is a folder; give the path of a file'
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
