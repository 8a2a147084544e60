import { isJsonObject, type JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { createThing, referencedResource, type World } from './world.ts'

/** Deepest chain of things that are made because one refers to the next. */
const deepest = 2

/**
 * The same body with references to things made just now: what may be used only once (a book on loan, a taken seat) is
 * there again. `undefined` when nothing in the body refers to something that can be made.
 */
export async function withFreshReferences(
  session: Session,
  world: World,
  operation: OperationPlan,
  body: JsonValue | undefined,
  depth = 0,
): Promise<JsonValue | undefined> {
  if (!isJsonObject(body) || depth >= deepest) return undefined
  const schema = operation.bodies[0]?.model.schema
  let changed: Record<string, JsonValue> | undefined
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const resource = referencedResource(world, name)
    if (resource?.create === undefined || resource.create === operation) continue
    const made = await createThing(session, world, resource, { depth: depth + 1 })
    const id = made?.thing.values.at(-1)
    if (id === undefined) continue
    for (const candidate of [id, String(id), Number(id)]) {
      const trial = { ...(changed ?? body), [name]: candidate }
      if (schema === undefined || session.api.judge.accepts(schema.pointer, trial, 'request')) {
        changed = trial
        break
      }
    }
  }
  return changed
}
