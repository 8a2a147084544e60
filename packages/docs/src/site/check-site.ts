import type { Finding } from '@concordat/core'
import type { ApiModel } from '@concordat/model'
import type { SiteFile } from './render-site.ts'

/** What a reader of a site would miss: links that lead nowhere, operations without a summary or without samples. */
export function checkSite(files: readonly SiteFile[], models: readonly ApiModel[]): Finding[] {
  return [
    ...models.flatMap(operationsWithoutSummary),
    ...brokenLinks(files),
    ...missingSamples(files),
  ]
}

function operationsWithoutSummary(model: ApiModel): Finding[] {
  return model.operations
    .filter(({ summary }) => summary === undefined || summary.trim() === '')
    .map(({ operationId, pointer, method, path }) => ({
      id: 'operation-without-summary',
      severity: 'warning',
      message: `${model.name}: \`${operationId}\` (${method.toUpperCase()} ${path}) has no summary: readers see its id as title.`,
      pointer,
    }))
}

/** Links and anchors of the pages, and where they lead. */
function brokenLinks(files: readonly SiteFile[]): Finding[] {
  const pages = files.filter(
    (file): file is SiteFile & { readonly content: string } =>
      file.path.endsWith('.html') && typeof file.content === 'string',
  )
  const paths = new Set(files.map(({ path }) => path))
  const ids = new Map(pages.map(({ path, content }) => [path, idsIn(content)]))
  return pages.flatMap(({ path, content }) => {
    const broken = [...new Set(linksIn(content))].filter((href) => {
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return false
      const [file = '', anchor = ''] = href.split('#')
      const target = file === '' ? path : resolvePath(path, file)
      if (!paths.has(target)) return true
      return anchor !== '' && ids.has(target) && !ids.get(target)?.has(decodeURIComponent(anchor))
    })
    return broken.map(
      (href): Finding => ({
        id: 'link-leads-nowhere',
        severity: 'error',
        message: `${path}: the link \`${href}\` leads nowhere.`,
      }),
    )
  })
}

function idsIn(content: string): ReadonlySet<string> {
  return new Set([...content.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => textOf(id ?? '')))
}

function linksIn(content: string): string[] {
  return [...content.matchAll(/<a [^>]*?\bhref="([^"]*)"/g)].map(([, href]) => textOf(href ?? ''))
}

function textOf(attribute: string): string {
  return attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function resolvePath(from: string, to: string): string {
  return decodeURIComponent(new URL(to, `http://site/${from}`).pathname.slice(1))
}

function missingSamples(files: readonly SiteFile[]): Finding[] {
  return files.flatMap(({ path, content }) =>
    typeof content !== 'string'
      ? []
      : [...content.matchAll(/data-no-sample="([^"]*)"[^>]*>([^<]*)/g)].map(
          ([, operation, why]): Finding => ({
            id: 'operation-without-sample',
            severity: 'warning',
            message: `${path}: \`${textOf(operation ?? '')}\` has no sample. ${textOf(why ?? '')}`,
          }),
        ),
  )
}
