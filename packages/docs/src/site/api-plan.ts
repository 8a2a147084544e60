import type { ApiModel, OperationModel, SchemaModel } from '@concordat/model'
import { slugOf } from '../html/slug.ts'
import { anchorOf, fragment } from '../page/anchors.ts'
import { SchemaGraph } from '../schema/schema-graph.ts'
import type { TypeNames } from '../schema/type-phrase.ts'
import { hasProvenance } from './has-provenance.ts'

/** One page of operations. */
export interface OperationGroup {
  readonly title: string
  readonly description?: string
  /** Name of its page's file within the API's folder. */
  readonly file: string
  readonly operations: readonly OperationModel[]
}

/** Where everything of one API stands in the site. */
export interface ApiPlan {
  readonly model: ApiModel
  /** Folder of the API's pages. */
  readonly folder: string
  readonly groups: readonly OperationGroup[]
  /** Whether operations have pages of their own, beside the API's first page. */
  readonly isSplit: boolean
  readonly schemas: SchemaGraph
  readonly schemaPages: readonly SchemaPage[]
  readonly showsProvenance: boolean
  /** File of the page that holds an operation. */
  fileOfOperation(operationId: string): string | undefined
  fileOfSchema(name: string): string | undefined
}

/** One page of component schemas. */
export interface SchemaPage {
  readonly file: string
  readonly names: readonly string[]
}

/** Operations up to which an API is one page. */
const mostOnOnePage = 24
/** Operations and schemas on one page of a larger API. */
const mostOnAPage = 40
const mostSchemasOnAPage = 120

/** Decides which page of a site holds what of an API. */
export function planApi(model: ApiModel, folder: string): ApiPlan {
  const isSplit = model.operations.length > mostOnOnePage
  const groups = groupOperations(model, isSplit)
  const fileOfOperation = new Map<string, string>()
  for (const { file, operations } of groups) {
    for (const { operationId } of operations) fileOfOperation.set(operationId, file)
  }
  const schemaPages = chunk(model.schemas, mostSchemasOnAPage).map((schemas, index) => ({
    file: index === 0 ? 'schemas.html' : `schemas-${index + 1}.html`,
    names: schemas.map(({ name }) => name),
  }))
  const fileOfSchema = new Map(
    schemaPages.flatMap(({ file, names }) => names.map((name) => [name, file] as const)),
  )
  return {
    model,
    folder,
    groups,
    isSplit,
    schemas: new SchemaGraph(model),
    schemaPages,
    showsProvenance: hasProvenance(model),
    fileOfOperation: (operationId) => fileOfOperation.get(operationId),
    fileOfSchema: (name) => fileOfSchema.get(name),
  }
}

/** Names and addresses of schemas, as a page of this API needs them. */
export function typeNamesIn(plan: ApiPlan, file: string): TypeNames {
  const isSchemaPage = plan.schemaPages.some((page) => page.file === file)
  // Seen from all other pages the addresses are the same, and so is what was written with them.
  const known = isSchemaPage ? undefined : namesElsewhere.get(plan)
  if (known) return known
  const made = makeTypeNames(plan, file)
  if (!isSchemaPage) namesElsewhere.set(plan, made)
  return made
}

const namesElsewhere = new WeakMap<ApiPlan, TypeNames>()

function makeTypeNames(plan: ApiPlan, file: string): TypeNames {
  return {
    nameOf: (node: SchemaModel) => plan.schemas.nameOf(node),
    hrefOfSchema: (name) => {
      const target = plan.fileOfSchema(name)
      if (target === undefined) return undefined
      return `${target === file ? '' : target}${fragment(anchorOf.schema(name))}`
    },
  }
}

/** Address of an operation, from a page of the same API. */
export function hrefOfOperation(plan: ApiPlan, file: string, operationId: string): string {
  const target = plan.fileOfOperation(operationId) ?? 'index.html'
  return `${target === file ? '' : target}${fragment(anchorOf.operation(operationId))}`
}

function groupOperations(model: ApiModel, isSplit: boolean): OperationGroup[] {
  const described = new Map(model.tags.map((tag) => [tag.name, tag.description]))
  const byTitle = new Map<string, OperationModel[]>(model.tags.map(({ name }) => [name, []]))
  for (const operation of model.operations) {
    const title = operation.tags[0] ?? firstSegment(operation)
    const list = byTitle.get(title) ?? []
    list.push(operation)
    byTitle.set(title, list)
  }
  // Names of other pages of the folder.
  const used = new Map<string, number>(
    ['index', 'schemas', 'console', 'changes', 'verify', 'redoc'].map((name) => [name, 1]),
  )
  return [...byTitle].flatMap(([title, operations]) => {
    const description = described.get(title)
    return chunk(operations, isSplit ? mostOnAPage : operations.length).map((part, index) => ({
      title: index === 0 ? title : `${title}, part ${index + 1}`,
      ...(description === undefined || index > 0 ? {} : { description }),
      file: isSplit
        ? `${slugOf(index === 0 ? title : `${title} ${index + 1}`, used)}.html`
        : 'index.html',
      operations: part,
    }))
  })
}

/** Operations without tags are grouped by what their paths begin with. */
function firstSegment({ path }: OperationModel): string {
  const segments = path.split('/').filter((segment) => segment !== '' && !/[{}]/.test(segment))
  const [first = 'Operations', second] = segments
  return /^(?:api|v\d+)$/i.test(first) && second !== undefined ? second : first
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = []
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size))
  }
  return chunks
}
