import { type Content, html } from '../html/html.ts'
import { markdown } from '../html/markdown.ts'
import { heading } from '../operation/operation-view.ts'
import { schemaParts } from '../schema/schema-view.ts'
import { schemaWords, wordLine } from '../schema/schema-words.ts'
import { type TypeNames, typePhrase } from '../schema/type-phrase.ts'
import type { ApiPlan, SchemaPage } from '../site/api-plan.ts'
import { anchorOf } from './anchors.ts'
import { provenanceAttribute, provenanceMark, readProvenance } from './provenance.ts'

/** A page of component schemas, each with all that it says. */
export function schemasPage(page: SchemaPage, plan: ApiPlan, names: TypeNames): Content {
  const shown = new Set(page.names)
  const others = plan.schemaPages.length > 1
  return html`<header class="intro">
    <p class="eyebrow"><a href="index.html">${plan.model.title}</a> ${plan.model.version}</p>
    <h1>Schemas</h1>
    ${others && html`<p class="pages">${plan.schemaPages.map(({ file, names: [first] }) => html`<a href="${file}"${file === page.file && html` aria-current="page"`}>${first}…</a> `)}</p>`}
  </header>
  ${plan.model.schemas
    .filter(({ name }) => shown.has(name))
    .map(({ name, pointer }) => {
      const node = plan.schemas.at({ pointer })
      const anchor = anchorOf.schema(name)
      const provenance = readProvenance(node.source)
      // Named by itself its type would be only its name again.
      const bare: TypeNames = {
        ...names,
        nameOf: (other) => (other === node ? undefined : names.nameOf(other)),
      }
      return html`<section class="component" aria-labelledby="${anchor}"${provenanceAttribute(provenance)}>
        ${heading(2, name, anchor)}
        <p class="kind">${typePhrase(node, bare)}${node.title !== undefined && node.title !== name && html` <span class="title">“${node.title}”</span>`}${node.deprecated && html` <span class="deprecated">deprecated</span>`} ${provenanceMark(provenance)}</p>
        ${markdown(node.description ?? node.ref?.description, { under: 2 })}
        ${wordLine(schemaWords(node))}
        ${schemaParts(node, names, { anchor, around: [name], depth: 1 })}
      </section>`
    })}`
}
