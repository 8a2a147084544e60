import { type Content, html } from '../html/html.ts'
import { inlineMarkdown, plainText } from '../html/markdown.ts'
import { methodBadge, titleOf } from '../operation/operation-view.ts'
import { type ApiPlan, hrefOfOperation } from '../site/api-plan.ts'

/** One API on the start page. */
export interface StartEntry {
  readonly plan: ApiPlan
  readonly packageName?: string
  readonly server?: string
}

/** A guide on the start page. */
export interface StartGuide {
  readonly title: string
  readonly summary: string
  readonly href: string
}

/** The first page of a site: every API with its operations, and the guides. */
export function startPage(
  title: string,
  apis: readonly StartEntry[],
  guides: readonly StartGuide[],
): Content {
  const operations = apis.reduce((sum, { plan }) => sum + plan.model.operations.length, 0)
  return html`<header class="intro start">
    <h1>${title}</h1>
    <p class="lead">${apis.length} ${apis.length === 1 ? 'API' : 'APIs'}, ${operations} ${operations === 1 ? 'operation' : 'operations'}.</p>
  </header>
  <div class="cards">${apis.map(card)}</div>
  ${
    guides.length > 0 &&
    html`<section><h2>Guides</h2><ul class="guides">${guides.map(
      (guide) => html`<li><a href="${guide.href}">${guide.title}</a><p>${guide.summary}</p></li>`,
    )}</ul></section>`
  }`
}

/** Operations that a card shows; the others stand on the API's page. */
const mostShown = 8

function card({ plan, packageName, server }: StartEntry): Content {
  const { model, folder } = plan
  const summary = model.summary ?? firstSentence(plainText(model.description))
  const shown = model.operations.slice(0, mostShown)
  const more = model.operations.length - shown.length
  const address = server ?? model.servers[0]?.url
  return html`<article class="api-card">
    <h2><a href="${folder}/index.html">${model.title}</a></h2>
    <p class="eyebrow">version ${model.version}${model.license && html` · ${model.license.identifier ?? model.license.name}`}</p>
    ${summary !== '' && html`<p>${inlineMarkdown(summary)}</p>`}
    <ul class="calls">${shown.map(
      (operation) =>
        html`<li><a href="${folder}/${hrefOfOperation(plan, '', operation.operationId)}"><span>${titleOf(operation)}</span>${methodBadge(operation.method)}</a></li>`,
    )}${more > 0 && html`<li><a href="${folder}/index.html"><span>and ${more} more</span></a></li>`}</ul>
    <dl class="about">
      ${address !== undefined && html`<dt>Server</dt><dd><code>${address}</code></dd>`}
      ${packageName !== undefined && html`<dt>Client</dt><dd><code>${packageName}</code></dd>`}
    </dl>
  </article>`
}

/** The first sentence of a text, cut where it is long. */
export function firstSentence(text: string, longest = 220): string {
  const sentence = text.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? text
  return sentence.length > longest ? `${sentence.slice(0, longest - 1).trimEnd()}…` : sentence
}
