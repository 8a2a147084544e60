import { changesFile } from '../facts/changes.ts'
import { type Content, html } from '../html/html.ts'
import { titleOf } from '../operation/operation-view.ts'
import { type ApiPlan, hrefOfOperation } from '../site/api-plan.ts'
import { anchorOf, fragment } from './anchors.ts'

/** Links within one API: its parts, and its operations by group; of a large API only those of the group on the page. */
export function apiSide(plan: ApiPlan, file: string, hasChanges: boolean): Content {
  const { model, groups, isSplit } = plan
  const here = (target: string) => html`${target === file && html` aria-current="page"`}`
  const to = (target: string, anchor = '') =>
    `${target === file && anchor !== '' ? '' : target}${anchor}`
  return html`<p class="api"><a href="${to('index.html')}"${here('index.html')}>${model.title}</a> <small>${model.version}</small></p>
  <ul class="parts">
    ${model.securitySchemes.length > 0 && html`<li><a href="${to('index.html', '#credentials')}">Credentials</a></li>`}
    ${model.schemas.length > 0 && html`<li><a href="${to(plan.schemaPages[0]?.file ?? 'schemas.html')}"${plan.schemaPages.some((page) => page.file === file) && html` aria-current="page"`}>Schemas</a></li>`}
    ${model.webhooks.length > 0 && html`<li><a href="${to('index.html', '#webhooks')}">Webhooks</a></li>`}
    ${hasChanges && html`<li><a href="${to(changesFile)}"${here(changesFile)}>Changes</a></li>`}
    ${model.operations.length > 0 && html`<li><a href="${to('console.html')}"${here('console.html')}>Console</a></li>`}
  </ul>
  ${groups.map(
    (
      group,
    ) => html`<p class="group">${isSplit ? html`<a href="${to(group.file)}"${here(group.file)}>${group.title}</a> <small>${group.operations.length}</small>` : group.title}</p>
    ${
      (!isSplit || group.file === file) &&
      html`<ul class="calls">${group.operations.map(
        (operation) =>
          html`<li><a href="${hrefOfOperation(plan, file, operation.operationId)}"${operation.deprecated && html` class="old"`}><span>${titleOf(operation)}</span><span class="method ${operation.method}" aria-hidden="true">${operation.method.toUpperCase()}</span></a></li>`,
      )}</ul>`
    }`,
  )}
  ${
    model.webhooks.length > 0 &&
    (!isSplit || file === 'index.html') &&
    html`<p class="group">Webhooks</p><ul class="calls">${model.webhooks.map(
      (webhook) =>
        html`<li><a href="${to('index.html', fragment(anchorOf.webhook(webhook)))}"><span>${titleOf(webhook)}</span></a></li>`,
    )}</ul>`
  }`
}
