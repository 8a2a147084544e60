import type { JsonValue } from '@concordat/core'
import { type Resource, singular } from '../plan/resource.ts'
import { anyThing, type Knowledge } from './knowledge.ts'

/** The kind of thing that a property or parameter is named after: `authorId`, `author_id`. */
export function referencedResource(knowledge: Knowledge, name: string): Resource | undefined {
  const match = /^(.+?)[_-]?(?:ids?|uuids?|keys?|refs?)$/i.exec(name)
  const noun = singular(match?.[1] ?? name)
  const whole = singular(name)
  for (const resource of knowledge.resources.values()) {
    const parameter = singular(resource.parameter)
    if (match !== null && resource.noun === noun) return resource
    if (parameter === whole && parameter !== 'id') return resource
  }
  // `fromAccount`, `parent_folder`, `account`: the last word is the noun of a thing that has a path.
  const last = singular(name.split(/[-_.]|(?<=[a-z\d])(?=[A-Z])/).at(-1) ?? '')
  return [...knowledge.resources.values()].find((resource) => resource.noun === last)
}

/** An id that exists, for a property or parameter that is named after a kind of thing. */
export function knownReference(knowledge: Knowledge, name: string): JsonValue | undefined {
  const resource = referencedResource(knowledge, name)
  if (resource === undefined) return undefined
  // From one to another: the two ends of a transfer are rarely the same.
  const other = /^(to|target|dest|destination|other|second|new)([-_A-Z]|$)/.test(name)
  const made = knowledge.things(resource).filter(({ created }) => created)
  return ((other ? made[1] : undefined) ?? anyThing(knowledge, resource))?.values.at(-1)
}
