import {
  decodeHeaders,
  encodeParameter,
  type HeaderDescriptor,
  type Validator,
} from '@concordat/wire'
import { generateValue } from './value/generate-value.ts'
import { isObject, isSchema, type JsonSchema } from './value/json-schema.ts'
import { dereference } from './value/resolve-pointer.ts'

/** What automatic headers are made from. */
export interface AutomaticHeaders {
  readonly document: unknown
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
  const own = isObject(given.headers) ? given.headers : {}
  const schema: JsonSchema = {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => descriptors[name]?.required).map((name) => name.toLowerCase()),
    properties: Object.fromEntries(
      names.map((name) => [
        name.toLowerCase(),
        headerSchema(name, dereference(given.document, own[name])),
      ]),
    ),
  }
  const found = generateValue(schema, {
    document: given.document,
    seed: given.seed,
    salt: `${given.salt} headers`,
    direction: 'response',
    accepts: (values) => isObject(values) && travels(values, given),
  })
  return isObject(found?.value) ? found.value : undefined
}

function headerSchema(
  name: string,
  header: Readonly<Record<string, unknown>> | undefined,
): JsonSchema {
  if (!header) return { type: 'string' }
  const content = isObject(header.content) ? Object.values(header.content)[0] : undefined
  const place = isObject(content) ? content : header
  const schema = isSchema(place.schema) ? place.schema : { type: 'string' }
  const examples = isObject(place.examples) ? Object.values(place.examples) : []
  const named = examples.find((example) => isObject(example) && Object.hasOwn(example, 'value'))
  const example = isObject(named) ? named.value : (place.example ?? meaningful(name, schema))
  return example === undefined ? schema : { allOf: [schema], example }
}

/** A value for a header that HTTP gives a form which documents seldom repeat. @see RFC 9110, 10.2.3 */
function meaningful(name: string, schema: JsonSchema): unknown {
  if (name.toLowerCase() !== 'retry-after') return undefined
  const hasExample = isObject(schema) && (schema.example ?? schema.examples) !== undefined
  return hasExample || !isObject(schema) || schema.type !== 'string' ? undefined : '1'
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
