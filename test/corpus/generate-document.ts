import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runGeneration } from '../../packages/cli/src/generate/run-generation.ts'
import { type CorpusDocument, outputFolder, root } from './corpus-documents.ts'

/** What `concordat generate` made of a document. */
export interface Generated {
  /** Absolute path of the package. */
  readonly folder: string
  readonly operations: number
  readonly schemas: number
  readonly milliseconds: number
  /** Peak of the whole process, in MB. */
  readonly memory: number
  readonly files: number
  readonly lines: number
  readonly bytes: number
  /** Errors of the document; with any of them nothing is written. */
  readonly refusals: readonly string[]
  readonly warnings: number
}

/** Generates a document's package the way the command does. */
export async function generateDocument(document: CorpusDocument): Promise<Generated> {
  const [result] = await runGeneration(
    {
      documents: [document.path],
      folder: root,
      out: outputFolder(document.name),
      mode: 'write',
      json: false,
      quiet: true,
      force: true,
      filters: { tags: [], paths: [], operations: [] },
      emitters: [],
      allowRemote: false,
      allowFilesOutside: false,
      signal: new AbortController().signal,
    },
    () => {},
  )
  if (result?.folder === undefined) throw new Error(`Nothing was generated of ${document.path}.`)
  const folder = resolve(root, result.folder)
  const written = result.outcome === 'refused' ? [] : modulesOf(folder)
  return {
    folder,
    operations: result.operations ?? 0,
    schemas: result.schemas ?? 0,
    milliseconds: result.time,
    memory: process.resourceUsage().maxRSS / 1024,
    files: written.length,
    lines: written.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    bytes: written.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    refusals:
      result.outcome === 'refused'
        ? result.findings
            .filter(({ severity }) => severity === 'error')
            .map(({ message, source }) => `${message} (line ${source?.line ?? '?'})`)
        : [],
    warnings: result.findings.filter(({ severity }) => severity === 'warning').length,
  }
}

function modulesOf(folder: string): string[] {
  return readdirSync(join(folder, 'src')).map((file) =>
    readFileSync(join(folder, 'src', file), 'utf8'),
  )
}
