import type { JsonObject, JsonPointer } from '@concordat/core'
import { isJsonObject, joinPointer } from '@concordat/core'
import type { DocumentDefect } from '../finding-log.ts'
import { resolveInternal } from '../reference/resolve-internal.ts'

/** An object of the document that is being read, with its place. References are resolved before it is made. */
export interface ObjectNode {
  readonly value: JsonObject
  readonly pointer: JsonPointer
  /** Whether it was referred to, and nothing of it was overridden: then others may refer to it too. */
  readonly isShared?: boolean
}

/** What every reader needs. */
export interface ReadContext {
  readonly document: JsonObject
  /** Version of OpenAPI that the document's author wrote. */
  readonly openapi: string
  /** Path or URL that the document was loaded from. */
  readonly location: string
  /** Models of components that were read already, by the component: many operations share one response. */
  readonly shared: Map<JsonObject, { readonly name: string; readonly model: unknown }>
  /** Places of the callbacks that are being read: meeting one again means that it contains itself. */
  readonly openCallbacks: Set<JsonPointer>
  report(defect: DocumentDefect): void
}

/** The object that a value is or refers to; what stands beside the `$ref` wins over the same keys of the target. */
export function readNode(
  value: unknown,
  pointer: JsonPointer,
  context: ReadContext,
): ObjectNode | undefined {
  const resolved = resolveInternal(context.document, value, pointer)
  if (!resolved || !isJsonObject(resolved.value)) return undefined
  const { description, summary } = resolved.beside
  const override = {
    ...(typeof description === 'string' && { description }),
    ...(typeof summary === 'string' && { summary }),
  }
  const isOverridden = Object.keys(override).length > 0
  return {
    value: isOverridden ? { ...resolved.value, ...override } : resolved.value,
    pointer: resolved.pointer,
    isShared: !isOverridden && resolved.pointer !== pointer,
  }
}

/** Reads a component once, however often it is referred to by the same name. */
export function readOnce<T>(
  name: string,
  node: ObjectNode,
  context: ReadContext,
  read: () => T,
): T {
  if (!node.isShared) return read()
  const known = context.shared.get(node.value)
  // An object is read as one kind only: references of another kind lead to components of their own.
  if (known?.name === name) return known.model as T
  const model = read()
  context.shared.set(node.value, { name, model })
  return model
}

/** Members of a map of objects, in document order, references resolved; `x-` members and what is no object left out. */
export function readMap<T>(
  owner: ObjectNode,
  key: string,
  context: ReadContext,
  read: (name: string, node: ObjectNode) => T | undefined,
): T[] {
  const members = member(owner.value, key)
  if (!isJsonObject(members)) return []
  return Object.entries(members).flatMap(([name, value]) => {
    const node = readNode(value, joinPointer(owner.pointer, key, name), context)
    const result = node && read(name, node)
    return result === undefined ? [] : [result]
  })
}

/** Items of a list of objects, references resolved. */
export function readList<T>(
  owner: ObjectNode,
  key: string,
  context: ReadContext,
  read: (node: ObjectNode) => T | undefined,
): T[] {
  const items = member(owner.value, key)
  if (!Array.isArray(items)) return []
  return items.flatMap((value: unknown, index) => {
    const node = readNode(value, joinPointer(owner.pointer, key, index), context)
    const result = node && read(node)
    return result === undefined ? [] : [result]
  })
}

/** Own member of an object. */
export function member(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** `{ key: text }` when the member is a string, else nothing: for optional members of a model. */
export function text<K extends string>(value: JsonObject, key: K): { readonly [P in K]?: string } {
  const found = member(value, key)
  // A computed key of a union type widens to an index signature; here it is the one key asked for.
  return (typeof found === 'string' ? { [key]: found } : {}) as { readonly [P in K]?: string }
}

export function flag(value: JsonObject, key: string): boolean {
  return member(value, key) === true
}

/** The `x-` members of an object. */
export function extensions(value: JsonObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key.startsWith('x-')))
}

/** Strings of a list; anything else in it is left out. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
