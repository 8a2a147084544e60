import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ConcordatError, type Finding } from '@concordat/core'
import {
  type ApiInput,
  checkSite,
  readSiteAssets,
  renderSite,
  type SiteFile,
} from '@concordat/docs'
import { loadDocument } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { compileSamples, findCompiler } from './compile-samples.ts'
import { changesOf, readHistory } from './read-changes.ts'
import { readContracts, readersOf } from './read-contracts.ts'
import { readReports } from './read-reports.ts'
import { renderRedoc } from './render-redoc.ts'
import { sealPage } from './seal-page.ts'
import { showProvenance } from './show-provenance.ts'

/** A site to build. */
export interface DocsRequest {
  readonly title?: string
  /** Files and URLs, from `folder`. */
  readonly documents: readonly string[]
  /** Markdown files, from `folder`. */
  readonly guides: readonly string[]
  /** npm scope of the generated packages. */
  readonly scope?: string
  /** Whether each API also gets a page of Redoc. */
  readonly redoc: boolean
  /** Reports of `concordat verify --format json`, from `folder`. */
  readonly reports?: readonly string[]
  /** Pact files of consumers, from `folder`: with them the site says who reads what. */
  readonly contracts?: readonly string[]
  /** Pattern of the git tags between which the change log compares. @default no change log */
  readonly changes?: string
  /** Whether the site is only checked, and nothing is written. */
  readonly check?: boolean
  readonly folder: string
  readonly out: string
}

/** How {@link buildDocs} tells of its work and is stopped. */
export interface BuildDocsEdges {
  readonly signal: AbortSignal
  readonly onStep?: (what: string) => void
}

/** A site that was built. */
export interface BuiltDocs {
  /** What a reader would miss. */
  readonly findings: readonly Finding[]
  /** What was not checked, as a sentence. */
  readonly unchecked?: string
  /** Absolute paths of what was written. */
  readonly files: readonly string[]
  /** Absolute paths and URLs of what was read. */
  readonly read: readonly string[]
  readonly apis: readonly { readonly title: string; readonly operations: number }[]
}

/** Renders documents and guides into a folder. Every file appears whole or not at all. */
export async function buildDocs(request: DocsRequest, edges: BuildDocsEdges): Promise<BuiltDocs> {
  const { folder, out, redoc } = request
  const apis: ApiInput[] = []
  const reports = await readReports(request.reports ?? [], folder)
  const contracts = await readContracts(request.contracts ?? [], folder)
  const history =
    request.changes === undefined ? undefined : await readHistory(folder, request.changes)
  const extra: SiteFile[] = []
  const read: string[] = []
  for (const location of request.documents) {
    edges.onStep?.(`reading ${location}`)
    const { loaded } = await loadDocument(location, { cwd: folder })
    const { model } = readApiModel(loaded)
    read.push(...loaded.files.map((file) => resolve(folder, file)))
    if (history) edges.onStep?.(`comparing the versions of ${location}`)
    apis.push({
      model,
      reports,
      ...(contracts.length > 0 ? { readers: readersOf(contracts, model) } : {}),
      ...(history ? { changes: await changesOf(location, loaded, history, folder) } : {}),
      packageName: request.scope === undefined ? model.name : `${request.scope}/${model.name}`,
      ...(redoc ? { otherView: { href: 'redoc.html', title: 'Redoc' } } : {}),
    })
    if (!redoc) continue
    edges.onStep?.(`rendering ${model.name} with Redoc`)
    const page = await renderRedoc(showProvenance(loaded.document), edges.signal)
    extra.push({ path: `${model.name}/redoc.html`, content: sealPage(page) })
  }
  edges.onStep?.('rendering pages')
  const guides = await Promise.all(
    request.guides.map(async (file) => ({
      file,
      text: await readFile(resolve(folder, file), 'utf8'),
    })),
  )
  const site = await renderSite({
    apis,
    guides,
    ...(request.title === undefined ? {} : { title: request.title }),
  })
  const files = [...site, ...extra, ...(await readSiteAssets())]
  if (!request.check) edges.onStep?.(`writing ${files.length} files`)
  return {
    ...(request.check ? await checked(files, apis, request, edges) : { findings: [] }),
    files: request.check ? [] : await writeSite(files, out),
    read: [...read, ...request.guides.map((file) => resolve(folder, file))],
    apis: apis.map(({ model }) => ({ title: model.title, operations: model.operations.length })),
  }
}

async function checked(
  files: readonly SiteFile[],
  apis: readonly ApiInput[],
  { folder }: DocsRequest,
  { onStep }: BuildDocsEdges,
): Promise<Pick<BuiltDocs, 'findings' | 'unchecked'>> {
  const models = apis.map(({ model }) => model)
  const findings = checkSite(files, models)
  const compiler = findCompiler(folder)
  if (typeof compiler === 'string') {
    return { findings, unchecked: `The TypeScript samples were not compiled: ${compiler}` }
  }
  onStep?.('compiling samples')
  return { findings: [...findings, ...(await compileSamples(apis, compiler))] }
}

async function writeSite(files: readonly SiteFile[], out: string): Promise<string[]> {
  const folders = new Set(files.map(({ path }) => dirname(join(out, path))))
  const written: string[] = []
  try {
    for (const folder of folders) await mkdir(folder, { recursive: true })
    for (const { path, content } of files) {
      const file = join(out, path)
      await writeWhole(file, content)
      written.push(file)
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConcordatError('E_WRITE_FAILED', `The site could not be written: ${reason}`, {
      cause,
    })
  }
  return written
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const staged = `${file}.${process.pid}.tmp`
  try {
    await writeFile(staged, content)
    await rename(staged, file)
  } catch (error) {
    await rm(staged, { force: true })
    throw error
  }
}
