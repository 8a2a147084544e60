import { createRandom, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { makeValue, newSchema, withoutLeftOut } from '@concordat/values'
import {
  isSequenceMediaType,
  type MediaTypeDescriptor,
  parseMediaType,
  type Validator,
  validateBody,
} from '@concordat/wire'
import { dereference } from './dereference.ts'
import type { DocumentSchemas } from './document-schemas.ts'

/** What an automatic body is made from. */
export interface AutomaticBody {
  readonly document: unknown
  readonly schemas: DocumentSchemas
  /** The media type object of the document. */
  readonly content: JsonObject
  readonly descriptor: MediaTypeDescriptor
  /** Concrete. */
  readonly mediaType: string
  readonly validator: Validator | undefined
  readonly seed: number
  readonly salt: string
  /** Name of the example to answer. */
  readonly example: string | undefined
  readonly usesExamples: boolean
}

/**
 * Makes a body that the document promises: the example it gives, or else a value of the schema.
 *
 * @returns the body in an object, or `undefined` when no value of the schema was found.
 */
export function automaticBody(given: AutomaticBody): { readonly value: unknown } | undefined {
  if (given.descriptor.binary) return { value: bytesOf(given) }
  const { validator, descriptor } = given
  const accepts = (value: unknown): boolean => {
    if (value === undefined) return false
    // XML travels as text, and is judged by nobody here.
    if (isXml(given.mediaType) || descriptor.text) return typeof value === 'string'
    return !validator || validateBody(validator, value, descriptor).length === 0
  }
  // Beside a schema of the whole, that of an item says nothing more here.
  const schema =
    given.schemas.at(given.content, 'schema') ?? given.schemas.at(given.content, 'itemSchema')
  const example = examplesOf(given)
    .map((one) => (schema ? withoutLeftOut(one, schema, 'response') : one))
    .find(accepts)
  if (example !== undefined) return { value: example }
  if (isXml(given.mediaType)) return { value: '<?xml version="1.0" encoding="UTF-8"?><root/>' }
  if (descriptor.text) return { value: 'text' }
  if (descriptor.events && !schema) return { value: [{ data: 'text' }] }
  if (!schema) return { value: isText(given.mediaType) ? 'text' : {} }
  const parsed = parseMediaType(given.mediaType)
  const perItem = descriptor.perItem === true && parsed !== undefined && isSequenceMediaType(parsed)
  const whole = perItem
    ? newSchema(schema, { types: ['array'], items: schema, minItems: 1 })
    : schema
  const made = makeValue(whole, {
    random: createRandom(given.seed, given.salt),
    fullness: 'fullest',
    examples: given.usesExamples,
    direction: 'response',
    accepts,
  })
  return made.kind === 'made' ? made : undefined
}

/** The values of `examples` and `example`, the named one first. */
function examplesOf(given: AutomaticBody): readonly JsonValue[] {
  const { document, content, example: wanted } = given
  if (!given.usesExamples) return []
  const named = isJsonObject(content.examples) ? Object.entries(content.examples) : []
  const values = named
    .sort(([left], [right]) => Number(right === wanted) - Number(left === wanted))
    .map(([, example]) => dereference(document, example))
    .flatMap((example) => example?.value ?? (example && 'value' in example ? [null] : []))
  return content.example === undefined ? values : [...values, content.example]
}

function bytesOf(given: AutomaticBody): Blob {
  const text = examplesOf(given).find((example) => typeof example === 'string')
  return new Blob([typeof text === 'string' ? text : 'bytes'], { type: given.mediaType })
}

function isXml(mediaType: string): boolean {
  return /[/+]xml(?:\s*;|$)/i.test(mediaType)
}

function isText(mediaType: string): boolean {
  return mediaType.toLowerCase().startsWith('text/')
}
