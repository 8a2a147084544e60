import { type JsonPointer, valueAt } from '@concordat/core'
import { isReference, splitReference } from './reference.ts'

/** A node that is not a reference, and where it stands. */
export interface ResolvedNode {
  readonly pointer: JsonPointer
  readonly value: unknown
  /** What stands beside the first `$ref` on the way, such as another `description`. */
  readonly beside: Readonly<Record<string, unknown>>
}

/** More links than any real document has; circles were refused when it was loaded. */
const MAX_LINKS = 10_000

/** Pointer that an internal `$ref` names, or `undefined` when it is not a pointer into the document. */
export function pointerOf(ref: string): JsonPointer | undefined {
  const { uri, fragment } = splitReference(ref)
  if (uri !== '' || (fragment !== '' && !fragment.startsWith('/'))) return undefined
  return fragment
}

/**
 * Follows the references of a bundled document from a value to what they mean. The one place where readers resolve.
 * Gives `undefined` where a reference leads nowhere.
 */
export function resolveInternal(
  document: unknown,
  value: unknown,
  pointer: JsonPointer,
): ResolvedNode | undefined {
  if (!isReference(value)) return { pointer, value, beside: {} }
  const { $ref: _first, ...beside } = value
  let place = pointer
  let node: unknown = value
  for (let links = 0; isReference(node); links++) {
    const target = pointerOf(node.$ref)
    if (target === undefined || links > MAX_LINKS) return undefined
    place = target
    node = valueAt(document, target)
  }
  return node === undefined ? undefined : { pointer: place, value: node, beside }
}
