import {
  isSequenceMediaType,
  type MediaTypeDescriptor,
  parseMediaType,
  type Validator,
  validateBody,
} from '@concordat/wire'
import { generateValue } from './value/generate-value.ts'
import { isObject, isSchema, type JsonSchema } from './value/json-schema.ts'
import { dereference } from './value/resolve-pointer.ts'
import { withoutWriteOnly } from './value/without-write-only.ts'

/** What an automatic body is made from. */
export interface AutomaticBody {
  readonly document: unknown
  /** The media type object of the document. */
  readonly content: Readonly<Record<string, unknown>>
  readonly descriptor: MediaTypeDescriptor
  /** Concrete. */
  readonly mediaType: string
  readonly validator: Validator | undefined
  readonly seed: number
  readonly salt: string
  /** Name of the example to answer. */
  readonly example: string | undefined
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
    if (isXml(given.mediaType)) return typeof value === 'string'
    return !validator || validateBody(validator, value, descriptor).length === 0
  }
  const { schema } = given.content
  const example = examplesOf(given)
    .map((one) => (isSchema(schema) ? withoutWriteOnly(one, schema, given.document) : one))
    .find(accepts)
  if (example !== undefined) return { value: example }
  if (isXml(given.mediaType)) return { value: '<?xml version="1.0" encoding="UTF-8"?><root/>' }
  if (!isSchema(schema)) return { value: isText(given.mediaType) ? 'text' : {} }
  const parsed = parseMediaType(given.mediaType)
  const perItem = descriptor.perItem === true && parsed !== undefined && isSequenceMediaType(parsed)
  const whole: JsonSchema = perItem ? { type: 'array', items: schema, minItems: 1 } : schema
  return generateValue(whole, {
    document: given.document,
    seed: given.seed,
    salt: given.salt,
    direction: 'response',
    accepts,
  })
}

/** The values of `examples` and `example`, the named one first. */
function examplesOf({ document, content, example: wanted }: AutomaticBody): readonly unknown[] {
  const named = isObject(content.examples) ? Object.entries(content.examples) : []
  const values = named
    .sort(([left], [right]) => Number(right === wanted) - Number(left === wanted))
    .map(([, example]) => dereference(document, example))
    .filter((example) => example !== undefined && Object.hasOwn(example, 'value'))
    .map((example) => example?.value)
  return Object.hasOwn(content, 'example') ? [...values, content.example] : values
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
