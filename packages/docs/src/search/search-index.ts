import type { OperationModel } from '@concordat/model'
import MiniSearch from 'minisearch'
import { plainText } from '../html/markdown.ts'
import { visibleText } from '../html/visible-text.ts'
import { titleOf } from '../operation/operation-view.ts'
import { anchorOf, fragment } from '../page/anchors.ts'
import type { Guide } from '../page/guide-page.ts'
import { type ApiPlan, hrefOfOperation } from '../site/api-plan.ts'
import { type SearchEntry, searchOptions } from './search-options.ts'

type NewEntry = Omit<SearchEntry, 'id'>

/** Characters of a description that are searched. */
const longestText = 600

/** Everything of an API that can be found: its operations, webhooks and schemas. */
export function searchEntries(plan: ApiPlan): NewEntry[] {
  const { model, folder } = plan
  const api = model.title
  return [
    ...model.operations.map((operation) => ({
      ...operationEntry(operation),
      kind: 'operation' as const,
      api,
      href: `${folder}/${hrefOfOperation(plan, '', operation.operationId)}`,
    })),
    ...model.webhooks.map((webhook) => ({
      ...operationEntry(webhook),
      kind: 'webhook' as const,
      api,
      href: `${folder}/index.html${fragment(anchorOf.webhook(webhook))}`,
    })),
    ...model.schemas.map(({ name, pointer }) => {
      const node = plan.schemas.at({ pointer })
      const members = [...(node.properties?.keys() ?? [])]
      return {
        title: name,
        names: members.join(' '),
        text: plainText(node.description).slice(0, longestText),
        kind: 'schema' as const,
        api,
        href: `${folder}/${plan.fileOfSchema(name)}${fragment(anchorOf.schema(name))}`,
        detail: members.slice(0, 6).join(', '),
      }
    }),
  ]
}

function operationEntry(
  operation: OperationModel,
): Pick<NewEntry, 'title' | 'names' | 'text' | 'detail'> {
  const { operationId, method, path, parameters, responses, tags } = operation
  const headers = responses.flatMap((response) => response.headers.map(({ name }) => name))
  const names = new Set([
    operationId,
    method,
    path,
    ...tags,
    ...parameters.map(({ name }) => name),
    ...headers,
  ])
  return {
    title: titleOf(operation),
    names: [...names].join(' '),
    text: plainText(operation.description).slice(0, longestText),
    detail: `${method.toUpperCase()} ${path}`,
  }
}

/** A guide, to be found by its title and its words. */
export function guideEntry({ file, title, summary, text }: Guide): NewEntry {
  return {
    title,
    names: '',
    text: plainText(text).slice(0, 10 * longestText),
    kind: 'guide',
    api: '',
    href: file,
    detail: summary.slice(0, 120),
  }
}

/** The file that gives the index to the script of the search. It is a script itself, so that it works from files. */
export function searchIndexFile(entries: readonly NewEntry[]): string {
  const index = new MiniSearch(searchOptions)
  index.addAll(
    entries.map((entry, id) => ({
      ...entry,
      title: visibleText(entry.title),
      detail: visibleText(entry.detail),
      api: visibleText(entry.api),
      id,
    })),
  )
  return `concordatSearchIndex(${JSON.stringify(JSON.stringify(index))})\n`
}
