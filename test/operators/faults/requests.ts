import { isJsonObject, type JsonValue } from '@concordat/core'
import type { ParameterModel } from '@concordat/model'
import type { Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { type Ask, encode, jsonIn, withJson } from '../api/message.ts'
import { refuse } from '../server/answer.ts'
import type { Operator, Seen, Site } from './operator.ts'
import { changeAt, isClosed, type Spot, spotsOf } from './schema-sites.ts'

/** An operator that takes bodies although one member breaks one keyword: it puts right what is wrong and goes on. */
function tolerant(
  id: string,
  title: string,
  keyword: string,
  isHere: (spot: Spot) => boolean,
  checks: readonly string[] = ['invalid-request-accepted'],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'requests',
    sites(operation) {
      const schema = operation.json?.schema
      if (schema === undefined) return []
      return spotsOf(operation, schema.schema)
        .filter((spot) => spot.flat.readOnly !== true && !spot.path.includes('*') && isHere(spot))
        .map((spot) => ({
          place: `/${spot.path.join('/')}`,
          fault: { before: ({ ask }) => mended(operation, ask, keyword, spot) },
        }))
    },
  }
}

/** The request with a good value in place of the wrong one, if that one is all that is wrong. */
function mended(
  operation: Operation,
  ask: Ask,
  keyword: string,
  { flat, path }: Spot,
): Ask | undefined {
  const { api, json } = operation
  const value = jsonIn(ask) as JsonValue | undefined
  if (value === undefined || json === undefined) return undefined
  const errors = api.schemas.errors(json.schema.pointer, value, 'request')
  const at = `/${path.join('/')}`
  const place = path.length === 0 ? '' : at
  const isOnly = errors.every((error) => {
    const missing = keyword === 'required' ? `/${String(error.params.missingProperty)}` : ''
    return error.keyword === keyword && error.instancePath + missing === place
  })
  if (errors.length === 0 || !isOnly) return undefined
  const good = api.make(json.schema, 'request', `${operation.id} mended`)
  const member = path.reduce<unknown>(
    (node, name) => (isJsonObject(node) ? node[name] : undefined),
    good,
  )
  const trial =
    keyword === 'additionalProperties'
      ? changeAt(value, path, (own) => (isJsonObject(own) ? known(own, flat.properties) : own))
      : changeAt(value, path, () => member as JsonValue | undefined)
  const fits = trial !== undefined && api.schemas.accepts(json.schema.pointer, trial, 'request')
  return fits ? withJson(ask, trial) : undefined
}

function known(value: Readonly<Record<string, JsonValue>>, properties: unknown): JsonValue {
  const own = isJsonObject(properties) ? properties : {}
  return Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(own, name)))
}

const isInside = ({ path }: Spot): boolean => path.length > 0
const has =
  (name: string) =>
  (spot: Spot): boolean =>
    isInside(spot) && spot.flat[name] !== undefined

const bodies: readonly Operator[] = [
  tolerant(
    'missing-member-taken',
    'a body without a required member is taken',
    'required',
    (spot) => isInside(spot) && spot.isRequired,
  ),
  tolerant(
    'member-of-other-type-taken',
    'a member of another type is taken',
    'type',
    (spot) => isInside(spot) && typeof spot.flat.type === 'string',
  ),
  tolerant('value-outside-enum-taken', 'a value outside of its enum is taken', 'enum', has('enum')),
  tolerant(
    'number-above-maximum-taken',
    'a number above its maximum is taken',
    'maximum',
    has('maximum'),
  ),
  tolerant(
    'number-below-minimum-taken',
    'a number below its minimum is taken',
    'minimum',
    has('minimum'),
  ),
  tolerant(
    'text-too-long-taken',
    'a text longer than allowed is taken',
    'maxLength',
    has('maxLength'),
  ),
  tolerant(
    'text-too-short-taken',
    'a text shorter than allowed is taken',
    'minLength',
    has('minLength'),
  ),
  tolerant(
    'text-outside-pattern-taken',
    'a text that does not match its pattern is taken',
    'pattern',
    has('pattern'),
  ),
  tolerant(
    'text-of-no-format-taken',
    'a text that is not of its format is taken',
    'format',
    (spot) => /^(date|date-time|uuid|email)$/.test(String(spot.flat.format)) && isInside(spot),
  ),
  tolerant(
    'list-too-long-taken',
    'a list longer than allowed is taken',
    'maxItems',
    has('maxItems'),
  ),
  tolerant(
    'list-too-short-taken',
    'a list shorter than allowed is taken',
    'minItems',
    has('minItems'),
  ),
  tolerant(
    'unknown-member-taken',
    'a member that the document forbids is taken',
    'additionalProperties',
    (spot) => isClosed(spot.flat),
  ),
]

/** An operator that takes a parameter although it is wrong in some way. */
function lax(
  id: string,
  title: string,
  isHere: (parameter: ParameterModel, operation: Operation) => boolean,
  isWrong: (text: string | undefined, parameter: ParameterModel, operation: Operation) => boolean,
  checks: readonly string[],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'requests',
    sites: (operation) =>
      operation.model.parameters
        .filter((one) => (one.in === 'query' || one.in === 'header') && one.content === undefined)
        .filter((one) => !['deepObject'].includes(one.style) && isHere(one, operation))
        .map((parameter) => ({
          place: `${parameter.name} in ${parameter.in}`,
          fault: {
            before({ ask }) {
              const texts = textsOf(ask, parameter)
              if (texts.length > 1 || !isWrong(texts[0], parameter, operation)) return undefined
              const good = operation.api.make(parameter.schema, 'request', `${operation.id} good`)
              return good === undefined || typeof good === 'object'
                ? undefined
                : withText(ask, parameter, String(good))
            },
          },
        })),
  }
}

function textsOf(ask: Ask, { in: place, name }: ParameterModel): string[] {
  if (place === 'query') return new URLSearchParams(ask.target.split('?')[1]).getAll(name)
  const text = ask.headers.get(name)
  return text === null ? [] : [text]
}

function withText(ask: Ask, { in: place, name }: ParameterModel, text: string): Ask {
  if (place === 'header') {
    const headers = new Headers(ask.headers)
    headers.set(name, text)
    return { ...ask, headers }
  }
  const [path = '', query] = ask.target.split('?')
  const pairs = new URLSearchParams(query)
  pairs.set(name, text)
  return { ...ask, target: `${path}?${pairs}` }
}

const schemaOf = ({ schema }: ParameterModel, operation: Operation) =>
  operation.api.schemas.flatten(schema.schema)
const isNumeric = (parameter: ParameterModel, operation: Operation): boolean =>
  ['integer', 'number'].includes(typeOf(schemaOf(parameter, operation)) ?? '')
const asNumber = (text: string | undefined): number =>
  /^-?\d+(\.\d+)?$/.test(text ?? '') ? Number(text) : Number.NaN
const accepted = ['invalid-request-accepted']

const parameters: readonly Operator[] = [
  lax(
    'missing-parameter-taken',
    'a request without a required parameter is taken',
    ({ required }) => required,
    (text) => text === undefined,
    ['required-parameter-not-enforced', ...accepted],
  ),
  lax(
    'parameter-of-no-number-taken',
    'a parameter that is no number is taken',
    isNumeric,
    (text) => text !== undefined && text !== '' && Number.isNaN(Number(text)),
    accepted,
  ),
  lax(
    'parameter-outside-enum-taken',
    'a parameter outside of its enum is taken',
    (one, operation) => Array.isArray(schemaOf(one, operation).enum),
    (text, one, operation) => {
      const values = schemaOf(one, operation).enum
      return text !== undefined && Array.isArray(values) && !values.map(String).includes(text)
    },
    accepted,
  ),
  lax(
    'parameter-above-maximum-taken',
    'a parameter above its maximum is taken',
    (one, operation) => schemaOf(one, operation).maximum !== undefined,
    (text, one, operation) => asNumber(text) > Number(schemaOf(one, operation).maximum),
    [...accepted, 'page-limit-exceeded'],
  ),
  lax(
    'parameter-below-minimum-taken',
    'a parameter below its minimum is taken',
    (one, operation) => schemaOf(one, operation).minimum !== undefined,
    (text, one, operation) => asNumber(text) < Number(schemaOf(one, operation).minimum),
    accepted,
  ),
  lax(
    'parameter-too-long-taken',
    'a parameter longer than allowed is taken',
    (one, operation) => schemaOf(one, operation).maxLength !== undefined,
    (text, one, operation) => [...(text ?? '')].length > Number(schemaOf(one, operation).maxLength),
    accepted,
  ),
]

/** An operator on whole bodies. */
function body(
  id: string,
  title: string,
  checks: readonly string[],
  isHere: (operation: Operation) => boolean,
  change: (seen: Seen, operation: Operation) => Ask | undefined,
): Operator {
  return {
    id,
    title,
    checks,
    family: 'requests',
    sites: (operation) =>
      isHere(operation) && operation.json !== undefined
        ? [{ place: 'body', fault: { before: (seen) => change(seen, operation) } }]
        : [],
  }
}

function goodBody(operation: Operation, ask: Ask): Ask | undefined {
  const { json } = operation
  const value = json && operation.api.make(json.schema, 'request', `${operation.id} good body`)
  if (value === undefined) return undefined
  const headers = new Headers(ask.headers)
  headers.set(
    'Content-Type',
    json?.mediaType.includes('*') ? 'application/json' : (json?.mediaType ?? ''),
  )
  return { ...ask, headers, body: encode(JSON.stringify(value)) }
}

const isMalformed = (ask: Ask): boolean =>
  ask.body.length > 0 &&
  /json/.test(ask.headers.get('Content-Type') ?? '') &&
  jsonIn(ask) === undefined

const wholes: readonly Operator[] = [
  body(
    'missing-body-taken',
    'a request without its required body is taken',
    ['required-body-not-enforced', ...accepted],
    ({ model }) => model.requestBody?.required === true,
    ({ ask }, operation) => (ask.body.length === 0 ? goodBody(operation, ask) : undefined),
  ),
  body(
    'malformed-body-taken',
    'a body that is no JSON is taken',
    ['malformed-body-accepted', ...accepted],
    () => true,
    ({ ask }, operation) => (isMalformed(ask) ? goodBody(operation, ask) : undefined),
  ),
  body(
    'other-media-type-taken',
    'a body of an undocumented media type is taken',
    ['media-type-not-enforced', ...accepted],
    () => true,
    ({ ask }, operation) => {
      const type = ask.headers.get('Content-Type') ?? ''
      const isKnown = operation.model.requestBody?.content.some(
        ({ mediaType }) =>
          mediaType.split(';')[0] === type.split(';')[0] || mediaType.includes('*'),
      )
      return ask.body.length > 0 && type !== '' && isKnown === false
        ? goodBody(operation, ask)
        : undefined
    },
  ),
]

/** An operator that refuses what the document allows, where a good body has something in it. */
function fussy(
  id: string,
  title: string,
  isHere: (spot: Spot) => boolean,
  isRefused: (member: JsonValue | undefined, spot: Spot) => boolean,
): Operator {
  return {
    id,
    title,
    checks: ['valid-request-refused', 'response-status-undocumented', 'server-error'],
    family: 'requests',
    sites(operation) {
      const schema = operation.json?.schema
      if (schema === undefined) return []
      return spotsOf(operation, schema.schema)
        .filter((spot) => spot.path.length === 1 && spot.flat.readOnly !== true && isHere(spot))
        .map(
          (spot): Omit<Site, 'operation'> => ({
            place: `/${spot.path.join('/')}`,
            fault: {
              before({ ask }) {
                const value = jsonIn(ask) as JsonValue | undefined
                if (!isJsonObject(value)) return undefined
                const name = spot.path[0] ?? ''
                const isGood = operation.api.schemas.accepts(schema.pointer, value, 'request')
                return isGood &&
                  isRefused(Object.hasOwn(value, name) ? value[name] : undefined, spot)
                  ? refuse(operation, 400, 422)
                  : undefined
              },
            },
          }),
        )
    },
  }
}

const refused: readonly Operator[] = [
  fussy(
    'optional-member-refused',
    'a body with an optional member is refused',
    (spot) => !spot.isRequired,
    (member) => member !== undefined,
  ),
  fussy(
    'value-of-enum-refused',
    'one value of an enum is refused',
    (spot) => Array.isArray(spot.flat.enum) && spot.flat.enum.length > 1,
    (member, { flat }) =>
      Array.isArray(flat.enum) && member !== undefined && member === flat.enum.at(-1),
  ),
  fussy(
    'maximum-refused',
    'the largest number is refused',
    (spot) => spot.flat.maximum !== undefined,
    (member, { flat }) => member === flat.maximum,
  ),
  fussy(
    'minimum-refused',
    'the smallest number is refused',
    (spot) => spot.flat.minimum !== undefined,
    (member, { flat }) => member === flat.minimum,
  ),
  fussy(
    'longest-text-refused',
    'the longest text is refused',
    (spot) => Number(spot.flat.maxLength) <= 10_000,
    (member, { flat }) =>
      typeof member === 'string' && [...member].length === Number(flat.maxLength),
  ),
]

const optionalParameter: Operator = {
  id: 'optional-parameter-refused',
  title: 'a request with an optional parameter is refused',
  checks: ['valid-request-refused', 'response-status-undocumented', 'server-error'],
  family: 'requests',
  sites: (operation) =>
    operation.model.parameters
      .filter(
        (one) =>
          one.in === 'query' && !one.required && one.content === undefined && one.style === 'form',
      )
      .filter((one) =>
        ['integer', 'number', 'boolean', 'string'].includes(typeOf(schemaOf(one, operation)) ?? ''),
      )
      .map((parameter) => ({
        place: `${parameter.name} in query`,
        fault: {
          async before({ ask, serve }) {
            if (textsOf(ask, parameter).length === 0) return undefined
            // Only what the right server takes.
            return (await serve(ask)).status < 300 ? refuse(operation, 400, 422) : undefined
          },
        },
      })),
}

export const requestOperators: readonly Operator[] = [
  ...bodies,
  ...parameters,
  ...wholes,
  ...refused,
  optionalParameter,
]
