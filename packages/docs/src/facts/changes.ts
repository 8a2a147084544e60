import { type Content, type Html, html, joined } from '../html/html.ts'
import { inlineMarkdown } from '../html/markdown.ts'
import { heading } from '../operation/operation-view.ts'
import { fragment } from '../page/anchors.ts'
import type { ApiPlan } from '../site/api-plan.ts'

/** What one version of a document changed of the one before: as `concordat diff` found it. */
export interface VersionChanges {
  /** What people call the version: a tag. */
  readonly version: string
  /** ISO 8601 date. */
  readonly date?: string
  readonly changes: readonly DocumentedChange[]
}

/** One change by its meaning. */
export interface DocumentedChange {
  readonly class: 'wire' | 'behaviour' | 'code' | 'unknown' | 'compatible'
  readonly message: string
  readonly operations: readonly { readonly operationId: string; readonly kind: string }[]
}

/** File of the page that holds the change log of an API. */
export const changesFile = 'changes.html'

const classWords: Readonly<Record<DocumentedChange['class'], string>> = {
  wire: 'breaks calls',
  unknown: 'may break',
  behaviour: 'behaves otherwise',
  code: 'breaks generated code',
  compatible: 'compatible',
}

/** Operations that one change names; it may reach hundreds. */
const mostNamed = 12
/** Changes that an operation shows; the others stand on the page of changes. */
const mostAtOperation = 6

/** The change log of an API, newest first. */
export function changesPage(
  versions: readonly VersionChanges[],
  plan: ApiPlan,
  hrefOf: (operationId: string) => string,
): Content {
  const known = new Set(plan.model.operations.map(({ operationId }) => operationId))
  return html`<header class="intro">
    <p class="eyebrow"><a href="index.html">${plan.model.title}</a> ${plan.model.version}</p>
    <h1>Changes</h1>
    <p class="lead">What each version changes of the one before, by what it allows and promises, not by how it is written.</p>
  </header>
  ${versions.map(
    ({
      version,
      date,
      changes,
    }) => html`<section class="version" aria-labelledby="${anchorOfVersion(version)}">
    ${heading(2, html`${version}${date !== undefined && html` <small>${date}</small>`}`, anchorOfVersion(version))}
    ${
      changes.length === 0
        ? html`<p class="facts">Nothing that a caller or a server could notice.</p>`
        : html`<ul class="changes">${changes.map(
            (change) =>
              html`<li>${classMark(change)} ${inlineMarkdown(change.message)}${reached(change, known, hrefOf)}</li>`,
          )}</ul>`
    }
  </section>`,
  )}`
}

/** Where in the history an operation changed, newest first; `undefined` where it did not. */
export function changesOfOperation(
  versions: readonly VersionChanges[],
  operationId: string,
): Html | undefined {
  const entries = versions.flatMap(({ version, changes }) =>
    changes
      .filter(({ operations }) => operations.some((one) => one.operationId === operationId))
      .map((change) => ({ version, change })),
  )
  if (entries.length === 0) return undefined
  const rest = entries.length - mostAtOperation
  return html`<ul class="changes">${entries
    .slice(0, mostAtOperation)
    .map(
      ({ version, change }) =>
        html`<li><a href="${changesFile}${fragment(anchorOfVersion(version))}">${version}</a> ${classMark(change)} ${inlineMarkdown(change.message)}</li>`,
    )}${rest > 0 && html`<li><a href="${changesFile}">and ${rest} more</a></li>`}</ul>`
}

function classMark(change: DocumentedChange): Html {
  return html`<span class="class ${change.class}">${classWords[change.class]}</span>`
}

function reached(
  { operations }: DocumentedChange,
  known: ReadonlySet<string>,
  hrefOf: (operationId: string) => string,
): Content {
  if (operations.length === 0) return undefined
  const ids = [...new Set(operations.map(({ operationId }) => operationId))]
  const more = ids.length - mostNamed
  return html`<br><small>${joined(
    ids
      .slice(0, mostNamed)
      .map((id) =>
        known.has(id) ? html`<a href="${hrefOf(id)}">${id}</a>` : html`<code>${id}</code>`,
      ),
    ', ',
  )}${more > 0 && ` and ${more} more`}</small>`
}

function anchorOfVersion(version: string): string {
  return `version/${version.replaceAll(/[\s"'<>`/\\%#?]+/g, '-')}`
}
