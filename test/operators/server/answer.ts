import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { ResponseModel } from '@concordat/model'
import { documentedFor, jsonOf, names, type Operation } from '../api/api.ts'
import { encode, type Reply, reply } from '../api/message.ts'

/** An answer with what the document requires beside its body. */
export function answer(
  operation: Operation,
  status: number,
  documented: ResponseModel | undefined,
  value: JsonValue | undefined,
): Reply {
  const { api, id } = operation
  const headers: Record<string, string> = {}
  for (const header of documented?.headers ?? []) {
    if (/^(content-type|content-length|link)$/i.test(header.name)) continue
    const made = api.make(header.schema, 'response', `${id} ${header.name}`)
    if (made === undefined || (typeof made === 'object' && made !== null)) continue
    if (header.required || !/etag|last-modified|ratelimit|retry/i.test(header.name)) {
      headers[header.name] = String(made).replace(/[^\x20-\x7e]/g, '')
    }
  }
  if (status === 204 || status === 304 || documented === undefined) {
    return reply(status, undefined, headers)
  }
  const json = jsonOf(documented.content)
  if (json !== undefined) {
    const body = value ?? api.make(json.schema, 'response', `${id} ${status}`)
    const mediaType = json.mediaType.includes('*') ? 'application/json' : json.mediaType
    return body === undefined
      ? reply(status, undefined, headers)
      : reply(status, body, { ...headers, 'Content-Type': mediaType })
  }
  const [other] = documented.content
  if (other === undefined) return reply(status, undefined, headers)
  const mediaType = other.mediaType.includes('*') ? 'text/plain' : other.mediaType
  return {
    status,
    headers: new Headers({ ...headers, 'Content-Type': mediaType }),
    body: encode(/json|csv|text|xml|yaml/i.test(mediaType) ? 'content' : '\u0001\u0002'),
  }
}

/** A refusal as the document describes it. */
export function refuse(operation: Operation, ...statuses: readonly number[]): Reply {
  const [first = 400] = statuses
  const status = statuses.find((one) => names(operation, one)) ?? first
  return answer(operation, status, documentedFor(operation, status), undefined)
}

/** Where in an answer the thing with these members stands. */
export function placeOf(
  operation: Operation,
  schema: unknown,
  wanted: readonly string[],
): readonly string[] {
  const { schemas } = operation.api
  const count = (flat: JsonObject): number => {
    const own = isJsonObject(flat.properties) ? Object.keys(flat.properties) : []
    return own.filter((name) => wanted.includes(name)).length
  }
  const top = schemas.flatten(schema)
  let best: readonly string[] = []
  let most = count(top)
  const look = (flat: JsonObject, path: readonly string[]): void => {
    if (path.length > 1 || !isJsonObject(flat.properties)) return
    for (const [name, property] of Object.entries(flat.properties)) {
      const inner = schemas.flatten(property)
      if (count(inner) > most) {
        most = count(inner)
        best = [...path, name]
      }
      look(inner, [...path, name])
    }
  }
  look(top, [])
  return best
}
