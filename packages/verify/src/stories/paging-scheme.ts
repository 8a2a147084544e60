import { isJsonObject, type JsonObject } from '@concordat/core'
import type { ConventionName } from '../conventions/convention-table.ts'
import type { Guess } from '../conventions/guess.ts'
import type { OperationPlan, ParameterPlan } from '../plan/operation-plan.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema, type PlacedSchema, typesOf } from '../schema/resolve-schema.ts'
import { memberAt } from '../schema/variation.ts'
import { type HeaderField, headerValue } from '../transport/wire-exchange.ts'
import { paginationExtension } from './read-list.ts'

/** How a list is cut into pages, as far as its parameters and answers show. */
export interface PagingScheme {
  readonly kind: 'offset' | 'page' | 'cursor' | 'link' | 'none'
  /** Query parameter that bounds a page. */
  readonly limit: string | undefined
  readonly limitMaximum: number | undefined
  readonly limitDefault: number | undefined
  /** Query parameter that says where the page begins. */
  readonly position: string | undefined
  /** Number of the first page. */
  readonly firstPage: number
  /** Parameters that are known by their names alone. */
  readonly guesses: readonly Guess[]
}

/** Whether a name is one of those that pages are gone on from. */
export function isPagePosition({ api }: OperationPlan, name: string): boolean {
  return api.conventions.holds('cursors', name)
}

/** Reads a list operation's way of paging from `x-pagination`, or from the names of its parameters. */
export function pagingScheme(operation: OperationPlan): PagingScheme {
  const query = operation.parameters.filter(({ model }) => model.in === 'query')
  const extension = paginationExtension(operation)
  const named = (key: string): ParameterPlan | undefined => {
    const name = extension?.[key]
    return query.find(({ model }) => model.name === name)
  }
  const { conventions } = operation.api
  const find = (convention: ConventionName): ParameterPlan | undefined =>
    query.find(({ model }) => conventions.holds(convention, model.name))
  const limit = named('limit') ?? query.find((parameter) => isLimit(operation, parameter))
  const schema = limit && schemaOf(operation, limit)
  const offset = named('offset') ?? find('offsets')
  const page = named('page') ?? find('page-numbers')
  const cursor = named('cursor') ?? find('cursors')
  const position = offset ?? page ?? cursor
  const pageSchema = page && schemaOf(operation, page)
  return {
    kind: offset ? 'offset' : page ? 'page' : cursor ? 'cursor' : limit ? 'link' : 'none',
    limit: limit?.model.name,
    limitMaximum: typeof schema?.maximum === 'number' ? schema.maximum : undefined,
    limitDefault: typeof schema?.default === 'number' ? schema.default : undefined,
    position: position?.model.name,
    firstPage: pageSchema?.minimum === 0 || pageSchema?.default === 0 ? 0 : 1,
    guesses: [
      ...(named('limit') ? [] : conventions.guess('limits', limit?.model.name)),
      ...(named('offset') ? [] : conventions.guess('offsets', offset?.model.name)),
      ...(named('page') ? [] : conventions.guess('page-numbers', page?.model.name)),
      ...(named('cursor') ? [] : conventions.guess('cursors', cursor?.model.name)),
    ],
  }
}

/** Whether a parameter bounds a page: a number by its schema, and not what the items of the list are called to have. */
function isLimit(operation: OperationPlan, parameter: ParameterPlan): boolean {
  if (!operation.api.conventions.holds('limits', parameter.model.name)) return false
  const schema = schemaOf(operation, parameter)
  const types = schema === undefined ? [] : typesOf(schema)
  const isNumber =
    types.length === 0
      ? schema?.enum === undefined
      : types.some((type) => /integer|number/.test(type))
  return isNumber && !itemNames(operation).has(parameter.model.name)
}

/** Names that the document gives the members of a list's items. */
function itemNames(operation: OperationPlan): ReadonlySet<string> {
  const success = operation.model.responses.find(({ status }) => status.startsWith('2'))
  const schema = success?.content[0]?.schema
  if (schema === undefined) return new Set()
  const places = [schema, ...Object.values(propertiesOf(operation, schema)).map(placed)]
  return new Set(
    places.flatMap((place) => {
      const flat = flattenSchema(operation.api.document, place).schema
      const items = isJsonObject(flat) ? flat.items : undefined
      return items === undefined ? [] : Object.keys(propertiesOf(operation, placed(items)))
    }),
  )
}

function placed(value: unknown): PlacedSchema {
  return { schema: asSchema(value) ?? true, pointer: '' }
}

function schemaOf(operation: OperationPlan, { model }: ParameterPlan): JsonObject | undefined {
  const flat = flattenSchema(operation.api.document, model.schema).schema
  return isJsonObject(flat) ? flat : undefined
}

/** What a page says of the whole list. */
export interface PageFacts {
  readonly total: number | undefined
  /** Name of the total's member. */
  readonly totalName: string | undefined
  readonly hasMore: boolean | undefined
  /** Cursor of the next page: `null` where the answer says that there is none, `undefined` where it says nothing. */
  readonly next: string | null | undefined
  readonly pages: number | undefined
  /** Members that are known by their names alone. */
  readonly guesses: readonly Guess[]
}

/** Reads what a page says of the whole list, in its body or in a member that holds such facts. */
export function pageFacts(
  operation: OperationPlan,
  body: unknown,
  headers: readonly HeaderField[] = [],
): PageFacts {
  const { conventions } = operation.api
  const extension = paginationExtension(operation)
  const places = [[], ...factPlaces(body)]
  const find = (
    convention: ConventionName,
    accept: (value: unknown) => boolean,
  ): { name: string; value: unknown } | undefined => {
    for (const place of places) {
      const object = memberAt(body, place)
      if (!isJsonObject(object)) continue
      for (const [name, value] of Object.entries(object)) {
        if (conventions.holds(convention, name) && accept(value)) return { name, value }
      }
    }
    return undefined
  }
  const declaredTotal = declared(body, extension?.total)
  const total =
    typeof declaredTotal === 'number'
      ? { name: String(extension?.total), value: declaredTotal }
      : (find('totals', (value) => typeof value === 'number') ??
        describedTotal(operation, body) ??
        headerTotal(headers))
  const declaredNext = declared(body, extension?.next)
  const next =
    extension?.next === undefined
      ? find('next-cursors', (value) => value === null || typeof value === 'string')
      : { name: '', value: declaredNext ?? null }
  const more = find('more-flags', (value) => typeof value === 'boolean')
  const pages = find('page-counts', (value) => typeof value === 'number')
  return {
    total: typeof total?.value === 'number' ? total.value : undefined,
    totalName: total?.name,
    hasMore: typeof more?.value === 'boolean' ? more.value : undefined,
    next: typeof next?.value === 'string' || next?.value === null ? next.value : undefined,
    pages: typeof pages?.value === 'number' ? pages.value : undefined,
    guesses: [
      ...(declaredTotal === undefined ? conventions.guess('totals', total?.name) : []),
      ...(extension?.next === undefined ? conventions.guess('next-cursors', next?.name) : []),
      ...conventions.guess('more-flags', more?.name),
      ...conventions.guess('page-counts', pages?.name),
    ],
  }
}

/**
 * Whether the document says where an answer names the next page: in a `Link` header, or in a member of its body. Then an
 * answer that names none is the last; elsewhere it only says nothing.
 */
export function promisesNext(operation: OperationPlan): boolean {
  if (paginationExtension(operation)?.next !== undefined) return true
  const success = operation.model.responses.find(({ status }) => status.startsWith('2'))
  if (success?.headers.some(({ name }) => /^link$/i.test(name))) return true
  const schema = success?.content[0]?.schema
  const members = schema ? propertiesOf(operation, schema) : {}
  const nested = Object.entries(members)
    .filter(isFactPlace)
    .map(([, member]) => propertiesOf(operation, { schema: asSchema(member) ?? true, pointer: '' }))
  return [members, ...nested]
    .flatMap(Object.keys)
    .some((name) => operation.api.conventions.holds('next-cursors', name))
}

function propertiesOf(operation: OperationPlan, schema: PlacedSchema): JsonObject {
  const flat = flattenSchema(operation.api.document, schema).schema
  return isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
}

function isFactPlace([name, value]: readonly [string, unknown]): boolean {
  return (
    isJsonObject(value) &&
    /^(meta|pagination|paging|page|page_?info|links|_links|cursor)/i.test(name)
  )
}

function headerTotal(
  headers: readonly HeaderField[],
): { readonly name: string; readonly value: number } | undefined {
  for (const name of ['X-Total-Count', 'X-Total', 'Total-Count']) {
    const text = headerValue(headers, name)
    if (text !== undefined && /^\d+$/.test(text)) return { name, value: Number(text) }
  }
  return undefined
}

function declared(body: unknown, path: unknown): unknown {
  return typeof path === 'string' ? memberAt(body, path.split(/[./]/).filter(Boolean)) : undefined
}

function factPlaces(body: unknown): string[][] {
  if (!isJsonObject(body)) return []
  return Object.entries(body)
    .filter(isFactPlace)
    .map(([name]) => [name])
}

/** `count` may mean the page's items or all: only a description that says so makes it a total. */
function describedTotal(
  operation: OperationPlan,
  body: unknown,
): { readonly name: string; readonly value: number } | undefined {
  if (!isJsonObject(body) || typeof body.count !== 'number') return undefined
  const success = operation.model.responses.find(({ status }) => status.startsWith('2'))
  const schema = success?.content[0]?.schema
  const flat = schema && flattenSchema(operation.api.document, schema).schema
  const property =
    isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties.count : undefined
  const description = isJsonObject(property) ? String(property.description ?? '') : ''
  return /\b(total|all that match|all matching|in all|altogether|overall|all pages|regardless|whatever|matching)\b/i.test(
    description,
  )
    ? { name: 'count', value: body.count }
    : undefined
}
