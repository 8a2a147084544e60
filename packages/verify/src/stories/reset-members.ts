import type { JsonObject } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { createThing } from '../knowledge/create-thing.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Resource } from '../plan/resource.ts'
import { isSame } from './compare-items.ts'
import { minimalBody } from './story-bodies.ts'

/** The members that had a value which a thing made without them has not: what is reset to a default tells nothing. */
export async function withoutDefaults(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  { item, names }: { readonly item: JsonObject; readonly names: readonly string[] },
): Promise<readonly string[]> {
  if (names.length === 0 || resource.create === undefined) return []
  const body = minimalBody(session, knowledge, resource.create)
  const made =
    body === undefined ? undefined : await createThing(session, knowledge, resource, { body })
  const bare = made?.thing.item
  return bare === undefined ? [] : names.filter((name) => !isSame(item[name], bare[name], true))
}
