import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { renderIndex } from './render-index.ts'
import { renderPage } from './render-page.ts'
import { sealPage } from './seal-page.ts'
import { showProvenance } from './show-provenance.ts'

/** A document to render, and the folder its location is relative to. */
export interface DocsInput {
  readonly location: string
  readonly cwd: string
}

/** A page that was written. */
export interface DocsPage {
  readonly file: string
  readonly title: string
}

/** How {@link buildDocs} tells of its work and is stopped. */
export interface BuildDocsEdges {
  readonly signal: AbortSignal
  readonly onPage?: (name: string) => void
}

/**
 * Renders documents into a folder: `<api>.html` for each, `<api>.json` beside it (the bundled document), and `index.html`.
 * Every file appears whole or not at all.
 */
export async function buildDocs(
  inputs: readonly DocsInput[],
  out: string,
  edges: BuildDocsEdges,
): Promise<DocsPage[]> {
  await mkdir(out, { recursive: true })
  const pages: DocsPage[] = []
  const entries = []
  for (const input of inputs) {
    const { loaded } = await loadDocument(input.location, { cwd: input.cwd })
    const { model } = readApiModel(loaded)
    edges.onPage?.(model.name)
    const html = sealPage(await renderPage(showProvenance(loaded.document), edges.signal))
    const file = join(out, `${model.name}.html`)
    await writeWhole(file, html)
    await writeWhole(
      join(out, `${model.name}.json`),
      `${JSON.stringify(loaded.document, null, 2)}\n`,
    )
    pages.push({ file, title: model.title })
    entries.push({
      title: model.title,
      version: model.version,
      summary: model.summary ?? firstSentence(model.description ?? ''),
      operations: model.operations.length,
      href: `${model.name}.html`,
    })
  }
  const index = join(out, 'index.html')
  await writeWhole(index, renderIndex(entries))
  return [...pages, { file: index, title: 'API documents' }]
}

async function writeWhole(file: string, text: string): Promise<void> {
  const staged = `${file}.${process.pid}.tmp`
  await writeFile(staged, text)
  await rename(staged, file)
}

function firstSentence(text: string): string {
  const line = text.split('\n\n')[0]?.replaceAll('\n', ' ').trim() ?? ''
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}
