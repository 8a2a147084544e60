import { dirname, parse, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ConcordatError } from '@concordat/core'
import type { DocumentSource } from './document-source.ts'
import type { LoadOptions } from './load-options.ts'
import { allowedFolders, type ReadingPolicy } from './reading-policy.ts'
import type { SourceEdges } from './source-edges.ts'
import type { SourceReader } from './source-reader.ts'
import { SourceUnavailable } from './source-unavailable.ts'

/** The file or URL that the user named, and what its references may lead to. */
export interface OpenedRoot {
  readonly root: DocumentSource
  readonly policy: ReadingPolicy
}

/** What a root is opened with: how sources are read, and where relative paths start. */
export interface OpenWith {
  readonly reader: SourceReader
  readonly edges: SourceEdges
  readonly cwd: string
}

/**
 * Opens the document that the user named. Naming it allows it: neither its folder nor its host need be allowed.
 * @throws {@link ConcordatError} `E_DOCUMENT_NOT_FOUND` when it cannot be read.
 */
export async function openRoot(
  location: string,
  options: LoadOptions,
  { reader, edges, cwd }: OpenWith,
): Promise<OpenedRoot> {
  const uri = rootUri(location, cwd)
  const named = await policyFor(uri, options, edges, cwd)
  try {
    const root = await reader.read(uri, {
      ...named,
      allowFilesOutside: true,
      // The named host may redirect to another public one.
      allowRemote: named.allowRemote || {},
    })
    return { root, policy: await policyFor(root.uri, options, edges, cwd) }
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error
    throw new ConcordatError(
      'E_DOCUMENT_NOT_FOUND',
      `Cannot read the document \`${location}\`: ${error.message}.`,
      { cause: error },
    )
  }
}

/**
 * The absolute URI of a path or URL.
 * @throws {@link ConcordatError} `E_DOCUMENT_NOT_FOUND` when it is neither.
 */
export function rootUri(location: string, cwd: string): string {
  if (!/^(?:https?|file):\/\//i.test(location)) return pathToFileURL(resolve(cwd, location)).href
  try {
    const url = new URL(location)
    url.hash = ''
    // Throws for a file of another machine.
    if (url.protocol === 'file:') fileURLToPath(url)
    return url.href
  } catch (cause) {
    throw new ConcordatError(
      'E_DOCUMENT_NOT_FOUND',
      `Cannot read the document \`${location}\`: it is no URL that can be read.`,
      { cause },
    )
  }
}

/** What the references of a document may lead to. */
export async function policyFor(
  uri: string,
  options: LoadOptions,
  edges: SourceEdges,
  cwd: string,
): Promise<ReadingPolicy> {
  const { allowRemote = false, allowFilesOutside = false } = options
  const base = { allowRemote, allowFilesOutside }
  if (!uri.startsWith('file:')) return { ...base, folders: [], origin: new URL(uri).origin }
  const real = (path: string) => edges.realPath(path).catch(() => path)
  const path = await real(fileURLToPath(uri))
  const written = dirname(fileURLToPath(uri))
  const folders = allowedFolders(path, await real(cwd))
  if (parse(written).root !== written) folders.push(await real(written))
  return { ...base, folders }
}
