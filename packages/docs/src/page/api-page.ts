import { type Content, html, joined, nothing } from '../html/html.ts'
import { link } from '../html/link.ts'
import { headingsOf, inlineMarkdown, markdown } from '../html/markdown.ts'
import type { OperationPlace } from '../operation/operation-place.ts'
import {
  heading,
  methodBadge,
  operationView,
  pathView,
  titleOf,
} from '../operation/operation-view.ts'
import { flowWords, schemeWords } from '../operation/security-view.ts'
import { type ApiPlan, hrefOfOperation, type OperationGroup } from '../site/api-plan.ts'
import { anchorOf, fragment } from './anchors.ts'
import { provenanceAt, provenanceWithSource } from './provenance.ts'

/** What a page of operations is made with. */
export interface ApiPageTools {
  readonly plan: ApiPlan
  readonly place: OperationPlace
  /** Address where the API can be tried, beside those of the document. */
  readonly server?: string
  /** Name of the generated npm package. */
  readonly packageName?: string
  readonly otherView?: { readonly href: string; readonly title: string }
  /** What contract tests say of the whole API. */
  readonly held?: Content
}

/** The first page of an API: what it is, how to reach it, its operations or the way to them. */
export function apiPage(tools: ApiPageTools): Content {
  const { plan } = tools
  const { model, groups, isSplit } = plan
  return html`<header class="intro">
    <p class="eyebrow">OpenAPI ${model.openapi} · version ${model.version}</p>
    <h1>${model.title}</h1>
    ${model.summary !== undefined && html`<p class="lead">${inlineMarkdown(model.summary)}</p>`}
  </header>
  <div class="columns">
    <div class="text prose">${markdown(model.description, { under: 1, anchors: 'about/' })}</div>
    <aside class="beside">${aboutApi(tools)}</aside>
  </div>
  ${credentials(tools)}
  ${plan.showsProvenance && provenanceFilter()}
  ${isSplit ? contentsOf(plan) : groups.map((group) => groupView(group, tools, 2))}
  ${webhooks(tools)}
  ${schemaContents(plan)}`
}

/** A page with the operations of one group. */
export function groupPage(group: OperationGroup, tools: ApiPageTools): Content {
  const { plan, place } = tools
  return html`<header class="intro">
    <p class="eyebrow"><a href="index.html">${plan.model.title}</a> ${plan.model.version}</p>
    <h1>${group.title}</h1>
    ${group.description !== undefined && html`<div class="prose">${markdown(group.description, { under: 1 })}</div>`}
  </header>
  ${plan.showsProvenance && provenanceFilter()}
  ${group.operations.map((operation) => operationView(operation, place))}`
}

function groupView(group: OperationGroup, { plan, place }: ApiPageTools, level: number): Content {
  const isAlone = plan.groups.length === 1 && group.description === undefined
  return html`<section class="group">
    ${!isAlone && html`<h2 class="group-title">${group.title}</h2>`}
    ${group.description !== undefined && html`<div class="prose">${markdown(group.description, { under: level })}</div>`}
    ${group.operations.map((operation) => operationView(operation, place))}
  </section>`
}

/** Works without a script: the style sheet hides what is not promised. */
function provenanceFilter(): Content {
  return html`<div class="filter"><input type="checkbox" id="promised"><label for="promised">Show only what the vendor's documentation promises</label></div>`
}

function aboutApi({
  plan: { model },
  server,
  packageName,
  otherView,
  held,
}: ApiPageTools): Content {
  const { license, contact } = model
  const servers = server === undefined ? model.servers : []
  return html`<dl class="card">
    ${server !== undefined && html`<dt>Server</dt><dd><code>${server}</code></dd>`}
    ${
      servers.length > 0 &&
      html`<dt>${servers.length === 1 ? 'Server' : 'Servers'}</dt>${servers.map(
        ({ url, description, variables }) =>
          html`<dd><code>${url}</code>${description !== undefined && html` <small>${inlineMarkdown(description)}</small>`}${variables.map(
            (variable) =>
              html`<br><small><code>{${variable.name}}</code> ${
                variable.enum
                  ? html`one of ${joined(
                      variable.enum.map((one) => html`<code>${one}</code>`),
                      ', ',
                    )}, `
                  : nothing
              }<code>${variable.default}</code> unless said${variable.description !== undefined && html`: ${inlineMarkdown(variable.description)}`}</small>`,
          )}</dd>`,
      )}`
    }
    ${packageName !== undefined && html`<dt>TypeScript client</dt><dd><code>npm install ${packageName}</code></dd>`}
    ${license && html`<dt>Licence</dt><dd>${license.url === undefined ? license.name : link(license.url, license.name)}</dd>`}
    ${contact && html`<dt>Contact</dt><dd>${contactView(contact)}</dd>`}
    ${held && html`<dt>Held by tests</dt><dd>${held}</dd>`}
    <dt>Document</dt><dd><a href="openapi.json">openapi.json</a>${otherView && html` · <a href="${otherView.href}">${otherView.title}</a>`}</dd>
    ${model.operations.length > 0 && html`<dt>Try it</dt><dd><a href="console.html">Console</a></dd>`}
  </dl>`
}

function contactView({ name, url, email }: NonNullable<ApiPlan['model']['contact']>): Content {
  const words = name ?? url ?? email ?? ''
  const address = url ?? (email === undefined ? undefined : `mailto:${email}`)
  return address === undefined ? words : link(address, words)
}

function credentials({ plan: { model } }: ApiPageTools): Content {
  if (model.securitySchemes.length === 0) return undefined
  return html`<section class="credentials" aria-labelledby="credentials">
    ${heading(2, 'Credentials', 'credentials')}
    <dl class="schemes">${model.securitySchemes.map(({ name, description, scheme, pointer }) => {
      const provenance = provenanceAt(model.document, pointer)
      return html`<dt id="${anchorOf.security(name)}"><code>${name}</code> <small>${schemeWords(scheme)}</small> ${provenanceWithSource(provenance)}</dt>
      <dd>${markdown(description, { under: 2 })}${scheme.type === 'oauth2' && oauthFlows(scheme.flows)}${scheme.type === 'openIdConnect' && html`<p><code>${scheme.openIdConnectUrl}</code></p>`}</dd>`
    })}</dl>
  </section>`
}

function oauthFlows(
  flows: Extract<
    ApiPlan['model']['securitySchemes'][number]['scheme'],
    { type: 'oauth2' }
  >['flows'],
): Content {
  return Object.entries(flows).map(
    ([
      flow,
      { tokenUrl, authorizationUrl, refreshUrl, scopes },
    ]) => html`<p class="label">By ${flowWords(flow)}</p>
    <dl class="about">
      ${authorizationUrl !== undefined && html`<dt>Sign in at</dt><dd><code>${authorizationUrl}</code></dd>`}
      ${tokenUrl !== undefined && html`<dt>Tokens from</dt><dd><code>${tokenUrl}</code></dd>`}
      ${refreshUrl !== undefined && html`<dt>Renewed at</dt><dd><code>${refreshUrl}</code></dd>`}
      ${Object.keys(scopes).length > 0 && html`<dt>Scopes</dt><dd>${Object.entries(scopes).map(([scope, words]) => html`<code>${scope}</code> ${inlineMarkdown(words)}<br>`)}</dd>`}
    </dl>`,
  )
}

/** The operations of a large API, each with the anchor that links to it use. */
function contentsOf(plan: ApiPlan): Content {
  return plan.groups.map(
    (group) => html`<section class="group">
      <h2 class="group-title"><a href="${group.file}">${group.title}</a></h2>
      ${group.description !== undefined && html`<div class="prose">${markdown(group.description, { under: 2 })}</div>`}
      <ul class="contents">${group.operations.map(
        (operation) =>
          html`<li id="${anchorOf.operation(operation.operationId)}"><a href="${hrefOfOperation(plan, 'index.html', operation.operationId)}">${titleOf(operation)}</a> <span class="request">${methodBadge(operation.method)} ${pathView(operation.path)}</span>${operation.deprecated && html` <span class="deprecated">deprecated</span>`}</li>`,
      )}</ul>
    </section>`,
  )
}

function webhooks({ plan, place }: ApiPageTools): Content {
  const list = plan.model.webhooks
  if (list.length === 0) return undefined
  return html`<section class="group">
    ${heading(2, 'Webhooks', 'webhooks')}
    <p>Requests that this API sends to you.</p>
    ${list.map((webhook) => operationView(webhook, { ...place, kind: 'webhook', level: 3 }, anchorOf.webhook(webhook)))}
  </section>`
}

function schemaContents(plan: ApiPlan): Content {
  if (plan.model.schemas.length === 0) return undefined
  return html`<section class="group">
    ${heading(2, 'Schemas', 'schemas')}
    <ul class="names">${plan.model.schemas.map(
      ({ name }) =>
        html`<li id="${anchorOf.schema(name)}"><a href="${plan.fileOfSchema(name)}${fragment(anchorOf.schema(name))}">${name}</a></li>`,
    )}</ul>
  </section>`
}

/** Headings of an API's own description, for its contents. */
export function aboutHeadings(plan: ApiPlan): ReturnType<typeof headingsOf> {
  return headingsOf(plan.model.description, 'about/')
}
