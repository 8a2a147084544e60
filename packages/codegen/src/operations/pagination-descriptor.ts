import { isJsonObject, type JsonObject } from '@concordat/core'
import type { OperationModel } from '@concordat/model'
import type { PaginationDescriptor } from '@concordat/wire'

/** What `x-pagination` says; `undefined` where it says nothing that can be followed. */
export function paginationDescriptor(operation: OperationModel): PaginationDescriptor | undefined {
  const said = operation.extensions['x-pagination']
  if (!isJsonObject(said)) return undefined
  const query = new Set(
    operation.parameters.filter((item) => item.in === 'query').map((item) => item.name),
  )
  const parameter = (name: string): string | undefined => {
    const value = text(said, name)
    return value !== undefined && query.has(value) ? value : undefined
  }
  const items = optional('items', text(said, 'items'))
  if (said.style === 'offset') {
    const limit = parameter('limit')
    const offset = parameter('offset')
    if (limit === undefined || offset === undefined) return undefined
    return { style: 'offset', limit, offset, ...items, ...optional('total', text(said, 'total')) }
  }
  if (said.style === 'cursor') {
    const cursor = parameter('cursor')
    const next = text(said, 'next')
    if (cursor === undefined || next === undefined) return undefined
    return { style: 'cursor', cursor, ...optional('limit', parameter('limit')), ...items, next }
  }
  return undefined
}

function text(said: JsonObject, name: string): string | undefined {
  const value = said[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  const empty: Partial<Record<Name, string>> = {}
  return value === undefined ? empty : { ...empty, [name]: value }
}
