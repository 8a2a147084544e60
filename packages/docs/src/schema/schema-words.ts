import { isJsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { type Content, type Html, html, joined, trusted } from '../html/html.ts'

/**
 * What a schema says of a value beside its type and its parts, each keyword as a few words: its own, and those of what
 * it refers to where it does not say the same itself.
 */
export function schemaWords(node: SchemaModel): Html[] {
  const said = new Map<string, Html>()
  const seen = new Set<SchemaModel>()
  let speaks: SchemaModel | undefined = node
  let annotated = false
  while (speaks && !seen.has(speaks)) {
    seen.add(speaks)
    const own = annotationWords(speaks)
    // The nearest default and example are meant; what is asserted holds at every step.
    for (const words of [...assertionWords(speaks), ...(annotated ? [] : own)]) {
      said.set(String(words), words)
    }
    annotated ||= own.length > 0
    speaks = speaks.ref ?? speaks.dynamicRef
  }
  return [...said.values()]
}

function assertionWords(node: SchemaModel): Html[] {
  return [
    ...valueWords(node),
    ...textWords(node),
    ...numberWords(node),
    ...listWords(node),
    ...objectWords(node),
    ...contentWords(node),
  ]
}

function valueWords({ values }: SchemaModel): Html[] {
  if (values === undefined) return []
  const [only] = values
  if (values.length === 1 && only !== undefined) return [html`always ${value(only)}`]
  if (values.length === 0) return [html`no value at all`]
  return [html`one of ${joined(values.map(value), ', ')}`]
}

function textWords({ minLength, maxLength, pattern, format }: SchemaModel): Html[] {
  return [
    ...(format === undefined ? [] : [html`format <code>${format}</code>`]),
    ...range(minLength, maxLength, 'character'),
    ...(pattern === undefined ? [] : [html`matches <code class="pattern">${pattern}</code>`]),
  ]
}

function numberWords(node: SchemaModel): Html[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node
  const words: Html[] = []
  if (minimum !== undefined && maximum !== undefined) {
    words.push(
      minimum === maximum ? html`exactly ${minimum}` : html`between ${minimum} and ${maximum}`,
    )
  } else if (minimum !== undefined) words.push(html`at least ${minimum}`)
  else if (maximum !== undefined) words.push(html`at most ${maximum}`)
  if (exclusiveMinimum !== undefined) words.push(html`more than ${exclusiveMinimum}`)
  if (exclusiveMaximum !== undefined) words.push(html`less than ${exclusiveMaximum}`)
  if (multipleOf !== undefined) words.push(html`a multiple of ${multipleOf}`)
  return words
}

function listWords({ minItems, maxItems, uniqueItems }: SchemaModel): Html[] {
  return [...range(minItems, maxItems, 'item'), ...(uniqueItems ? [html`no two items alike`] : [])]
}

function objectWords({ minProperties, maxProperties, dependentRequired }: SchemaModel): Html[] {
  const pairs = [...(dependentRequired ?? [])].filter(([, names]) => names.length > 0)
  return [
    ...range(minProperties, maxProperties, 'member'),
    ...pairs.map(
      ([name, names]) =>
        html`with <code>${name}</code> also ${joined(
          names.map((each) => html`<code>${each}</code>`),
          ', ',
        )}`,
    ),
  ]
}

/** @see {@link https://json-schema.org/draft/2020-12/json-schema-validation#section-8 | JSON Schema Validation, 8} */
function contentWords({ source }: SchemaModel): Html[] {
  if (!isJsonObject(source)) return []
  const { contentEncoding, contentMediaType } = source
  return [
    ...(typeof contentEncoding === 'string'
      ? [html`encoded as <code>${contentEncoding}</code>`]
      : []),
    ...(typeof contentMediaType === 'string' ? [html`holds <code>${contentMediaType}</code>`] : []),
  ]
}

function annotationWords(node: SchemaModel): Html[] {
  const example = node.examples ?? exampleOf(node)
  return [
    ...(node.default === undefined ? [] : [html`${value(node.default)} when left out`]),
    ...(example.length === 0
      ? []
      : [html`for example ${joined(example.slice(0, 3).map(value), ' or ')}`]),
  ]
}

/** OpenAPI's `example`, which JSON Schema does not define. */
function exampleOf({ source }: SchemaModel): readonly JsonValue[] {
  return isJsonObject(source) && source.example !== undefined ? [source.example] : []
}

/** Longest value that is written whole among words. */
const longestValue = 160

/** A value as it would stand in JSON; a text that is short and plain without quotes. */
export function value(given: JsonValue): Html {
  const text =
    typeof given === 'string' && /^\S(.*\S)?$/.test(given) ? given : JSON.stringify(given)
  return html`<code>${text.length > longestValue ? `${text.slice(0, longestValue)}…` : text}</code>`
}

function range(least: number | undefined, most: number | undefined, what: string): Html[] {
  const things = (count: number): Content => `${count} ${what}${count === 1 ? '' : 's'}`
  if (least !== undefined && most !== undefined) {
    if (least === most) return [html`exactly ${things(least)}`]
    return [html`${least} to ${things(most)}`]
  }
  if (least !== undefined) return [html`at least ${things(least)}`]
  return most === undefined ? [] : [html`at most ${things(most)}`]
}

/** Words as one line, with a quiet mark between them. */
export function wordLine(words: readonly Html[]): Content {
  return words.length === 0
    ? undefined
    : html`<p class="facts">${joined(words, trusted('<span class="dot"> · </span>'))}</p>`
}
