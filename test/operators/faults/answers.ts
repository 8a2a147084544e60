import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { documentedFor, jsonOf, type Operation } from '../api/api.ts'
import { typeOf } from '../api/make-value.ts'
import { encode, jsonIn, type Reply, withHeader, withJson } from '../api/message.ts'
import type { Operator, Site } from './operator.ts'
import { changeAt, isClosed, isSingle, type Spot, spotsOf } from './schema-sites.ts'

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300

type Wrong = (value: JsonValue | undefined, flat: JsonObject) => JsonValue | undefined

/** An operator that changes one member of successful answers to what its schema does not allow. */
function member(
  id: string,
  title: string,
  isHere: (spot: Spot) => boolean,
  wrong: Wrong,
  checks: readonly string[] = ['response-body-schema-mismatch'],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'answers',
    sites(operation) {
      const schema = operation.success?.json?.schema
      if (schema === undefined) return []
      return spotsOf(operation, schema.schema)
        .filter(isHere)
        .map((spot) => memberSite(operation, schema.pointer, spot, wrong))
    },
  }
}

function memberSite(
  operation: Operation,
  pointer: string,
  { flat, path }: Spot,
  wrong: Wrong,
): Omit<Site, 'operation'> {
  return {
    place: `/${path.join('/')} of ${operation.success?.status}`,
    fault: {
      after({ answer }) {
        const value = jsonIn(answer) as JsonValue | undefined
        if (value === undefined || !isSuccess(answer)) return undefined
        const changed = changeAt(value, path, (old) => wrong(old, flat))
        // What the document still allows is no fault: another branch, an open schema.
        if (changed === undefined || operation.api.schemas.accepts(pointer, changed, 'response'))
          return undefined
        return withJson(answer, changed)
      },
    },
  }
}

const isInside = ({ path }: Spot): boolean => path.length > 0
const isOf =
  (...types: string[]) =>
  (spot: Spot): boolean =>
    isInside(spot) && isSingle(spot.flat) && types.includes(String(spot.flat.type))
const has =
  (...names: string[]) =>
  (spot: Spot): boolean =>
    isInside(spot) && names.some((name) => spot.flat[name] !== undefined)
const onlyIf = (isTrue: boolean, value: JsonValue): JsonValue | undefined =>
  isTrue ? value : undefined
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

/** Operators on what successful answers say. */
const members: readonly Operator[] = [
  member(
    'required-member-dropped',
    'an answer lacks a required member',
    (spot) => spot.isRequired && spot.path.length === 1 && spot.path[0] !== '*',
    () => undefined,
  ),
  member(
    'nested-member-dropped',
    'something inside an answer lacks a required member',
    (spot) => spot.isRequired && spot.path.length > 1 && spot.path.at(-1) !== '*',
    () => undefined,
  ),
  member(
    'member-null',
    'a member is null',
    (spot) => isInside(spot) && isSingle(spot.flat) && spot.flat.type !== 'null',
    () => null,
  ),
  member('text-as-number', 'a text is a number', isOf('string'), () => 7),
  member('number-as-text', 'a number is a text', isOf('integer', 'number'), (value) =>
    String(value ?? 1),
  ),
  member('boolean-as-text', 'a boolean is a text', isOf('boolean'), (value) =>
    String(value ?? true),
  ),
  member('list-as-item', 'a list of one is its item', isOf('array'), (value) =>
    Array.isArray(value) ? (value[0] ?? 'item') : undefined,
  ),
  member('object-as-text', 'an object is JSON in a text', isOf('object'), (value) =>
    JSON.stringify(value ?? {}),
  ),
  member(
    'whole-number-broken',
    'an integer has a fraction',
    isOf('integer'),
    (value) => numberOf(value ?? 1) + 0.5,
  ),
  member(
    'enum-widened',
    'a value is not among those of its enum',
    (spot) => isInside(spot) && Array.isArray(spot.flat.enum),
    (value) => (typeof value === 'string' ? `${value}-other` : undefined),
  ),
  member(
    'enum-in-capitals',
    'a value of an enum is in capitals',
    (spot) => isInside(spot) && Array.isArray(spot.flat.enum),
    (value) =>
      typeof value === 'string'
        ? value.toUpperCase() === value
          ? value.toLowerCase()
          : value.toUpperCase()
        : undefined,
  ),
  member(
    'above-maximum',
    'a number is larger than its maximum',
    has('maximum'),
    (_, flat) => numberOf(flat.maximum) + 1,
  ),
  member(
    'below-minimum',
    'a number is smaller than its minimum',
    has('minimum'),
    (_, flat) => numberOf(flat.minimum) - 1,
  ),
  member('text-too-long', 'a text is longer than its maximum', has('maxLength'), (_, flat) =>
    'x'.repeat(numberOf(flat.maxLength) + 1),
  ),
  member('text-too-short', 'a text is shorter than its minimum', has('minLength'), (value, flat) =>
    typeof value === 'string' && numberOf(flat.minLength) > 0
      ? value.slice(0, numberOf(flat.minLength) - 1)
      : undefined,
  ),
  member(
    'pattern-broken',
    'a text does not match its pattern',
    (spot) => has('pattern')(spot) && typeOf(spot.flat) === 'string',
    () => '~ ~',
  ),
  member(
    'format-broken',
    'a text is not of its format',
    (spot) => has('format')(spot) && typeOf(spot.flat) === 'string',
    () => 'not of the format',
  ),
  member(
    'date-as-time',
    'a time stands where a day is due, or the reverse',
    (spot) => /^date(-time)?$/.test(String(spot.flat.format)),
    (value, flat) =>
      flat.format === 'date' ? `${String(value)}T00:00:00Z` : String(value).slice(0, 10),
  ),
  member(
    'member-added',
    'an answer has a member that the document forbids',
    (spot) => isClosed(spot.flat),
    (value) => (isJsonObject(value) ? { ...value, unexpected: true } : undefined),
  ),
  member(
    'items-too-many',
    'a list has more items than its maximum',
    has('maxItems'),
    (value, flat) => {
      if (!Array.isArray(value) || value.length === 0 || numberOf(flat.maxItems) > 500)
        return undefined
      return Array.from(
        { length: numberOf(flat.maxItems) + 1 },
        (_, index) => value[index % value.length] ?? null,
      )
    },
  ),
  member(
    'items-too-few',
    'a list has fewer items than its minimum',
    has('minItems'),
    (value, flat) =>
      Array.isArray(value) && numberOf(flat.minItems) > 0
        ? value.slice(0, numberOf(flat.minItems) - 1)
        : undefined,
  ),
  member(
    'items-twice',
    'an item stands twice in a list of unique items',
    (spot) => spot.flat.uniqueItems === true,
    (value) =>
      Array.isArray(value) && value.length > 0 ? [...value, value[0] ?? null] : undefined,
  ),
  member(
    'item-null',
    'the last item of a list is null',
    (spot) => spot.path.at(-1) === '*' && isSingle(spot.flat),
    () => null,
  ),
  member(
    'write-only-shown',
    'an answer shows a member that may only be written',
    (spot) => isInside(spot) && spot.flat.writeOnly === true,
    (_, flat) => onlyIf(true, typeOf(flat) === 'string' ? 'shown-secret' : 1),
    ['response-write-only-property', 'response-body-schema-mismatch'],
  ),
]

/** An operator on the whole of successful answers. */
function whole(
  id: string,
  title: string,
  checks: readonly string[],
  isHere: (operation: Operation) => boolean,
  change: (answer: Reply) => Reply | undefined,
): Operator {
  return {
    id,
    title,
    checks,
    family: 'answers',
    sites: (operation) =>
      isHere(operation)
        ? [
            {
              place: `${operation.success?.status}`,
              fault: { after: ({ answer }) => (isSuccess(answer) ? change(answer) : undefined) },
            },
          ]
        : [],
  }
}

const hasJson = ({ success }: Operation): boolean => success?.json !== undefined

const wholes: readonly Operator[] = [
  whole(
    'body-left-out',
    'an answer has no body',
    ['response-body-missing', 'response-body-schema-mismatch', 'response-body-malformed'],
    hasJson,
    (answer) => (answer.body.length === 0 ? undefined : { ...answer, body: new Uint8Array() }),
  ),
  whole(
    'body-cut-off',
    'a body in JSON ends too early',
    ['response-body-malformed'],
    hasJson,
    (answer) =>
      answer.body.length < 2 ? undefined : { ...answer, body: answer.body.slice(0, -1) },
  ),
  whole(
    'body-in-envelope',
    'a body is wrapped in `data`',
    ['response-body-schema-mismatch'],
    (operation) => {
      const flat = operation.api.schemas.flatten(operation.success?.json?.schema.schema)
      return (
        hasJson(operation) &&
        (typeOf(flat) === 'array' || (Array.isArray(flat.required) && flat.required.length > 0))
      )
    },
    (answer) => {
      const value = jsonIn(answer) as JsonValue | undefined
      return value === undefined ? undefined : withJson(answer, { data: value })
    },
  ),
  whole(
    'body-as-html',
    'a body is a page of HTML',
    ['response-media-type-undocumented'],
    hasJson,
    (answer) =>
      answer.body.length === 0
        ? undefined
        : withHeader(
            { ...answer, body: encode('<!doctype html><title>ok</title>') },
            'Content-Type',
            'text/html',
          ),
  ),
  whole(
    'content-type-left-out',
    'a body has no Content-Type',
    ['response-media-type-undocumented'],
    hasJson,
    (answer) =>
      answer.body.length === 0 ? undefined : withHeader(answer, 'Content-Type', undefined),
  ),
]

/** An operator on what refusals say. */
function refusal(
  id: string,
  title: string,
  checks: readonly string[],
  statuses: readonly number[],
): Operator {
  return {
    id,
    title,
    checks,
    family: 'answers',
    sites: (operation) =>
      statuses.flatMap((status): Omit<Site, 'operation'>[] => {
        const documented = documentedFor(operation, status)
        const json = jsonOf(documented?.content ?? [])
        const flat = operation.api.schemas.flatten(json?.schema.schema)
        const [name] = Array.isArray(flat.required) ? flat.required.map(String) : []
        if (json === undefined || documented?.status === 'default' || name === undefined) return []
        return [
          {
            place: `${name} of ${status}`,
            fault: {
              after({ answer }) {
                const value = jsonIn(answer) as JsonValue | undefined
                if (answer.status !== status || !isJsonObject(value)) return undefined
                const { [name]: _, ...rest } = value
                return withJson(answer, rest)
              },
            },
          },
        ]
      }),
  }
}

const refusals: readonly Operator[] = [
  refusal(
    'refusal-of-bad-request-incomplete',
    'a refusal of a bad request lacks a required member',
    ['response-body-schema-mismatch'],
    [400, 422],
  ),
  refusal(
    'refusal-of-unknown-thing-incomplete',
    'a refusal of what is not there lacks a required member',
    ['response-body-schema-mismatch'],
    [404],
  ),
  refusal(
    'refusal-of-strangers-incomplete',
    'a refusal for lack of a credential lacks a required member',
    ['response-body-schema-mismatch'],
    [401],
  ),
]

export const answerOperators: readonly Operator[] = [...members, ...wholes, ...refusals]
