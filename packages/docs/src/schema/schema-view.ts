import { isJsonObject } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Content, type Html, html, joined, nothing } from '../html/html.ts'
import { markdown } from '../html/markdown.ts'
import { anchorOf } from '../page/anchors.ts'
import { provenanceMark, readProvenance } from '../page/provenance.ts'
import { schemaWords, value, wordLine } from './schema-words.ts'
import { schemaLink, type TypeNames, typePhrase } from './type-phrase.ts'

/** How a schema is shown in its place. */
export interface SchemaPlace {
  /** Gives properties anchors after this one. @default no anchors */
  readonly anchor?: string
  /** Components whose parts are written out around this place: a circle ends at a link. */
  readonly around?: readonly string[]
  /** How many components deep their parts are written out; then they are links. @default 1 */
  readonly depth?: number
}

/** A schema in words, with all its parts. */
export function schemaView(node: SchemaModel, names: TypeNames, place: SchemaPlace = {}): Html {
  return html`<div class="schema">
    <p class="kind">${typePhrase(node, names)}${flags(node)}</p>
    ${ownDescription(node)}
    ${wordLine(schemaWords(node))}
    ${schemaParts(node, names, place)}
  </div>`
}

/** The parts of a schema: members, items, alternatives and conditions. Empty where it has none. */
export function schemaParts(node: SchemaModel, names: TypeNames, place: SchemaPlace): Html {
  const { anchor: _, ...inner } = place
  return html`${referencePart(node, names, place)}
    ${allOfParts(node, names, place)}
    ${memberList(node, names, place)}
    ${itemParts(node, names, inner)}
    ${choiceParts(node, names, inner)}
    ${conditionParts(node, names, inner)}`
}

/** What a reference leads to: written out, or left to its own page where that would go too deep. */
function referencePart(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  const target = node.ref ?? node.dynamicRef
  if (!target) return undefined
  const name = names.nameOf(target)
  const around = place.around ?? []
  if (name === undefined) return schemaParts(target, names, place)
  if (around.includes(name) || around.length >= (place.depth ?? 1)) return undefined
  const inner = { ...place, around: [...around, name] }
  if (place.anchor !== undefined) return schemaParts(target, names, inner)
  const components = written.get(names) ?? new Map<string, Html>()
  written.set(names, components)
  const key = `${target.id} ${place.depth ?? 1} ${inner.around.join(' ')}`
  const known = components.get(key) ?? schemaParts(target, names, inner)
  components.set(key, known)
  return known
}

/** The parts of components, for each set of addresses: the same stand in many bodies. */
const written = new WeakMap<TypeNames, Map<string, Html>>()

function allOfParts(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  return node.allOf?.map((part) => {
    const target = part.ref ?? part
    const name = names.nameOf(target)
    const isShown = !(place.around ?? []).includes(name ?? '')
    return html`${name !== undefined && html`<p class="joint">Everything of ${schemaLink(name, names)}:</p>`}
      ${name === undefined && wordLine(schemaWords(part))}
      ${isShown && schemaParts(part, names, place)}`
  })
}

function memberList(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  const required = new Set(node.required)
  const properties = [...(node.properties ?? [])]
  const undescribed = [...required].filter((name) => !node.properties?.has(name))
  const patterns = [...(node.patternProperties ?? [])]
  const { additionalProperties: others, unevaluatedProperties: rest } = node
  const closed = others?.always === false || rest?.always === false
  const open = [others, rest].filter((one) => one !== undefined && one.always === undefined)
  const dependent = [...(node.dependentSchemas ?? [])]
  const rows = [
    ...properties.map(([name, schema]) =>
      memberRow(html`<code class="name">${name}</code>`, schema, names, {
        ...place,
        required: required.has(name),
        ...(place.anchor === undefined ? {} : { anchor: anchorOf.property(place.anchor, name) }),
      }),
    ),
    ...undescribed.map(
      (name) =>
        html`<li class="member"><p class="row"><code class="name">${name}</code> <span class="kind">any value</span> <span class="required">required</span></p></li>`,
    ),
    ...patterns.map(([pattern, schema]) =>
      memberRow(html`names matching <code class="pattern">${pattern}</code>`, schema, names, place),
    ),
    ...open.map(
      (schema) => schema && memberRow(html`<em>any other name</em>`, schema, names, place),
    ),
  ]
  const none = rows.length === 0 && !closed && !node.propertyNames && dependent.length === 0
  if (none) return undefined
  return html`${rows.length > 0 && html`<ul class="members">${rows}</ul>`}
    ${closed && html`<p class="facts">No other members.</p>`}
    ${node.propertyNames && block('Every name', node.propertyNames, names, place)}
    ${dependent.map(([name, schema]) => block(html`Only when <code>${name}</code> is there`, schema, names, place))}`
}

interface MemberPlace extends SchemaPlace {
  readonly required?: boolean
}

function memberRow(label: Html, schema: SchemaModel, names: TypeNames, place: MemberPlace): Html {
  const { required, anchor, ...inner } = place
  const target = schema.ref && names.nameOf(schema.ref) === undefined ? schema.ref : schema
  return html`<li class="member"${anchor === undefined ? nothing : html` id="${anchor}"`}>
    <p class="row">${label} <span class="kind">${typePhrase(schema, names)}</span>${required && html` <span class="required">required</span>`}${flags(schema)}</p>
    ${ownDescription(target, schema)}
    ${wordLine(schemaWords(schema))}
    ${schemaParts(schema, names, inner)}
  </li>`
}

function itemParts(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  const { items, prefixItems, contains, unevaluatedItems } = node
  const rest = prefixItems ? 'Every further item' : 'Each item'
  return html`${prefixItems?.map((item, index) => block(`Item ${index + 1}`, item, names, place))}
    ${items && (items.always === false ? html`<p class="facts">No further items.</p>` : itemBlock(rest, items, names, place))}
    ${contains && block(containsWords(node), contains, names, place)}
    ${unevaluatedItems && (unevaluatedItems.always === false ? html`<p class="facts">No other items.</p>` : block('Every other item', unevaluatedItems, names, place))}`
}

/** An item of which the type is all there is to say was said by the list. */
function itemBlock(
  label: Content,
  item: SchemaModel,
  names: TypeNames,
  place: SchemaPlace,
): Content {
  const said = schemaWords(item).length > 0 || describes(item)
  const parts = schemaParts(item, names, place)
  return said || String(parts).trim() !== '' ? block(label, item, names, place) : undefined
}

function containsWords({ minContains = 1, maxContains }: SchemaModel): string {
  if (maxContains === undefined) return `At least ${minContains} of the items`
  return `${minContains} to ${maxContains} of the items`
}

function choiceParts(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  return html`${choices('oneOf', node, names, place)}
    ${choices('anyOf', node, names, place)}
    ${node.not && block('Not', node.not, names, place)}`
}

function choices(
  keyword: 'oneOf' | 'anyOf',
  node: SchemaModel,
  names: TypeNames,
  place: SchemaPlace,
): Content {
  const list = node[keyword]
  if (!list || list.length === 0) return undefined
  const { property, valuesOf } = discriminatorWords(node)
  return html`<div class="choices"><p class="joint">${keyword === 'oneOf' ? 'Exactly one of' : 'At least one of'}${property !== undefined && html`, told apart by <code>${property}</code>`}:</p>
    <ul>${list.map((choice) => {
      const values = valuesOf(choice)
      return html`<li><p class="row"><span class="kind">${typePhrase(choice, names)}</span>${flags(choice)}${values.length > 0 && html` <span class="when">when <code>${property}</code> is ${joined(values.map(value), ' or ')}</span>`}</p>
        ${ownDescription(choice.ref ?? choice, choice)}
        ${wordLine(schemaWords(choice))}
        ${schemaParts(choice, names, place)}</li>`
    })}</ul></div>`
}

/** @see {@link https://spec.openapis.org/oas/v3.1.1#discriminator-object | OpenAPI 3.1.1, Discriminator Object} */
function discriminatorWords(node: SchemaModel): {
  readonly property?: string
  valuesOf(choice: SchemaModel): readonly string[]
} {
  const property = node.discriminator?.propertyName
  if (typeof property !== 'string') return { valuesOf: () => [] }
  const mapping = node.discriminator?.mapping
  const entries = isJsonObject(mapping) ? Object.entries(mapping) : []
  return {
    property,
    valuesOf: ({ ref }) =>
      entries
        .filter(([, target]) => ref !== undefined && target === `#${ref.pointer}`)
        .map(([name]) => name),
  }
}

function conditionParts(node: SchemaModel, names: TypeNames, place: SchemaPlace): Content {
  const { conditional } = node
  if (!conditional) return undefined
  const { condition, whenTrue, whenFalse } = conditional
  const simple = simpleCondition(condition)
  return html`<div class="condition">${simple ? html`<p class="joint">Only when ${simple}:</p>` : block('Only when it also fits', condition, names, place)}
    ${whenTrue && block(simple ? '' : 'Then', whenTrue, names, place)}
    ${whenFalse && block('Otherwise', whenFalse, names, place)}</div>`
}

/** A condition that only compares members with values, as a phrase. */
function simpleCondition({ properties, required, source }: SchemaModel): Content {
  if (!isJsonObject(source) || !properties) return undefined
  const known = new Set(['properties', 'required', 'type', 'title', 'description'])
  if (Object.keys(source).some((keyword) => !known.has(keyword))) return undefined
  const tests = [...properties].map(([name, { values }]) =>
    values ? html`<code>${name}</code> is ${joined(values.map(value), ' or ')}` : undefined,
  )
  if (tests.some((test) => test === undefined)) return undefined
  const present = (required ?? []).filter((name) => !properties.has(name))
  return joined([...tests, ...present.map((name) => html`<code>${name}</code> is there`)], ' and ')
}

function block(label: Content, node: SchemaModel, names: TypeNames, place: SchemaPlace): Html {
  const { anchor: _, ...inner } = place
  return html`<div class="part">${label !== '' && html`<p class="joint">${label}:</p>`}${schemaView(node, names, inner)}</div>`
}

function flags(node: SchemaModel): Content {
  const target = node.ref
  const says = (flag: 'readOnly' | 'writeOnly' | 'deprecated') => node[flag] || target?.[flag]
  return html`${says('readOnly') && html` <span class="flag">only in answers</span>`}${says('writeOnly') && html` <span class="flag">only in requests</span>`}${says('deprecated') && html` <span class="deprecated">deprecated</span>`}`
}

function describes({ description, title }: SchemaModel): boolean {
  return description !== undefined || title !== undefined
}

/** The description beside a reference, or else that of what it refers to. */
function ownDescription(node: SchemaModel, outer: SchemaModel = node): Content {
  const text = outer.description ?? node.description ?? outer.ref?.description
  const mark = provenanceMark(readProvenance(node.source))
  if (text === undefined) return mark
  return html`<div class="says">${markdown(text, { under: 5 })}${mark}</div>`
}
