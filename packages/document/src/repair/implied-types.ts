import { type JsonPointer, joinPointer } from '@concordat/core'
import { resolveInternal } from '@concordat/model'
import { type Draft, isDraft, own } from '../bundle/draft.ts'
import { normaliseDefault } from '../normalise/default-value.ts'
import type { RepairContext } from './repair-context.ts'

/** For each type, the keywords that judge no value of another type. */
const keywordsOf: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'patternProperties', 'minProperties', 'maxProperties'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['pattern', 'minLength', 'maxLength'],
}

/** Keywords of which one alone shows what its author thought of, even in a part of another schema. */
const telling = new Set(['properties', 'items', 'prefixItems'])

/** Where a schema is judged together with others, which may say the type. */
const combining = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas', 'not', 'if']

/** How far references are followed in search of a type. */
const furthest = 40

/** The type that the keywords of a schema speak of, where all speak of the same one. */
export function impliedType(schema: Draft): string | undefined {
  if (['type', 'const', 'enum'].some((key) => Object.hasOwn(schema, key))) return undefined
  const spoken = Object.keys(keywordsOf).filter((type) =>
    keywordsOf[type]?.some((key) => Object.hasOwn(schema, key)),
  )
  const isMap = isDraft(schema.additionalProperties) && Object.keys(schema.additionalProperties)[0]
  if (isMap !== undefined && isMap !== false && !spoken.includes('object')) spoken.push('object')
  return spoken.length === 1 ? spoken[0] : undefined
}

/** Collects schemas without a type while a document is copied, children before their parents. */
export class UntypedSchemas {
  readonly #seen = new WeakSet<Draft>()
  readonly #found = new Map<Draft, JsonPointer>()
  /** The schema that such a schema is a part of, and the keyword that makes it one. */
  readonly #parents = new Map<Draft, { readonly parent: Draft; readonly keyword: string }>()

  add(schema: Draft, place: { readonly pointer: JsonPointer }): void {
    this.#seen.add(schema)
    if (impliedType(schema) !== undefined) this.#found.set(schema, place.pointer)
    for (const keyword of combining) {
      const member = own(schema, keyword)
      const parts = Array.isArray(member)
        ? member
        : keyword === 'dependentSchemas' && isDraft(member)
          ? Object.values(member)
          : [member]
      for (const part of parts) {
        if (!isDraft(part)) continue
        this.#parents.set(part, { parent: schema, keyword })
        // An alternative that was put around the schema to let null pass.
        if (!this.#seen.has(part)) this.add(part, place)
      }
    }
  }

  /**
   * Writes the `type` that `properties`, `items` and their like speak of, where nothing says one. JSON Schema would let
   * every value of another type pass; whoever writes them means an object, a list, a number or a text, and handles it
   * as one.
   */
  repair(document: Draft, context: RepairContext): void {
    // All are chosen before the first is written: a type that is written here is none that the document says.
    const chosen = [...this.#found].filter(([schema]) => this.#isMeant(schema, document))
    for (const [schema, pointer] of chosen) {
      const type = impliedType(schema)
      if (type === undefined) continue
      schema.type = type
      const keyword = Object.keys(schema).find((key) => keywordsOf[type]?.includes(key))
      context.report({
        id: 'schema-type-missing',
        message: `\`${keyword ?? 'additionalProperties'}\` stands without a \`type\`, so that every value but ${articles[type]} would pass; it was read as \`type: ${type}\`. Write the type.`,
        pointer: joinPointer(pointer, keyword ?? 'additionalProperties'),
      })
      normaliseDefault(schema, {
        report: (id, text, key) =>
          context.report({ id, message: text, pointer: joinPointer(pointer, key ?? 'default') }),
      })
    }
  }

  #isMeant(schema: Draft, document: Draft): boolean {
    if (impliedType(schema) === undefined || this.#statesType(schema, document)) return false
    if (!this.#parents.has(schema)) return true
    return Object.keys(schema).some((key) => telling.has(key)) && this.#isAlone(schema, document)
  }

  /** Whether no schema around this part of one says a type, nor asks for the opposite. */
  #isAlone(schema: Draft, document: Draft): boolean {
    let part = this.#parents.get(schema)
    for (let steps = 0; part !== undefined && steps < furthest; steps++) {
      const { parent, keyword } = part
      if (keyword === 'not' || keyword === 'if') return false
      if (impliedType(parent) !== undefined || this.#statesType(parent, document)) return false
      part = this.#parents.get(parent)
    }
    return true
  }

  #statesType(schema: unknown, document: Draft, steps = furthest): boolean {
    if (!isDraft(schema) || steps < 0) return false
    if (['type', 'const', 'enum'].some((key) => Object.hasOwn(schema, key))) return true
    const target = resolveInternal(document, schema, '')?.value
    if (target !== schema && this.#statesType(target, document, steps - 1)) return true
    const states = (one: unknown): boolean => this.#statesType(one, document, steps - 8)
    const { allOf, anyOf, oneOf } = schema
    if (Array.isArray(allOf) && allOf.some(states)) return true
    return [anyOf, oneOf].some(
      (union) => Array.isArray(union) && union.length > 0 && union.every(states),
    )
  }
}

const articles: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  number: 'a number',
  string: 'a text',
}
