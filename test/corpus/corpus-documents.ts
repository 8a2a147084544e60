import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of public documents of real vendors. It is not part of the project. */
export const corpusFolder = resolve(root, process.env.CONCORDAT_SHARED ?? '../shared', 'corpus')

export const corpusIsAbsent = !existsSync(corpusFolder)

/** What to say where there is no corpus. */
export const absence = `The corpus is absent: no folder ${corpusFolder}. Set CONCORDAT_SHARED to the folder that holds it. No document was tried.`

export interface CorpusDocument {
  /** File name without its ending. */
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** The documents of the corpus, small ones first. */
export function corpusDocuments(): readonly CorpusDocument[] {
  if (corpusIsAbsent) return []
  return readdirSync(corpusFolder)
    .filter((file) => /\.(?:json|ya?ml)$/.test(file))
    .map((file) => {
      const path = join(corpusFolder, file)
      return { name: parse(file).name, path, bytes: statSync(path).size }
    })
    .sort((left, right) => left.bytes - right.bytes)
}

/** Where a document's package is written: inside the project, so that it finds its dependencies. */
export function outputFolder(name: string): string {
  return join(root, '.concordat', 'corpus', name)
}

/** The package that was generated of a document: the one folder in {@link outputFolder}. */
export function packageFolder(name: string): string {
  const folder = outputFolder(name)
  const [only] = readdirSync(folder).filter((entry) => existsSync(join(folder, entry, 'src')))
  if (only === undefined) throw new Error(`Nothing was generated of ${name}.`)
  return join(folder, only)
}
