import { type Finding, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { bundle } from '../bundle/bundle.ts'
import { Origins } from '../bundle/origins.ts'
import { collectSources, type SourceGraph } from '../bundle/source-graph.ts'
import type { DocumentDefect } from '../finding-log.ts'
import { FindingLog } from '../finding-log.ts'
import type { LoadedDocument } from '../loaded-document.ts'
import { normaliseObject } from '../normalise/normalise-object.ts'
import { repairDocument } from '../repair/repair-document.ts'
import { type DocumentSource, objectSource, parseDocumentSource } from './document-source.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { LoadOptions } from './load-options.ts'
import { openRoot, policyFor, rootUri } from './open-root.ts'
import { readVersion } from './openapi-version.ts'
import { nodeEdges, type SourceEdges } from './source-edges.ts'
import { SourceReader } from './source-reader.ts'

/** A loaded document, and what is wrong with it. */
export interface LoadResult {
  readonly loaded: LoadedDocument
  readonly findings: readonly Finding[]
}

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
 * import { loadDocument, readApiModel } from '@concordat/document'
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
  const { reader, edges, cwd } = prepare(options)
  const { root, policy } = await openRoot(location, options, reader, edges, cwd)
  readVersion(root)
  return assemble(await collectSources(root, reader, policy))
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
  return assemble(await collectSources(root, reader, await policyFor(uri, options, edges, cwd)))
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
  const text = JSON.stringify(data) ?? 'null'
  const parsed = parseDocumentSource(uri, reader.location(uri), text, limits)
  const root = objectSource(uri, reader.location(uri), parsed.data)
  reader.add(root)
  readVersion(root)
  return assemble(await collectSources(root, reader, await policyFor(uri, options, edges, cwd)))
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

/** Everything after reading is a pure function of the sources. */
function assemble(graph: SourceGraph): LoadResult {
  const { root } = graph
  const origins = new Origins()
  let document: object = {}
  const position = (pointer: string) => origins.position(document, pointer, root)
  const log = new FindingLog(position)
  reportSyntax(graph, log)
  const draft = bundle({
    graph,
    origins,
    report: (defect: DocumentDefect) => log.add(defect),
    rule: normaliseObject(root),
  })
  document = draft
  const openapi = readVersion(root, log)
  repairDocument(draft, {
    written: (container, key) => {
      const origin = origins.get(container)
      return origin?.source.written(origin.raw, key)
    },
    report: (defect) => log.add(defect),
  })
  const loaded: LoadedDocument = {
    document: asJsonObject(draft),
    openapi,
    location: root.location,
    files: graph.sources.map((source) => source.location),
    position,
    line: (file, line) => sourceAt(graph.sources, file)?.line(line),
  }
  return { loaded, findings: log.findings }
}

function reportSyntax(graph: SourceGraph, log: FindingLog) {
  for (const source of graph.sources) {
    for (const { id, message, offset } of source.defects) {
      log.add({ id, message, source: source.positionOfOffset(offset) })
    }
  }
}

function sourceAt(sources: readonly DocumentSource[], file: string): DocumentSource | undefined {
  return sources.find((source) => source.location === file)
}

/** The draft was copied from JSON and changed with JSON only; this names what it is. */
function asJsonObject(draft: object): JsonObject {
  const value = draft as JsonValue
  return isJsonObject(value) ? value : {}
}
