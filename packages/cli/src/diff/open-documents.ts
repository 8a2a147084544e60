import { statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { ConcordatError } from '@concordat/core'
import { type LoadedDocument, type LoadResult, loadDocument } from '@concordat/document'
import { expandDocuments } from '../expand-documents.ts'
import { filesAt, gitLocation, readAt } from './git-revision.ts'

/** Documents of one side, by their place below what was named; a single one is called ''. */
export type OpenedDocuments = ReadonlyMap<string, OpenedDocument>

export interface OpenedDocument {
  readonly loaded: LoadedDocument
  /** As people name it. */
  readonly location: string
}

const documentName = /(^|\/)(openapi|swagger|[^/]+\.openapi)\.(ya?ml|json)$/i

/**
 * Opens what one side of a comparison names: a file, a URL, a folder, or one of them at a git revision, with
 * references read from the same revision.
 * @throws ConcordatError for what cannot be read, and for a reference that leads nowhere.
 */
export async function openDocuments(name: string, cwd: string): Promise<OpenedDocuments> {
  const at = await gitLocation(name, cwd)
  if (!at) return openFiles(name, cwd)
  const files = await filesAt(at)
  const isFile = files.length === 1 && files[0] === at.path
  const named = files.filter((file) => documentName.test(file))
  const flat = files.filter((file) => /\.(ya?ml|json)$/i.test(file))
  const chosen = isFile ? files : named.length > 0 ? named : flat
  if (chosen.length === 0) {
    throw new ConcordatError(
      'E_DOCUMENT_NOT_FOUND',
      `There is no document at \`${name}\`. Paths of a revision start at the root of the repository; \`${at.revision}:./${at.path}\` starts from here.`,
    )
  }
  const readFile = readAt(at)
  const opened = new Map<string, OpenedDocument>()
  for (const file of chosen) {
    const result = await loadDocument(join(at.root, file), { cwd: at.root, readFile })
    const key = isFile ? '' : file.slice(at.path === '' ? 0 : at.path.length + 1)
    opened.set(key, { loaded: checked(result, name), location: `${at.revision}:${file}` })
  }
  return opened
}

async function openFiles(name: string, cwd: string): Promise<OpenedDocuments> {
  const isFolder = statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() ?? false
  const opened = new Map<string, OpenedDocument>()
  for (const file of await expandDocuments([name], cwd)) {
    const result = await loadDocument(file, { cwd })
    const key = isFolder
      ? relative(resolve(cwd, name), resolve(cwd, file)).split(sep).join('/')
      : ''
    opened.set(key, { loaded: checked(result, name), location: file })
  }
  return opened
}

/** A document whose references all lead somewhere: of another, nothing could be said. */
function checked({ loaded, findings }: LoadResult, name: string): LoadedDocument {
  const lost = findings.find(
    ({ id }) => id === 'reference-unresolved' || id === 'reference-refused',
  )
  if (!lost) return loaded
  throw new ConcordatError('E_REFERENCE_UNRESOLVED', `\`${name}\`: ${lost.message}`, {
    ...(lost.source && { source: lost.source }),
  })
}
