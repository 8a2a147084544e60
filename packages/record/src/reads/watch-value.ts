import { isJsonObject, type JsonValue } from '@concordat/core'
import { callSiteBelow } from './call-site.ts'
import { items, type MemberPath, memberStep } from './member-path.ts'
import type { ReadLog, WatchedObject } from './read-log.ts'

/** Names of the members that the document says of the object at a path; what it does not describe has none. */
export type DocumentedMembers = (path: MemberPath) => readonly string[]

/**
 * A copy of an answer whose members are remembered when they are read. It is plain data: objects of `Object.prototype`
 * and arrays, which can be cloned, frozen, spread, sorted and compared. Members are accessors; those that the document
 * has and the answer lacks are accessors too, which cannot be enumerated, so that asking for them is seen.
 */
export function watchValue(
  value: JsonValue,
  path: MemberPath,
  log: ReadLog,
  documented: DocumentedMembers,
): JsonValue {
  if (Array.isArray(value)) {
    log.met(path, value.length === 0 ? 'empty' : 'filled')
    return value.map((item) => watchValue(item, [...path, items], log, documented))
  }
  if (!isJsonObject(value)) {
    log.met(path, value === null ? 'null' : 'filled')
    return value
  }
  log.met(path, 'filled')
  const names = Object.keys(value)
  const watched = log.watch(path, names)
  const copy: Record<string, JsonValue> = {}
  for (const name of names) {
    const member = watchValue(value[name] ?? null, [...path, memberStep(name)], log, documented)
    defineMember(copy, name, { value: member, isPresent: true }, { log, watched })
  }
  for (const name of documented(path)) {
    if (Object.hasOwn(value, name)) continue
    log.met([...path, memberStep(name)], 'absent')
    // `then` would be asked of every awaited answer, `toJSON` of every one that is written.
    if (name === 'then' || name === 'toJSON') continue
    defineMember(copy, name, { value: undefined, isPresent: false }, { log, watched })
  }
  return copy
}

interface Member {
  readonly value: JsonValue | undefined
  readonly isPresent: boolean
}

function defineMember(
  copy: object,
  name: string,
  { value, isPresent }: Member,
  { log, watched }: { readonly log: ReadLog; readonly watched: WatchedObject },
): void {
  Object.defineProperty(copy, name, {
    configurable: true,
    enumerable: isPresent,
    get: function read(): JsonValue | undefined {
      log.read(watched, name, callSiteBelow(read))
      return value
    },
    set(this: object, next: unknown) {
      Object.defineProperty(this, name, {
        value: next,
        writable: true,
        enumerable: true,
        configurable: true,
      })
    },
  })
}
