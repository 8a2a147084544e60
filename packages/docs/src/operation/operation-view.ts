import type {
  CallbackModel,
  HeaderModel,
  LinkModel,
  MediaTypeModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
} from '@concordat/model'
import { highlight } from '../html/highlight.ts'
import { type Content, type Html, html, joined, nothing } from '../html/html.ts'
import { link } from '../html/link.ts'
import { inlineMarkdown, markdown } from '../html/markdown.ts'
import { anchorOf, fragment, hrefOfConsole } from '../page/anchors.ts'
import {
  provenanceAt,
  provenanceAttribute,
  provenanceMark,
  provenanceWithSource,
  readProvenance,
} from '../page/provenance.ts'
import { schemaParts, schemaView } from '../schema/schema-view.ts'
import { schemaWords, wordLine } from '../schema/schema-words.ts'
import { type TypeNames, typePhrase } from '../schema/type-phrase.ts'
import { jsonText } from './json-text.ts'
import type { OperationPlace } from './operation-place.ts'
import { requestExamples } from './request-examples.ts'
import { securityView } from './security-view.ts'
import { statusWord } from './status-word.ts'

/** One operation: what it is for, what it takes, what it answers, with samples and examples beside it. */
export function operationView(
  operation: OperationModel,
  place: OperationPlace,
  anchor: string = anchorOf.operation(operation.operationId),
): Html {
  const provenance = readProvenance(operation.extensions)
  const { level } = place
  return html`<section class="operation" aria-labelledby="${anchor}"${provenanceAttribute(provenance)}>
  <header>
    ${heading(level, titleOf(operation), anchor)}
    <p class="request">${methodBadge(operation.method)} ${pathView(operation.path)}${operation.deprecated && html` <span class="deprecated">deprecated</span>`} ${provenanceWithSource(provenance)}</p>
  </header>
  <div class="columns">
    <div class="text">
      ${markdown(operation.description ?? (operation.summary === undefined ? undefined : ''), { under: level })}
      ${operation.externalDocs && html`<p>See ${externalLink(operation.externalDocs.url, operation.externalDocs.description)}.</p>`}
      ${facts(operation, place)}
      ${parameterLists(operation, place, anchor)}
      ${bodyView(operation, place, anchor)}
      ${responsesView(operation, place, anchor)}
      ${callbacksView(operation, place, anchor)}
    </div>
    ${asideView(operation, place, anchor)}
  </div>
</section>`
}

/** What an operation is called where it has no summary: its id, or method and path. */
export function titleOf({ summary, operationId }: OperationModel): string {
  return summary?.trim().replace(/\.$/, '') || operationId
}

/** A method as a small badge. */
export function methodBadge(method: OperationModel['method']): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span>`
}

/** A path with its parameters set apart; long paths may break before each `/`. */
export function pathView(path: string): Html {
  const parts = path.split(/(\{[^{}]*\}|\/)/).filter((part) => part !== '')
  return html`<code class="path">${parts.map((part) => {
    if (part === '/') return html`<wbr>/`
    return part.startsWith('{') ? html`<var>${part}</var>` : html`${part}`
  })}</code>`
}

/** A heading that can be linked to. */
export function heading(level: number, title: Content, anchor: string): Html {
  const link = html`<a class="anchor" href="${fragment(anchor)}" aria-label="Link to this section">#</a>`
  const attributes = html` id="${anchor}"`
  if (level <= 2) return html`<h2${attributes}>${title} ${link}</h2>`
  if (level === 3) return html`<h3${attributes}>${title} ${link}</h3>`
  return level === 4
    ? html`<h4${attributes}>${title} ${link}</h4>`
    : html`<h5${attributes}>${title} ${link}</h5>`
}

function subheading(level: number, title: Content): Html {
  if (level <= 2) return html`<h3 class="sub">${title}</h3>`
  return level === 3 ? html`<h4 class="sub">${title}</h4>` : html`<h5 class="sub">${title}</h5>`
}

function externalLink(url: string, words?: string): Html {
  return link(url, words === undefined ? url : inlineMarkdown(words))
}

function facts(operation: OperationModel, place: OperationPlace): Content {
  const rows: Content[] = []
  if (place.kind === 'operation') {
    rows.push(
      html`<dt>Call</dt><dd><code>${operation.operationId}</code> <a class="try" href="${hrefOfConsole(operation.operationId)}">Try it</a></dd>`,
    )
    rows.push(html`<dt>Credentials</dt><dd>${securityView(operation.security, place)}</dd>`)
  }
  const limited = rateLimit(operation, place, anchorOf.operation(operation.operationId))
  if (limited) rows.push(html`<dt>Rate limit</dt><dd>${limited}</dd>`)
  if (operation.servers.length > 0) {
    rows.push(
      html`<dt>Server</dt><dd>${joined(
        operation.servers.map(({ url }) => html`<code>${url}</code>`),
        ' or ',
      )}</dd>`,
    )
  }
  if (operation.extensions['x-idempotent'] === true) {
    rows.push(html`<dt>Repeating</dt><dd>May be sent again: the second time changes nothing.</dd>`)
  }
  if (place.kind === 'operation') {
    for (const [title, words] of [
      ['Tests', place.heldOf?.(operation.operationId)],
      ['Read by', place.readersOf?.(operation.operationId)],
      ['Changes', place.changesOf?.(operation.operationId)],
    ] as const) {
      if (words) rows.push(html`<dt>${title}</dt><dd>${words}</dd>`)
    }
  }
  return rows.length > 0 && html`<dl class="about">${rows}</dl>`
}

/** @see {@link https://www.rfc-editor.org/rfc/rfc6585#section-4 | RFC 6585, 429 Too Many Requests} */
function rateLimit(operation: OperationModel, _place: OperationPlace, anchor: string): Content {
  const refusal = operation.responses.find(({ status }) => status === '429')
  const headers = new Set(
    operation.responses.flatMap((response) =>
      response.headers
        .map(({ name }) => name)
        .filter((name) => /^(?:x-)?ratelimit/i.test(name) || /^x-rate-limit/i.test(name)),
    ),
  )
  if (!refusal && headers.size === 0) return undefined
  return html`${refusal && html`Too many requests are answered <a href="${fragment(anchorOf.response(anchor, refusal))}">429</a>. `}${
    headers.size > 0 &&
    html`Answers carry ${joined(
      [...headers].map((name) => html`<code>${name}</code>`),
      ', ',
    )}.`
  }`
}

const locations = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['header', 'Headers'],
  ['cookie', 'Cookies'],
] as const

function parameterLists(operation: OperationModel, place: OperationPlace, anchor: string): Html {
  return html`${locations.map(([location, title]) => {
    const list = operation.parameters.filter((parameter) => parameter.in === location)
    if (list.length === 0) return undefined
    return html`${subheading(place.level, title)}
    <ul class="members">${list.map((parameter) => parameterRow(parameter, place, anchor))}</ul>`
  })}`
}

function parameterRow(parameter: ParameterModel, place: OperationPlace, anchor: string): Html {
  const { names, plan } = place
  const node = plan.schemas.at(parameter.schema)
  const target = node.ref ?? node
  const provenance = provenanceAt(plan.model.document, parameter.pointer)
  const [example] = parameter.examples
  const description = parameter.description ?? node.description ?? target.description
  return html`<li class="member" id="${anchorOf.parameter(anchor, parameter)}"${provenanceAttribute(provenance)}>
    <p class="row"><code class="name">${parameter.name}</code> <span class="kind">${typePhrase(node, names)}</span>${parameter.required && html` <span class="required">required</span>`}${parameter.deprecated && html` <span class="deprecated">deprecated</span>`} ${provenanceMark(provenance)}</p>
    ${description !== undefined && html`<div class="says">${markdown(description, { under: 5 })}</div>`}
    ${wordLine([...(example === undefined ? schemaWords(node) : schemaWords(node).filter(isNoExample)), ...styleWords(parameter), ...exampleWords(example?.value)])}
    ${schemaParts(node, names, {})}
  </li>`
}

/** A parameter's own example stands for those of its schema. */
function isNoExample(words: Html): boolean {
  return !String(words).startsWith('for example')
}

/** How a value of several parts is written, where it is not written as most are. */
function styleWords({
  style,
  explode,
  in: location,
  content,
  allowReserved,
  allowEmptyValue,
}: ParameterModel): Html[] {
  const usual = location === 'query' || location === 'cookie' ? 'form' : 'simple'
  const words: Html[] = []
  if (content !== undefined) words.push(html`written as <code>${content}</code>`)
  else if (style !== usual || explode !== (usual === 'form')) {
    words.push(html`style <code>${style}</code>${explode ? ', exploded' : ', not exploded'}`)
  }
  if (allowReserved) words.push(html`reserved characters stay as they are`)
  if (allowEmptyValue) words.push(html`may be empty`)
  return words
}

function exampleWords(example: unknown): Html[] {
  if (example === undefined) return []
  const text = typeof example === 'string' ? example : JSON.stringify(example)
  return [html`for example <code>${text}</code>`]
}

function bodyView(operation: OperationModel, place: OperationPlace, anchor: string): Content {
  const { requestBody } = operation
  if (!requestBody) return undefined
  const provenance = provenanceAt(place.plan.model.document, requestBody.pointer)
  return html`<div id="${anchorOf.body(anchor)}">${subheading(place.level, html`Body <small>${requestBody.required ? 'required' : 'may be left out'}</small>`)}</div>
    ${provenanceWithSource(provenance)}
    ${markdown(requestBody.description, { under: 5 })}
    ${requestBody.content.map((content) => mediaTypeView(content, place))}`
}

/** Bodies by the place of their media type, for each page: most refusals are one component that every operation uses. */
const bodies = new WeakMap<TypeNames, Map<string, Html>>()

function mediaTypeView(content: MediaTypeModel, outer: OperationPlace, isRefusal = false): Html {
  // The examples of a refusal show what it holds; its components stand on the page of schemas.
  const place = isRefusal && content.examples.length > 0 ? { ...outer, schemaDepth: 0 } : outer
  const page = bodies.get(place.names) ?? new Map<string, Html>()
  bodies.set(place.names, page)
  const written = page.get(content.pointer) ?? writeMediaType(content, place)
  page.set(content.pointer, written)
  return written
}

function writeMediaType(content: MediaTypeModel, place: OperationPlace): Html {
  const { schema, encoding } = content
  const node = schema && place.plan.schemas.at(schema)
  return html`<div class="media"><p class="media-type"><code>${content.mediaType}</code></p>
    ${node ? schemaView(node, place.names, { depth: place.schemaDepth }) : html`<p class="facts">Any content.</p>`}
    ${
      encoding.length > 0 &&
      html`<ul class="members">${encoding.map(
        ({ property, contentType, style, explode, headers }) =>
          html`<li class="member"><p class="row"><code class="name">${property}</code> <span class="kind">is sent${contentType !== undefined && html` as <code>${contentType}</code>`}${style !== undefined && html` in style <code>${style}</code>`}${explode !== undefined && (explode ? ', exploded' : ', not exploded')}</span></p>
        ${headers.length > 0 && headerList(headers, place)}</li>`,
      )}</ul>`
    }
  </div>`
}

function responsesView(operation: OperationModel, place: OperationPlace, anchor: string): Content {
  if (operation.responses.length === 0) return undefined
  return html`${subheading(place.level, place.kind === 'operation' ? 'Answers' : 'Your answers')}
    <div class="responses">${operation.responses.map((response) => responseView(response, operation, place, anchor))}</div>`
}

function responseView(
  response: ResponseModel,
  operation: OperationModel,
  place: OperationPlace,
  anchor: string,
): Html {
  const { status, description, headers, content, links } = response
  const provenance = readProvenance(response.extensions)
  const id = anchorOf.response(anchor, response)
  const [first = '', ...others] = description.trim().split(/\n\s*\n/)
  const rest = others.join('\n\n')
  const seen =
    place.kind === 'operation' ? place.timesSeen?.(operation.operationId, status) : undefined
  const isFirst = operation.responses.find((each) => /^[23]/.test(each.status)) === response
  return html`<details class="response s${status[0]}"${isFirst && html` open`}${provenanceAttribute(provenance)}>
    <summary><span class="status" id="${id}">${status}</span> <span class="reason">${first === '' ? statusWord(status) : inlineMarkdown(first)}</span> ${provenanceMark(provenance)}</summary>
    <div class="inside">
      ${provenance?.source !== undefined && html`<p class="from">${provenanceWithSource(provenance)}</p>`}
      ${seen !== undefined && html`<p class="facts">${seen === 0 ? 'Not seen in the tests of this version' : html`Seen ${seen} ${seen === 1 ? 'time' : 'times'} in the tests of this version`}.</p>`}
      ${markdown(rest, { under: 5 })}
      ${headers.length > 0 && html`<p class="label">Headers</p>${headerList(headers, place)}`}
      ${content.map((each) => html`${mediaTypeView(each, place, !isBeside(response))}${!isBeside(response) && each.examples.map((example, index) => exampleView(exampleName(example), example.value, index === 0))}`)}
      ${content.length === 0 && html`<p class="facts">No body.</p>`}
      ${links.length > 0 && html`<p class="label">Leads to</p><ul class="links">${links.map((link) => linkView(link, place))}</ul>`}
    </div>
  </details>`
}

function headerList(headers: readonly HeaderModel[], place: OperationPlace): Html {
  const { names, plan } = place
  return html`<ul class="members">${headers.map((header) => {
    const node = plan.schemas.at(header.schema)
    const provenance = provenanceAt(plan.model.document, header.pointer)
    const description = header.description ?? node.description ?? node.ref?.description
    return html`<li class="member"${provenanceAttribute(provenance)}>
      <p class="row"><code class="name">${header.name}</code> <span class="kind">${typePhrase(node, names)}</span>${header.required && html` <span class="required">always</span>`}${header.deprecated && html` <span class="deprecated">deprecated</span>`} ${provenanceMark(provenance)}</p>
      ${description !== undefined && html`<div class="says">${markdown(description, { under: 5 })}</div>`}
      ${wordLine([...(header.examples.length === 0 ? schemaWords(node) : schemaWords(node).filter(isNoExample)), ...exampleWords(header.examples[0]?.value)])}
      ${schemaParts(node, names, {})}
    </li>`
  })}</ul>`
}

function linkView(link: LinkModel, place: OperationPlace): Html {
  const target = place.plan.model.operations.find(
    ({ operationId }) => operationId === link.operationId,
  )
  const given = Object.entries(link.parameters)
  return html`<li><a href="${place.hrefOfOperation(link.operationId)}">${target ? titleOf(target) : link.operationId}</a>${link.description !== undefined && html`: ${inlineMarkdown(link.description)}`}
    ${
      given.length > 0 &&
      html`<p class="facts">with ${joined(
        given.map(
          ([name, from]) =>
            html`<code>${name}</code> from <code>${typeof from === 'string' ? from : JSON.stringify(from)}</code>`,
        ),
        ', ',
      )}</p>`
    }</li>`
}

function callbacksView(operation: OperationModel, place: OperationPlace, anchor: string): Content {
  if (operation.callbacks.length === 0) return undefined
  return html`${subheading(place.level, 'Calls you back')}
    ${operation.callbacks.map((callback) => callbackView(callback, place, anchor))}`
}

function callbackView(callback: CallbackModel, place: OperationPlace, anchor: string): Html {
  return html`<div class="callback"><p class="label">${callback.name}</p>${callback.operations.map(
    (inner) =>
      operationView(
        inner,
        { ...place, kind: 'callback', level: Math.min(5, place.level + 1) },
        anchorOf.callback(anchor, callback.name, inner),
      ),
  )}</div>`
}

function asideView(operation: OperationModel, place: OperationPlace, anchor: string): Content {
  const samples = place.kind === 'operation' ? place.samplesOf?.(operation, anchor) : undefined
  const bodies = place.kind === 'operation' && samples ? [] : requestExamples(operation)
  const answers = operation.responses
    .filter(isBeside)
    .flatMap((response) =>
      response.content.flatMap((content) =>
        content.examples.map((example) => ({ response, content, example })),
      ),
    )
  if (!samples && answers.length === 0 && bodies.length === 0) return undefined
  return html`<aside class="beside" aria-label="Samples and examples of ${titleOf(operation)}">
    ${samples}
    ${bodies.map(({ summary, name, value }) => exampleView(html`Body: ${exampleName({ summary, name })}`, value, true))}
    ${answers.map(({ response, content, example }, index) =>
      exampleView(
        html`<span class="status s${response.status[0]}">${response.status}</span> ${exampleName(example)}${content.mediaType !== 'application/json' && html` <small>${content.mediaType}</small>`}`,
        example.value,
        index === 0,
      ),
    )}
  </aside>`
}

/** Examples of what a caller hopes for stand beside the text; those of refusals stand with the refusal. */
function isBeside({ status }: ResponseModel): boolean {
  return /^[123]/.test(status)
}

function exampleName({
  summary,
  name,
}: {
  readonly summary?: string | undefined
  readonly name?: string | undefined
}): Content {
  return summary === undefined ? (name ?? 'Example') : inlineMarkdown(summary)
}

function exampleView(label: Content, value: unknown, open: boolean): Html {
  const { text, language } = jsonText(value)
  return html`<details class="example"${open ? html` open` : nothing}><summary>${label}</summary><div class="code"><pre tabindex="0"><code>${highlight(text, language)}</code></pre></div></details>`
}
