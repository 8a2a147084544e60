import { type Content, html } from '../html/html.ts'
import { methodBadge, pathView, titleOf } from '../operation/operation-view.ts'
import { anchorOf } from '../page/anchors.ts'
import type { ApiPlan } from '../site/api-plan.ts'

/** The console of an API. Its form is made by a script; without one the page leads to the samples. */
export function consolePage(plan: ApiPlan, hrefOf: (operationId: string) => string): Content {
  return html`<header class="intro">
    <p class="eyebrow"><a href="index.html">${plan.model.title}</a> ${plan.model.version}</p>
    <h1>Console</h1>
    <p class="lead">Call an operation from this page. What you enter stays in this page's memory and is sent only to the server that you name.</p>
  </header>
  <div id="console"></div>
  <noscript>
    <p>The console needs JavaScript. The samples of each operation show the same call in eleven languages:</p>
    <ul class="contents">${plan.model.operations.map(
      (operation) =>
        html`<li id="${anchorOf.operation(operation.operationId)}"><a href="${hrefOf(operation.operationId)}">${titleOf(operation)}</a> <span class="request">${methodBadge(operation.method)} ${pathView(operation.path)}</span></li>`,
    )}</ul>
  </noscript>`
}
