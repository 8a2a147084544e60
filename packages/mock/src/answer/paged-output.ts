import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { isOutput } from '@concordat/server'
import { asJson } from '../judge/schema-validator.ts'
import { listPage, pageMembers } from './list-page.ts'
import type { MockInput } from './stateful-answers.ts'

/** An answer that keeps nothing and holds a list: filtered, ordered and cut as the query asks. */
export function pagedOutput(output: unknown, { query, request }: MockInput): unknown {
  if (request.method !== 'GET' || !isOutput(output) || output.status !== 200) return output
  const asked = asJson(query ?? {})
  if (!isJsonObject(asked) || Object.keys(asked).length === 0) return output
  const body = output.body instanceof Blob ? undefined : asJson(output.body)
  if (Array.isArray(body)) return { ...output, body: paged(body, asked).items }
  if (!isJsonObject(body)) return output
  const lists = Object.entries(body).flatMap(([name, value]) =>
    Array.isArray(value) && value.every(isJsonObject) ? [{ name, value }] : [],
  )
  const [list] = lists
  if (!list || lists.length > 1) return output
  const { items, page } = paged(list.value, asked)
  const told = pageMembers(Object.keys(body), page, asked)
  const kept = Object.entries(told).filter(([name, value]) => typeof body[name] === typeof value)
  return { ...output, body: { ...body, ...Object.fromEntries(kept), [list.name]: items } }
}

function paged(items: readonly JsonValue[], query: JsonObject) {
  const entities = items.map((item, index) => ({
    id: String(index),
    value: isJsonObject(item) ? item : {},
    version: 1,
  }))
  const members = new Set(entities.flatMap(({ value }) => Object.keys(value)))
  const page = listPage(entities, query, members)
  return { page, items: page.entities.flatMap(({ id }) => items[Number(id)] ?? []) }
}
