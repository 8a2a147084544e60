import { ConcordatError } from '@concordat/core'
import { collectSources } from '../bundle/collect-sources.ts'
import { assembleDocument, type LoadResult } from './assemble-document.ts'
import { objectSource, parseDocumentSource } from './document-source.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { LoadOptions } from './load-options.ts'
import { openRoot, policyFor, rootUri } from './open-root.ts'
import { readVersion } from './openapi-version.ts'
import { nodeEdges, type SourceEdges } from './source-edges.ts'
import { SourceReader } from './source-reader.ts'

/**
 * Loads an OpenAPI document (3.0 or 3.1, YAML or JSON, a file or a URL) with every file it refers to, bundles it into
 * one and normalises it to OpenAPI 3.1.
 *
 * Defects of the document are findings, with file, line and column. References to URLs, to hosts of private networks
 * and to files outside the document's folder and `cwd` are refused unless allowed.
 *
 * @throws {@link ConcordatError} for what cannot be read at all: `E_DOCUMENT_NOT_FOUND`, `E_DOCUMENT_SYNTAX`,
 * `E_DOCUMENT_ENCODING`, `E_DOCUMENT_NOT_OPENAPI`, `E_DOCUMENT_SWAGGER`, `E_DOCUMENT_REFERENCE_CIRCLE`,
 * `E_DOCUMENT_TOO_BIG`, `E_DOCUMENT_TOO_DEEP`, `E_DOCUMENT_TOO_MANY_FILES`.
 * @example
 * ```ts
 * import { loadDocument } from '@concordat/document'
 * import { readApiModel } from '@concordat/model'
 *
 * const { loaded, findings } = await loadDocument('openapi/acme/openapi.yaml')
 * const { model } = readApiModel(loaded)
 * console.log(model.operations.length, findings.length)
 * ```
 * @see {@link https://spec.openapis.org/oas/v3.1.1 | OpenAPI 3.1.1}
 */
export async function loadDocument(
  location: string,
  options: LoadOptions = {},
): Promise<LoadResult> {
  const { reader, edges, cwd, limits } = prepare(options)
  const { root, policy } = await openRoot(location, options, { reader, edges, cwd })
  readVersion(root)
  return assembleDocument(await collectSources(root, reader, policy), limits)
}

/**
 * Loads a document from its text, as if it stood at `options.location`; relative references start from there.
 * @throws {@link ConcordatError} as {@link loadDocument} does.
 * @example
 * ```ts
 * import { loadDocumentFromText } from '@concordat/document'
 *
 * const text = 'openapi: 3.1.1\ninfo: { title: Ping, version: 1.0.0 }\npaths: {}'
 * const { loaded } = await loadDocumentFromText(text, { location: 'ping.yaml' })
 * console.log(loaded.openapi) // '3.1.1'
 * ```
 */
export async function loadDocumentFromText(
  text: string,
  options: LoadOptions & { readonly location?: string } = {},
): Promise<LoadResult> {
  const { reader, edges, cwd, limits } = prepare(options)
  const uri = rootUri(options.location ?? 'openapi.yaml', cwd)
  const root = parseDocumentSource(uri, reader.location(uri), text.replace(/^\uFEFF/, ''), limits)
  reader.add(root)
  readVersion(root)
  const policy = await policyFor(uri, options, edges, cwd)
  return assembleDocument(await collectSources(root, reader, policy), limits)
}

/**
 * Loads a document that is data already, for example one that a server made. Positions are not known: every finding
 * names the document by `options.location`.
 * @throws {@link ConcordatError} as {@link loadDocument} does.
 * @example
 * ```ts
 * import { loadDocumentFromObject } from '@concordat/document'
 *
 * const { loaded } = await loadDocumentFromObject({
 *   openapi: '3.1.1',
 *   info: { title: 'Ping', version: '1.0.0' },
 *   paths: {},
 * })
 * console.log(loaded.document['openapi']) // '3.1.1'
 * ```
 */
export async function loadDocumentFromObject(
  data: unknown,
  options: LoadOptions & { readonly location?: string } = {},
): Promise<LoadResult> {
  const { reader, edges, cwd, limits } = prepare(options)
  const uri = rootUri(options.location ?? 'openapi.json', cwd)
  // Written and read again: what JSON cannot say is gone, and nothing the caller changes later changes the document.
  const text = toJson(data, reader.location(uri))
  const parsed = parseDocumentSource(uri, reader.location(uri), text, limits)
  const root = objectSource(uri, reader.location(uri), parsed.data)
  reader.add(root)
  readVersion(root)
  const policy = await policyFor(uri, options, edges, cwd)
  return assembleDocument(await collectSources(root, reader, policy), limits)
}

function prepare(options: LoadOptions) {
  const cwd = options.cwd ?? process.cwd()
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const edges: SourceEdges = {
    ...nodeEdges,
    // Files that are not on the disk have no symbolic links.
    ...(options.readFile && { readFile: options.readFile, realPath: async (path) => path }),
    ...(options.realPath && { realPath: options.realPath }),
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.resolveHost && { resolveHost: options.resolveHost }),
  }
  return { cwd, limits, edges, reader: new SourceReader(edges, limits, cwd) }
}

function toJson(data: unknown, location: string): string {
  try {
    return JSON.stringify(data) ?? 'null'
  } catch (cause) {
    throw new ConcordatError(
      'E_DOCUMENT_NOT_JSON',
      `\`${location}\` is not what JSON can say: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}.`,
      { cause },
    )
  }
}
