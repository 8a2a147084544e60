import type { Session } from '../engine/session.ts'
import type { World } from '../knowledge/knowledge.ts'
import { playAdditions } from '../stories/addition-stories.ts'
import { playContent } from '../stories/content-stories.ts'
import { playOtherMedia, playReadOnly } from '../stories/creation-variants.ts'
import { playDelete, playUnknown } from '../stories/deletion-stories.ts'
import { playFilters } from '../stories/filter-stories.ts'
import { playIdentities } from '../stories/identity-stories.ts'
import { playLifecycle } from '../stories/lifecycle-stories.ts'
import { fillList, listContext, playPaging } from '../stories/list-stories.ts'
import { playParentage } from '../stories/parent-stories.ts'
import {
  playConditional,
  playDuplicate,
  playIdempotencyKey,
  playQuota,
  playRepeat,
} from '../stories/protocol-stories.ts'
import { playRefusals } from '../stories/refusal-stories.ts'
import { playCreate } from '../stories/resource-stories.ts'
import { runSingletonStories } from '../stories/singleton-stories.ts'
import { playSorts } from '../stories/sort-stories.ts'
import { branchBodies } from '../stories/story-bodies.ts'
import { tell } from '../stories/tell.ts'
import { playUpdate } from '../stories/update-stories.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { endsSessions } from './preparation.ts'

/** Stories that show whether answers agree with each other: one after the other, so that none disturbs the next. */
export async function runStateful(session: Session, world: World): Promise<void> {
  await runResourceStories(session, world)
  await runSingletonStories(session, world)
  await runListStories(session, world)
  for (const operation of session.api.operations) {
    if (endsSessions(operation)) continue
    if (operation.path.includes('{')) {
      await tell(session, async () => [await playUnknown(session, world, operation)])
    }
    await tell(session, () => playRepeat(session, world, operation))
    await tell(session, async () => [await playIdempotencyKey(session, world, operation)])
    await tell(session, () => playContent(session, world, operation))
    await tell(session, async () => [await playAdditions(session, world, operation)])
  }
  await runQuotaStories(session, world)
}

async function runResourceStories(session: Session, world: World): Promise<void> {
  for (const resource of world.resources.values()) {
    if (resource.create) {
      for (const filling of ['full', 'minimal', 'long', 'accented'] as const) {
        await tell(session, async () => [await playCreate(session, world, resource, filling)])
      }
      for (const body of branchBodies(session, world, resource.create).slice(0, 4)) {
        await tell(session, async () => [await playCreate(session, world, resource, { body })])
      }
      await tell(session, () => playOtherMedia(session, world, resource))
      await tell(session, () => playReadOnly(session, world, resource))
      await tell(session, () => playParentage(session, world, resource))
      await tell(session, async () => [await playDuplicate(session, world, resource)])
    }
    for (const update of resource.updates) {
      const turns = update.method === 'PATCH' ? 4 : 3
      for (let turn = 0; turn < turns; turn++) {
        await tell(session, () => playUpdate(session, world, resource, update, turn))
      }
    }
    if (resource.read)
      await tell(session, async () => [await playConditional(session, world, resource)])
    if (resource.remove)
      await tell(session, async () => [await playDelete(session, world, resource)])
    await tell(session, () => playRefusals(session, world, resource))
    await tell(session, () => playLifecycle(session, world, resource))
  }
}

/** Items that a list needs for pages, orders and filters to show. */
const enough = 7
/** A documented default is tried when so many items can be made for it. */
const mostForDefault = 60

async function runListStories(session: Session, world: World): Promise<void> {
  for (const operation of session.api.operations) {
    const context = listContext(world, operation)
    if (context === undefined || session.gate.over) continue
    const standard = context.scheme.limitDefault
    const wanted =
      standard !== undefined && standard < mostForDefault ? Math.max(enough, standard + 2) : enough
    await fillList(session, world, context, wanted)
    await tell(session, async () => [await playPaging(session, world, context)])
    await tell(session, () => playFilters(session, world, context))
    await tell(session, () => playSorts(session, world, context))
  }
}

/** One operation is enough to see whether calls are counted. */
async function runQuotaStories(session: Session, world: World): Promise<void> {
  const counted = session.api.operations.find((operation) => {
    const headers = world.baselines.get(operation)?.exchange.answer?.headers ?? []
    return (
      operation.method === 'GET' &&
      ['x-ratelimit-remaining', 'ratelimit-remaining', 'x-rate-limit-remaining'].some(
        (name) => headerValue(headers, name) !== undefined,
      )
    )
  })
  if (counted) await tell(session, async () => [await playQuota(session, world, counted)])
}

/** What one caller makes, asked for by every other. */
export async function runIdentities(session: Session, world: World): Promise<void> {
  for (const stranger of session.settings.identities.slice(1)) {
    for (const resource of world.resources.values()) {
      await tell(session, async () => [await playIdentities(session, world, resource, stranger)])
    }
  }
}
