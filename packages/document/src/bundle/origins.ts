import { type JsonPointer, type SourcePosition, splitPointer } from '@concordat/core'
import type { DocumentSource } from '../load/document-source.ts'

interface Origin {
  readonly source: DocumentSource
  readonly raw: object
}

/** Keys that normalisation gives another name, and the name they are written by. */
const WRITTEN_AS = new Map([
  ['examples', 'example'],
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
])

/** Remembers from which object of which file each object of the bundled document was copied. */
export class Origins {
  // Not a WeakMap: the copies live as long as this, and a weak one makes the collector's work the most of the time.
  readonly #origins = new Map<object, Origin>()

  set(copy: object, source: DocumentSource, raw: object) {
    this.#origins.set(copy, { source, raw })
  }

  /** The file's object that a copy was made from. */
  get(copy: unknown): Origin | undefined {
    return isContainer(copy) ? this.#origins.get(copy) : undefined
  }

  /** Where a node of the bundled document stands; the nearest ancestor that has a place, when it has none. */
  position(root: object, pointer: JsonPointer, fallback: DocumentSource): SourcePosition {
    const start = this.get(root)
    let source = start?.source ?? fallback
    let container: object | undefined = start?.raw
    let key: string | undefined
    let raw: unknown = start?.raw
    let node: unknown = root
    for (const token of splitPointer(pointer)) {
      node = member(node, token)
      const origin = this.get(node)
      const written = memberWritten(raw, token)
      if (origin && origin.raw !== written.value && origin.source.knows(origin.raw)) {
        source = origin.source
        container = origin.raw
        key = undefined
        raw = origin.raw
      } else if (isContainer(raw) && written.key !== undefined) {
        container = raw
        key = written.key
        raw = written.value
      } else {
        raw = undefined
      }
    }
    return source.position(container, key)
  }
}

function memberWritten(raw: unknown, token: string): { key?: string; value?: unknown } {
  if (!isContainer(raw)) return {}
  if (Object.hasOwn(raw, token)) return { key: token, value: member(raw, token) }
  const key = WRITTEN_AS.get(token)
  return key !== undefined && Object.hasOwn(raw, key) ? { key, value: member(raw, key) } : {}
}

function member(container: unknown, key: string): unknown {
  return isContainer(container) && Object.hasOwn(container, key)
    ? Reflect.get(container, key)
    : undefined
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
