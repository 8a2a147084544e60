import type { Session } from '../engine/session.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { playActions } from '../stories/action-stories.ts'
import { playAdditions } from '../stories/addition-stories.ts'
import { playBulkRemoval, playClearing } from '../stories/bulk-stories.ts'
import { playContent } from '../stories/content-stories.ts'
import { playOtherMedia, playReadOnly } from '../stories/creation-variants.ts'
import { playDelete, playUnknown } from '../stories/deletion-stories.ts'
import { playFilters } from '../stories/filter-stories.ts'
import { playIdentities } from '../stories/identity-stories.ts'
import { playLifecycle } from '../stories/lifecycle-stories.ts'
import { fillList, listContext, playPaging } from '../stories/list-stories.ts'
import { playParentage } from '../stories/parent-stories.ts'
import { playTwice } from '../stories/play-twice.ts'
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
import { playUpdate } from '../stories/update-stories.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { endsSessions } from './preparation.ts'

/** Stories that show whether answers agree with each other: one after the other, so that none disturbs the next. */
export async function runStateful(session: Session, knowledge: Knowledge): Promise<void> {
  await runResourceStories(session, knowledge)
  await runSingletonStories(session, knowledge)
  await runListStories(session, knowledge)
  for (const operation of session.api.operations) {
    if (endsSessions(operation)) continue
    if (operation.path.includes('{')) {
      await playTwice(session, () => playUnknown(session, knowledge, operation))
    }
    await playTwice(session, () => playRepeat(session, knowledge, operation))
    await playTwice(session, async () => [await playIdempotencyKey(session, knowledge, operation)])
    await playTwice(session, () => playContent(session, knowledge, operation))
    await playTwice(session, async () => [await playAdditions(session, knowledge, operation)])
  }
  await runQuotaStories(session, knowledge)
}

async function runResourceStories(session: Session, knowledge: Knowledge): Promise<void> {
  for (const resource of knowledge.resources.values()) {
    if (resource.create) {
      for (const filling of ['full', 'minimal', 'long', 'accented'] as const) {
        await playTwice(session, async () => [
          await playCreate(session, knowledge, resource, filling),
        ])
      }
      for (const body of branchBodies(session, knowledge, resource.create).slice(0, 4)) {
        await playTwice(session, async () => [
          await playCreate(session, knowledge, resource, { body }),
        ])
      }
      await playTwice(session, () => playOtherMedia(session, knowledge, resource))
      await playTwice(session, () => playReadOnly(session, knowledge, resource))
      await playTwice(session, () => playParentage(session, knowledge, resource))
      await playTwice(session, async () => [await playDuplicate(session, knowledge, resource)])
    }
    for (const update of resource.updates) {
      const turns = update.method === 'PATCH' ? 4 : 3
      for (let turn = 0; turn < turns; turn++) {
        await playTwice(session, () => playUpdate(session, knowledge, resource, { update, turn }))
      }
    }
    if (resource.read)
      await playTwice(session, async () => [await playConditional(session, knowledge, resource)])
    if (resource.remove)
      await playTwice(session, async () => [await playDelete(session, knowledge, resource)])
    await playTwice(session, () => playRefusals(session, knowledge, resource))
    await playTwice(session, () => playActions(session, knowledge, resource))
    await playTwice(session, () => playBulkRemoval(session, knowledge, resource))
    await playTwice(session, () => playLifecycle(session, knowledge, resource))
  }
}

/** Items that a list needs for pages, orders and filters to show. */
const enough = 7
/** A documented default is tried when so many items can be made for it. */
const mostForDefault = 60

async function runListStories(session: Session, knowledge: Knowledge): Promise<void> {
  for (const operation of session.api.operations) {
    const context = listContext(knowledge, operation)
    if (context === undefined || session.gate.over) continue
    const standard = context.scheme.limitDefault
    const wanted =
      standard !== undefined && standard < mostForDefault ? Math.max(enough, standard + 2) : enough
    await fillList(session, knowledge, context, wanted)
    await playTwice(session, async () => [await playPaging(session, knowledge, context)])
    await playTwice(session, () => playFilters(session, knowledge, context))
    await playTwice(session, () => playSorts(session, knowledge, context))
  }
}

/** One operation is enough to see whether calls are counted. */
async function runQuotaStories(session: Session, knowledge: Knowledge): Promise<void> {
  const counted = session.api.operations.find((operation) => {
    const headers = knowledge.baselines.get(operation)?.exchange.answer?.headers ?? []
    return (
      operation.method === 'GET' &&
      ['x-ratelimit-remaining', 'ratelimit-remaining', 'x-rate-limit-remaining'].some(
        (name) => headerValue(headers, name) !== undefined,
      )
    )
  })
  if (counted) await playTwice(session, async () => [await playQuota(session, knowledge, counted)])
}

/** What deletes everything: last, as nothing is left of what others use. */
export async function runClearings(session: Session, knowledge: Knowledge): Promise<void> {
  for (const resource of knowledge.resources.values())
    await playTwice(session, () => playClearing(session, knowledge, resource))
}

/** What one caller makes, asked for by every other. */
export async function runIdentities(session: Session, knowledge: Knowledge): Promise<void> {
  for (const otherCaller of session.settings.identities.slice(1)) {
    for (const resource of knowledge.resources.values()) {
      await playTwice(session, async () => [
        await playIdentities(session, knowledge, resource, otherCaller),
      ])
    }
  }
}
