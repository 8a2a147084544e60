import type { SchemaModel } from '@concordat/model'
import { type Html, html, joined } from '../html/html.ts'

/** What naming a type needs to know of the site. */
export interface TypeNames {
  nameOf(node: SchemaModel): string | undefined
  /** Address of a component schema. */
  hrefOfSchema(name: string): string | undefined
}

const deepest = 4

/** A schema's type in words: a component by its name, a list by its items, choices by what they choose from. */
export function typePhrase(node: SchemaModel, names: TypeNames, depth = 0): Html {
  const name = names.nameOf(node)
  if (name !== undefined) return schemaLink(name, names)
  if (node.always === false) return html`nothing`
  if (node.always === true) return html`any value`
  const referenced = node.ref ?? node.dynamicRef
  if (referenced && depth < deepest) return typePhrase(referenced, names, depth + 1)
  const choices = node.oneOf ?? node.anyOf
  if (choices && choices.length > 0 && node.types === undefined && depth < deepest) {
    return joinedPhrases(choices, names, depth)
  }
  if (node.types === undefined && node.allOf && depth < deepest) {
    const [only, ...others] = node.allOf
    if (only && others.length === 0) return typePhrase(only, names, depth + 1)
    const parts = node.allOf.filter((part) => names.nameOf(part.ref ?? part) !== undefined)
    if (parts.length > 0) {
      return html`${joined(
        parts.map((part) => typePhrase(part, names, depth + 1)),
        ' with ',
      )}${parts.length < node.allOf.length && ' and more'}`
    }
    return html`object`
  }
  return plainPhrase(node, names, depth)
}

/** A component's name as a link to it. */
export function schemaLink(name: string, names: TypeNames): Html {
  const href = names.hrefOfSchema(name)
  return href === undefined ? html`${name}` : html`<a class="type" href="${href}">${name}</a>`
}

function plainPhrase(node: SchemaModel, names: TypeNames, depth: number): Html {
  const types = node.types ?? guessedTypes(node)
  if (types.length === 0) return html`any value`
  const words = types.map((type) => {
    if (type !== 'array') return html`${type}`
    const { items } = node
    // Of `true` and `false` the parts tell.
    if (!items || items.always !== undefined || depth >= deepest) return html`list`
    return html`list of ${typePhrase(items, names, depth + 1)}`
  })
  return html`${joined(words, ' or ')}`
}

function joinedPhrases(choices: readonly SchemaModel[], names: TypeNames, depth: number): Html {
  const phrases = choices.map((choice) => typePhrase(choice, names, depth + 1))
  const distinct = new Map(phrases.map((phrase) => [String(phrase), phrase]))
  const shown = [...distinct.values()].slice(0, 6)
  return html`${joined(shown, ' or ')}${distinct.size > shown.length && ' or others'}`
}

/** Without `type` every type is allowed; what a schema speaks of is what its author had in mind. */
function guessedTypes(node: SchemaModel): readonly string[] {
  if (node.values) return [...new Set(node.values.map((value) => typeOfValue(value)))]
  if (node.properties || node.additionalProperties || node.patternProperties) return ['object']
  if (node.items || node.prefixItems) return ['array']
  return []
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Number.isInteger(value)) return 'integer'
  return typeof value
}
