import type { ApiModel } from '@concordat/model'
import { consoleData, consoleDataFile } from '../console/console-data.ts'
import { consolePage } from '../console/console-page.ts'
import {
  changesFile,
  changesOfOperation,
  changesPage,
  type VersionChanges,
} from '../facts/changes.ts'
import { type HeldReport, heldOfApi, heldSummary, heldView, timesSeen } from '../facts/held.ts'
import { type MemberReader, readersView } from '../facts/readers.ts'
import { plainText } from '../html/markdown.ts'
import type { OperationPlace } from '../operation/operation-place.ts'
import { anchorOf, fragment } from '../page/anchors.ts'
import { apiPage, groupPage } from '../page/api-page.ts'
import { apiSide } from '../page/api-side.ts'
import { type GuideInput, guidePage, guideSide, planGuides } from '../page/guide-page.ts'
import { type PageParts, pageShell, type SiteFrame } from '../page/page-shell.ts'
import { schemasPage } from '../page/schemas-page.ts'
import { firstSentence, startPage } from '../page/start-page.ts'
import { sampleSource } from '../samples/sample-request.ts'
import { samplesOf, samplesView } from '../samples/samples-view.ts'
import { guideEntry, searchEntries, searchIndexFile } from '../search/search-index.ts'
import { type ApiPlan, hrefOfOperation, planApi, typeNamesIn } from './api-plan.ts'

/** One API of a site. */
export interface ApiInput {
  readonly model: ApiModel
  /** Name of the generated npm package, for samples. @default none: samples have no TypeScript client */
  readonly packageName?: string
  /** Where the API runs for readers of this site, in place of the document's servers. */
  readonly server?: string
  /** Address of another view of the document, from the API's folder. @default none */
  readonly otherView?: { readonly href: string; readonly title: string }
  /** Reports of contract tests, of this API or of others. @default none */
  readonly reports?: readonly HeldReport[]
  /** What each version of the document changed, newest first. @default none */
  readonly changes?: readonly VersionChanges[]
  /** What consumers read, from their contracts. @default none: a public site does not name its readers */
  readonly readers?: readonly MemberReader[]
}

/** What a site is made of. */
export interface SiteInput {
  /** @default the title of the only API, or `API documents` */
  readonly title?: string
  readonly apis: readonly ApiInput[]
  /** One sentence for every page, for example on which server the pages stand. @default none */
  readonly notice?: string
  /** In the order in which they are shown. @default none */
  readonly guides?: readonly GuideInput[]
}

/** A file of a site; `path` has `/` between its parts. */
export interface SiteFile {
  readonly path: string
  readonly content: string | Uint8Array
}

/** Renders a site: its pages, without the assets that all sites share. Pure: the same input gives the same files. */
export async function renderSite(input: SiteInput): Promise<SiteFile[]> {
  const title =
    input.title ??
    (input.apis.length === 1 ? (input.apis[0]?.model.title ?? 'API') : 'API documents')
  const frame: SiteFrame = {
    title,
    ...(input.notice === undefined ? {} : { notice: input.notice }),
  }
  const guides = planGuides(input.guides ?? [])
  const used = new Map<string, number>([
    ['assets', 1],
    ['guides', 1],
  ])
  const planned = input.apis.map((api) => ({
    api,
    plan: planApi(api.model, folderOf(api.model, used)),
  }))
  const files: SiteFile[] = []
  const add = (parts: PageParts) =>
    files.push({ path: parts.file, content: pageShell(parts, frame) })
  for (const { api, plan } of planned) {
    const samples = await samplesOfApi(plan, api)
    for (const parts of apiPages(plan, api, samples)) add(parts)
    if (plan.model.operations.length > 0) addConsole(plan, api, { add, files })
    files.push({
      path: `${plan.folder}/openapi.json`,
      content: `${JSON.stringify(plan.model.document, null, 2)}\n`,
    })
  }
  add({
    title,
    file: 'index.html',
    main: startPage(
      title,
      planned.map(({ api, plan }) => ({ plan, ...api })),
      guides.map((guide) => ({ ...guide, href: guide.file })),
    ),
  })
  for (const guide of guides) {
    add({
      title: guide.title,
      description: guide.summary,
      file: guide.file,
      side: guideSide(guides, guide),
      sideTitle: 'Guides',
      main: guidePage(guide),
    })
  }
  const entries = [...planned.flatMap(({ plan }) => searchEntries(plan)), ...guides.map(guideEntry)]
  files.push({ path: 'assets/search-index.js', content: searchIndexFile(entries) })
  return files
}

/** The console's page, and the data that its script works on. */
function addConsole(
  plan: ApiPlan,
  api: ApiInput,
  site: { readonly add: (parts: PageParts) => void; readonly files: SiteFile[] },
): void {
  const { folder, model } = plan
  const hrefOf = (operationId: string) => hrefOfOperation(plan, 'console.html', operationId)
  site.add({
    title: `Console · ${model.title}`,
    file: `${folder}/console.html`,
    side: apiSide(plan, 'console.html', api.changes !== undefined),
    sideTitle: model.title,
    main: consolePage(plan, hrefOf),
    scripts: ['assets/console.js', `${folder}/console-data.js`],
    mayConnect: true,
  })
  const data = consoleData(plan, {
    packageName: api.packageName ?? model.name,
    ...(api.server === undefined ? {} : { server: api.server }),
    hrefOf,
  })
  site.files.push({ path: `${folder}/console-data.js`, content: consoleDataFile(data) })
}

/** API names are kebab-case; two of one name are numbered. */
function folderOf(model: ApiModel, used: Map<string, number>): string {
  const count = (used.get(model.name) ?? 0) + 1
  used.set(model.name, count)
  return count === 1 ? model.name : `${model.name}-${count}`
}

/** Samples by operation. */
type SampleBook = ReadonlyMap<string, Awaited<ReturnType<typeof samplesOf>>>

async function samplesOfApi(plan: ApiPlan, api: ApiInput): Promise<SampleBook> {
  const source = sampleSource(plan.model, plan.schemas, api.server)
  const client = {
    name: api.packageName ?? plan.model.name,
    ...(api.server === undefined ? {} : { baseUrl: api.server }),
  }
  const book = new Map<string, Awaited<ReturnType<typeof samplesOf>>>()
  for (const operation of plan.model.operations) {
    book.set(operation.operationId, await samplesOf(operation, source, client))
  }
  return book
}

function apiPages(plan: ApiPlan, api: ApiInput, samples: SampleBook): PageParts[] {
  const { model, folder } = plan
  const description = model.summary ?? firstSentence(plainText(model.description))
  const held = heldOfApi(api.reports ?? [], model)
  const part = (file: string, title: string, main: PageParts['main']): PageParts => ({
    title,
    description,
    file: `${folder}/${file}`,
    side: apiSide(plan, file, api.changes !== undefined),
    sideTitle: model.title,
    main,
  })
  const tools = (file: string, level: number) => ({
    plan,
    place: placeIn(plan, file, level, { samples, api }),
    ...(held ? { held: heldSummary(held) } : {}),
    ...(api.server === undefined ? {} : { server: api.server }),
    ...(api.packageName === undefined ? {} : { packageName: api.packageName }),
    ...(api.otherView === undefined ? {} : { otherView: api.otherView }),
  })
  const pages = [part('index.html', model.title, apiPage(tools('index.html', 3)))]
  if (plan.isSplit) {
    for (const group of plan.groups) {
      pages.push(
        part(group.file, `${group.title} · ${model.title}`, groupPage(group, tools(group.file, 2))),
      )
    }
  }
  if (api.changes) {
    const hrefOf = (id: string) => hrefOfOperation(plan, changesFile, id)
    const main = changesPage(api.changes, plan, hrefOf)
    pages.push(part(changesFile, `Changes · ${model.title}`, main))
  }
  for (const page of plan.schemaPages) {
    pages.push(
      part(
        page.file,
        `Schemas · ${model.title}`,
        schemasPage(page, plan, typeNamesIn(plan, page.file)),
      ),
    )
  }
  return pages
}

function placeIn(
  plan: ApiPlan,
  file: string,
  level: number,
  { samples, api }: { readonly samples: SampleBook; readonly api: ApiInput },
): OperationPlace {
  const held = heldOfApi(api.reports ?? [], plan.model)
  const { changes, readers } = api
  return {
    level,
    kind: 'operation',
    plan,
    names: typeNamesIn(plan, file),
    schemaDepth: plan.isSplit ? 1 : 2,
    hrefOfOperation: (operationId) => hrefOfOperation(plan, file, operationId),
    samplesOf: ({ operationId }, anchor) => {
      const found = samples.get(operationId)
      return found === undefined ? undefined : samplesView(found, anchor)
    },
    ...(held && {
      heldOf: (id: string) => heldView(held, id),
      timesSeen: (id: string, status: string) => timesSeen(held, id, status),
    }),
    ...(changes && { changesOf: (id: string) => changesOfOperation(changes, id) }),
    ...(readers && { readersOf: (id: string) => readersView(readers, id) }),
    hrefOfSecurity: (name) =>
      `${file === 'index.html' ? '' : 'index.html'}${fragment(anchorOf.security(name))}`,
  }
}
