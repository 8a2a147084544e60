import type { Session } from '../engine/session.ts'
import { playCreate, playDelete, playUnknown, playUpdate } from '../stories/resource-stories.ts'
import { tell } from '../stories/tell.ts'
import type { World } from '../world/world.ts'
import { endsSessions } from './preparation.ts'

/** Stories that show whether answers agree with each other: one after the other, so that none disturbs the next. */
export async function runStateful(session: Session, world: World): Promise<void> {
  for (const resource of world.resources.values()) {
    if (resource.create) await tell(session, async () => [await playCreate(session, world, resource)])
    for (const update of resource.updates) {
      const turns = update.method === 'PATCH' ? 3 : 2
      for (let turn = 0; turn < turns; turn++) {
        await tell(session, async () => [await playUpdate(session, world, resource, update, turn)])
      }
    }
    if (resource.remove) await tell(session, async () => [await playDelete(session, world, resource)])
  }
  for (const operation of session.api.operations) {
    if (!operation.path.includes('{') || endsSessions(operation)) continue
    await tell(session, async () => [await playUnknown(session, world, operation)])
  }
}
