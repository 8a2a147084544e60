import { isJsonObject } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createBase } from '../knowledge/base.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { saidValue } from '../request/draft.ts'
import { pagingScheme } from './paging-scheme.ts'
import { itemsOf } from './read-list.ts'
import { walkPages } from './walk-pages.ts'

/** Something is added to a list whose items have no path of their own: events, comments, members. */
export async function playAdditions(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<Story | undefined> {
  const baseline = knowledge.baselines.get(operation)
  if (operation.method !== 'POST' || baseline === undefined) return undefined
  const isResource = [...knowledge.resources.values()].some(({ create }) => create === operation)
  const list = (session.api.paths.get(operation.path) ?? []).find(({ method }) => method === 'GET')
  const listBase = list && knowledge.baselines.get(list)
  if (isResource || list === undefined || listBase === undefined) return undefined
  if (itemsOf(list, jsonOf(listBase.exchange)) === undefined) return undefined
  const base = await createBase(session, knowledge, operation, baseline.draft)
  const scheme = pagingScheme(list)
  const readAll = (): ReturnType<typeof walkPages> =>
    walkPages(
      session,
      list,
      { base: { ...listBase.draft, path: base.draft.path }, scheme },
      scheme.limitMaximum === undefined ? {} : { limit: scheme.limitMaximum },
    )
  const before = await readAll()
  const ready = await base.refresh(base.draft)
  const sent =
    ready &&
    (await send(session, operation, ready, {
      phase: 'stateful',
      label: 'one is added',
      resource: 'known',
    }))
  if (ready === undefined || sent === undefined || !isSuccess(sent.exchange)) return undefined
  const after = await readAll()
  const page = after.pages.at(-1)
  if (page === undefined) return undefined
  return {
    kind: 'addition',
    operation,
    steps: [
      { role: 'add', exchange: sent.exchange },
      { role: 'list', exchange: page },
    ],
    facts: {
      sent: saidValue(ready),
      before: before.items,
      after: after.items.filter(isJsonObject),
      comparable: before.complete && after.complete,
    },
  }
}
