import { readFileSync } from 'node:fs'
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '@concordat/core'
import { parse } from 'yaml'

/** The APIs that have a document in this folder. */
export const apis = ['iproyal', 'connhex', 'cumulonimbus', 'senhasegura'] as const

/** One of the {@link apis}. */
export type Api = (typeof apis)[number]

/** Reads the document of an API as it is written, references and all. */
export function readDocument(api: Api): JsonObject {
  const document: unknown = parse(
    readFileSync(new URL(`${api}/openapi.yaml`, import.meta.url), 'utf8'),
  )
  if (!isJsonObject(document)) throw new Error(`${api}/openapi.yaml is not an object`)
  return document
}

/** Finds what stands at a path of keys, following references on the way and at the end. */
export function at(document: JsonObject, ...keys: readonly string[]): JsonValue | undefined {
  let node: JsonValue | undefined = document
  for (const key of keys) node = target(document, child(node, key))
  return node
}

/** Finds an object that must be there. */
export function objectAt(document: JsonObject, ...keys: readonly string[]): JsonObject {
  const node = at(document, ...keys)
  if (!isJsonObject(node)) throw new Error(`there is no object at ${keys.join(' > ')}`)
  return node
}

/** Finds the keys of an object that must be there. */
export function keysAt(document: JsonObject, ...keys: readonly string[]): string[] {
  return Object.keys(objectAt(document, ...keys))
}

/** One operation, and the keys that lead to it. */
export interface DocumentedOperation {
  readonly operationId: string
  readonly keys: readonly [string, string, string]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Lists the operations of a document, in its order. */
export function operationsOf(document: JsonObject): DocumentedOperation[] {
  return keysAt(document, 'paths').flatMap((path) =>
    keysAt(document, 'paths', path)
      .filter((key) => methods.includes(key))
      .map((method) => ({
        operationId: String(at(document, 'paths', path, method, 'operationId')),
        keys: ['paths', path, method] as const,
      })),
  )
}

/** The keys that lead to a documented operation; throws if there is none of that name. */
export function operationKeys(
  document: JsonObject,
  operationId: string,
): readonly [string, string, string] {
  const found = operationsOf(document).find((operation) => operation.operationId === operationId)
  if (!found) throw new Error(`there is no operation ${operationId}`)
  return found.keys
}

function child(node: JsonValue | undefined, key: string): JsonValue | undefined {
  if (Array.isArray(node)) return node[Number(key)]
  return isJsonObject(node) && Object.hasOwn(node, key) ? node[key] : undefined
}

/** What a node refers to, with the members beside the reference laid over it. */
function target(document: JsonObject, node: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(node) || typeof node.$ref !== 'string') return node
  const { $ref, ...beside } = node
  const found = valueAt(document, $ref.slice(1))
  if (!isJsonObject(found)) throw new Error(`${$ref} refers to nothing`)
  return { ...found, ...beside }
}
