import type { JsonValue } from '@concordat/core'
import type { Identity } from '../credentials/identity.ts'
import { readSegment } from '../plan/find-route.ts'

/** Why a run may change a thing. */
export type Provenance = 'made' | 'state' | 'expendable'

/** A thing that the run may change or delete. */
export interface OwnedThing {
  /** Its path below the base path, percent-encoded. */
  readonly path: string
  readonly provenance: Provenance
  /** Who made it, where that was not the first caller. */
  readonly owner?: Identity
}

/** What a run may change and delete, by path: everything below a thing of its own is its own too. */
export interface Ownership {
  own(thing: OwnedThing): void
  /** Lets the run change what is at exactly this path, and nothing below it. */
  permit(path: string): void
  /** Takes note that a thing is gone, so that nothing is left to be removed. */
  gone(path: string): void
  /** Whether a path names a thing of the run, or something below one. */
  covers(path: string): boolean
  /** What the run made and did not delete, in the order in which it was made. */
  remaining(): readonly OwnedThing[]
}

/** Makes the record of a run that owns nothing yet. */
export function createOwnership(): Ownership {
  const owned = new Map<string, OwnedThing>()
  const permitted = new Set<string>()
  const remaining = new Map<string, OwnedThing>()
  return {
    own(thing) {
      const key = keyOf(thing.path)
      if (!owned.has(key)) owned.set(key, thing)
      if (thing.provenance === 'made') remaining.set(key, thing)
    },
    permit(path) {
      permitted.add(keyOf(path))
    },
    gone(path) {
      remaining.delete(keyOf(path))
    },
    covers(path) {
      const key = keyOf(path)
      const segments = key.split('/')
      return (
        permitted.has(key) ||
        segments.some((_, index) => owned.has(segments.slice(0, index + 1).join('/')))
      )
    },
    remaining: () => [...remaining.values()],
  }
}

/** A path in one spelling, whatever of it is percent-encoded. */
function keyOf(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(readSegment(segment)))
    .join('/')
}

/** The path of a thing: a template with the values in it; `{}` may stand without a name. */
export function pathOf(template: string, values: readonly JsonValue[]): string {
  let index = 0
  return template.replace(/\{[^{}]*\}/g, () => encodeURIComponent(String(values[index++] ?? '')))
}
