import { pathBelow } from '../engine/guard.ts'
import { type OwnedThing, pathOf } from '../engine/ownership.ts'
import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import { withCurrentTag } from '../knowledge/current-tag.ts'
import { idAt, idCandidates } from '../knowledge/id-candidates.ts'
import { locatedValues } from '../knowledge/identify-thing.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { findRoute, readSegment } from '../plan/find-route.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters, type Resource } from '../plan/resource.ts'
import { emptyDraft } from '../request/draft.ts'
import { matchTemplate } from '../request/judge-request.ts'

/** What a run made or changed and could not take back. */
export interface LeftBehind {
  /** `/books/12`, below the server's URL. */
  readonly path: string
  /** A sentence: why it is still there. */
  readonly reason: string
}

/** How long removing may take when the run was ended from outside: by Ctrl-C, or by a server that went away. */
const graceMilliseconds = 10_000

/** Removes what the run made, newest first, puts back what it changed, and tells what stayed. */
export async function cleanUp(session: Session, knowledge: Knowledge): Promise<LeftBehind[]> {
  nameCreations(session, knowledge)
  if (session.settings.keep) {
    return session.ownership
      .remaining()
      .map(({ path }) => ({ path, reason: 'kept, as --keep says' }))
  }
  session.emit?.({ type: 'phase', phase: 'cleaning' })
  session.gate.reopen(Math.max(graceMilliseconds, session.gate.remaining()))
  const changed = await session.putBack.restore()
  const left: LeftBehind[] = changed.map((reason) => ({ path: reason.split(' ')[0] ?? '', reason }))
  // A child goes before its parent, which may take it along or refuse to go.
  const byDepth = [...session.ownership.remaining()].reverse()
  const stuck: OwnedThing[] = []
  const depths = [...new Set(byDepth.map(depthOf))].sort((one, other) => other - one)
  for (const depth of depths) {
    const things = byDepth.filter((thing) => depthOf(thing) === depth)
    await runLanes(things, session.settings.concurrency, async (thing) => {
      const reason = await remove(session, knowledge, thing)
      if (reason !== undefined) stuck.push(thing)
    })
  }
  // What others needed may go now that they are gone.
  for (const thing of stuck) {
    const reason = await remove(session, knowledge, thing)
    if (reason !== undefined) left.push({ path: thing.path, reason })
  }
  for (const what of session.creations) {
    left.push({
      path: pathBelow(what.request.target, session.settings.basePath),
      reason: 'something was made there, and no answer says what names it',
    })
  }
  return left
}

function depthOf({ path }: OwnedThing): number {
  return path.split('/').length
}

/** Why a thing could not be removed; `undefined` when it is gone. */
async function remove(
  session: Session,
  knowledge: Knowledge,
  { owner, path }: OwnedThing,
): Promise<string | undefined> {
  const operation = findRoute(session.api, 'DELETE', path)?.operation
  if (operation === undefined) return 'the document has no operation that deletes it'
  if (!session.api.operations.includes(operation))
    return `DELETE ${operation.path} was filtered out`
  const base = knowledge.baselines.get(operation)?.draft ?? emptyDraft
  const draft = { ...base, path: valuesIn(operation, path) }
  const ready = await withCurrentTag(session, knowledge, operation, draft)
  const purpose = { phase: 'cleaning', label: 'it is removed', resource: 'guessed' } as const
  const sent = await send(session, operation, ready, {
    ...purpose,
    options: owner ? { identity: owner } : {},
  })
  const status = sent?.exchange.answer?.status
  if (sent && (isSuccess(sent.exchange) || status === 404 || status === 410)) {
    session.ownership.gone(path)
    return undefined
  }
  if (status !== undefined) return `DELETE answered ${status}`
  return sent?.exchange.failure?.message ?? 'the run ended before it could be removed'
}

function valuesIn(operation: OperationPlan, path: string): Record<string, string> {
  const found = matchTemplate(operation.path, path) ?? {}
  return Object.fromEntries(Object.entries(found).map(([name, text]) => [name, readSegment(text)]))
}

/** Learns the paths of what was made by the way, where an answer or its Location says them. */
function nameCreations(session: Session, knowledge: Knowledge): void {
  const pending = session.creations.splice(0)
  for (const exchange of pending) {
    const resource = [...knowledge.resources.values()].find(
      ({ create }) => create === exchange.operation,
    )
    if (resource === undefined) continue
    const path = pathOfCreated(session, knowledge, resource, exchange)
    if (path !== undefined && session.ownership.covers(path)) continue
    if (path === undefined) session.creations.push(exchange)
    else session.ownership.own({ path, provenance: 'made' })
  }
}

function pathOfCreated(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  exchange: Exchange,
): string | undefined {
  const { basePath } = session.settings
  const body = jsonOf(exchange)
  const learnt = knowledge.idPaths.get(resource.key)
  const [likeliest] = learnt ? [learnt] : idCandidates(resource, body, undefined)
  const id = likeliest && idAt(body, likeliest)
  const located = locatedValues(session, resource, exchange)
  // A Location that speaks of another thing than the answer is not believed.
  if (located && (id === undefined || String(located.at(-1)) === String(id)))
    return pathOf(resource.key, located)
  if (id === undefined || learnt === undefined) return undefined
  const template = exchange.operation.path
  const above = matchTemplate(template, pathBelow(exchange.request.target, basePath)) ?? {}
  const parents = pathParameters(template).map((name) => readSegment(above[name] ?? ''))
  return pathOf(resource.key, [...parents, id])
}
