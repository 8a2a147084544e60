import { createRandom, isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { SchemaModel } from '@concordat/model'
import { makeValue, newSchema } from '@concordat/values'
import {
  decodeHeaders,
  encodeParameter,
  type HeaderDescriptor,
  type Validator,
} from '@concordat/wire'
import { dereference } from './dereference.ts'
import type { DocumentSchemas } from './document-schemas.ts'

/** What automatic headers are made from. */
export interface AutomaticHeaders {
  readonly document: unknown
  readonly schemas: DocumentSchemas
  /** The `headers` of the document's response. */
  readonly headers: unknown
  readonly descriptors: Readonly<Record<string, HeaderDescriptor>>
  readonly validator: Validator | undefined
  readonly seed: number
  readonly salt: string
}

/**
 * Makes values of the documented headers, by lower-case name, that travel and come back as they are.
 *
 * @returns `undefined` when no such values were found.
 */
export function automaticHeaders(
  given: AutomaticHeaders,
): Readonly<Record<string, unknown>> | undefined {
  const { descriptors } = given
  const names = Object.keys(descriptors)
  if (names.length === 0) return {}
  const own = isJsonObject(given.headers) ? given.headers : {}
  const values = names.map((name) => {
    const header = dereference(given.document, own[name])
    return [name.toLowerCase(), headerSchema(name, header, given.schemas)] as const
  })
  const required = names.filter((name) => descriptors[name]?.required)
  const schema = newSchema(undefined, {
    types: ['object'],
    additionalProperties: newSchema(undefined, { always: false }),
    required: required.map((name) => name.toLowerCase()),
    properties: new Map(values),
  })
  const made = makeValue(schema, {
    random: createRandom(given.seed, `${given.salt} headers`),
    fullness: 'fullest',
    direction: 'response',
    accepts: (candidate) => isJsonObject(candidate) && travels(candidate, given),
  })
  return made.kind === 'made' && isJsonObject(made.value) ? made.value : undefined
}

function headerSchema(
  name: string,
  header: JsonObject | undefined,
  schemas: DocumentSchemas,
): SchemaModel {
  const content = isJsonObject(header?.content) ? Object.values(header.content)[0] : undefined
  const place = isJsonObject(content) ? content : (header ?? {})
  const schema = schemas.at(place, 'schema') ?? newSchema(undefined, { types: ['string'] })
  const examples = isJsonObject(place.examples) ? Object.values(place.examples) : []
  const named = examples.find((example) => isJsonObject(example) && Object.hasOwn(example, 'value'))
  const example = isJsonObject(named) ? named.value : (place.example ?? meaningful(name, schema))
  return example === undefined
    ? schema
    : newSchema(schema, { allOf: [schema], examples: [example] })
}

/** A value for a header that HTTP gives a form which documents seldom repeat. @see RFC 9110, 10.2.3 */
function meaningful(name: string, schema: SchemaModel): JsonValue | undefined {
  if (name.toLowerCase() !== 'retry-after' || schema.examples !== undefined) return undefined
  return schema.types?.[0] === 'string' ? '1' : undefined
}

function travels(
  values: Readonly<Record<string, unknown>>,
  { descriptors, validator }: AutomaticHeaders,
): boolean {
  const headers = new Headers()
  try {
    for (const [name, descriptor] of Object.entries(descriptors)) {
      const value = values[name.toLowerCase()]
      const text = encodeParameter({ ...descriptor, name, in: 'header' }, value)
      if (text !== undefined) headers.set(name, text)
      if (text !== undefined && !/^[\x20-\x7e]*$/.test(text)) return false
    }
  } catch {
    // A value that no header can say: another one may do.
    return false
  }
  const decoded = decodeHeaders(descriptors, headers)
  return decoded.ok && (!validator || validator.safeParse(decoded.value).success)
}
