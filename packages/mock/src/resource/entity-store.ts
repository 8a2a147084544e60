import type { JsonObject } from '@concordat/core'

/** Something that is kept. */
export interface Entity {
  readonly id: string
  readonly value: JsonObject
  /** Counts its changes: for entity tags. */
  readonly version: number
}

/** What is kept under each path of a collection, in the order in which it came. */
export class EntityStore {
  readonly #collections = new Map<string, Map<string, Entity>>()

  /** All of a collection; `path` with its variables filled in. */
  all(path: string): readonly Entity[] {
    return [...(this.#collections.get(path)?.values() ?? [])]
  }

  get(path: string, id: string): Entity | undefined {
    return this.#collections.get(path)?.get(id)
  }

  put(path: string, id: string, value: JsonObject): Entity {
    const collection = this.#collections.get(path) ?? new Map<string, Entity>()
    this.#collections.set(path, collection)
    const version = (collection.get(id)?.version ?? 0) + 1
    const entity = { id, value, version }
    collection.set(id, entity)
    return entity
  }

  delete(path: string, id: string): boolean {
    // What stood below it goes with it.
    for (const other of this.#collections.keys()) {
      if (other.startsWith(`${path}/${encodeURIComponent(id)}/`)) this.#collections.delete(other)
    }
    return this.#collections.get(path)?.delete(id) ?? false
  }

  clear(): void {
    this.#collections.clear()
  }
}

/** A path with its variables filled in. */
export function filledPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name] ?? '')),
  )
}
