import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of public documents of real vendors. It is not part of the project. */
export const corpusFolder = resolve(root, process.env.CONCORDAT_SHARED ?? '../shared', 'corpus')

export const corpusIsAbsent = !existsSync(corpusFolder)

/** What to say where there is no corpus. */
export const absence = `The corpus is absent: no folder ${corpusFolder}. Set CONCORDAT_SHARED to the folder that holds it, or name a folder of documents. No document was tried.`

export interface CorpusDocument {
  /** Its path in the folder without the ending; folders are parted by `__`. */
  readonly name: string
  /** Whose it is, as far as the folder says: its first folder, or else the document itself. */
  readonly vendor: string
  readonly path: string
  readonly bytes: number
}

/** Folders that hold no documents that are meant to be tried. */
const skipped = new Set(['node_modules', 'history', '.git'])

/** The OpenAPI documents in a folder and in the folders inside it, small ones first. */
export function documentsIn(folder: string): readonly CorpusDocument[] {
  return filesIn(folder)
    .filter((path) => /\.(?:json|ya?ml)$/.test(path) && isOpenApi(path))
    .map((path) => {
      const parts = relative(folder, path).split(sep)
      const name = parts.join('__').replace(/\.(?:json|ya?ml)$/, '')
      const [vendor = name] = name.split('__')
      return { name: name.replaceAll(/[^\w.-]+/g, '_'), vendor, path, bytes: statSync(path).size }
    })
    .sort((left, right) => left.bytes - right.bytes || (left.name < right.name ? -1 : 1))
}

/** The documents of the corpus, small ones first. */
export function corpusDocuments(): readonly CorpusDocument[] {
  return corpusIsAbsent ? [] : documentsIn(corpusFolder)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}

/** Whether a file says that it is a document of OpenAPI 3. */
function isOpenApi(path: string): boolean {
  const text = readFileSync(path, 'utf8')
  return path.endsWith('.json')
    ? /"openapi"\s*:\s*"?3\./.test(text.slice(0, 2000)) || isOpenApiJson(text)
    : /^["']?openapi["']?\s*:\s*["']?3\./m.test(text)
}

function isOpenApiJson(text: string): boolean {
  try {
    return /^3\./.test(String(JSON.parse(text).openapi))
  } catch {
    // What is no JSON is no document; JSON may also be a list, or null.
    return false
  }
}

/** Tells whether a result is of a document as it is now. */
export function documentHash({ path }: CorpusDocument): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}

/** Where a document's package is written: inside the project, so that it finds its dependencies. */
export function outputFolder(name: string): string {
  return join(root, '.concordat', 'corpus', name)
}

/** The package that was generated of a document: the one folder in {@link outputFolder}. */
export function packageFolder(name: string): string {
  const folder = outputFolder(name)
  const [only] = readdirSync(folder).filter((entry) => existsSync(join(folder, entry, 'src')))
  if (only === undefined) throw new Error(`Nothing was generated of ${basename(folder)}.`)
  return join(folder, only)
}
