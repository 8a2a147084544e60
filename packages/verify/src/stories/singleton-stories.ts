import { isJsonObject } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import { jsonOf } from '../exchange/exchange.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { itemPrefixes, pathKey, pathParameters, type Resource } from '../plan/resource.ts'
import { isList } from './is-list.ts'
import { playTwice } from './play-twice.ts'
import { playUpdate } from './update-stories.ts'

/** Things of which there is one, `/settings` or `/orgs/{org}/billing`: changed, read again, changed as before. */
export async function runSingletonStories(session: Session, knowledge: Knowledge): Promise<void> {
  for (const read of session.api.operations) {
    const resource = singletonOf(session, knowledge, read)
    if (resource === undefined) continue
    for (const update of resource.updates) {
      const turns = update.method === 'PATCH' ? 4 : 3
      for (let turn = 0; turn < turns; turn++) {
        await playTwice(session, () => playUpdate(session, knowledge, resource, { update, turn }))
      }
    }
  }
}

/** The one thing that a path names, when it can be read and changed there. */
function singletonOf(
  session: Session,
  knowledge: Knowledge,
  read: OperationPlan,
): Resource | undefined {
  const baseline = knowledge.baselines.get(read)
  if (read.method !== 'GET' || read.path.endsWith('}') || baseline === undefined) return undefined
  const body = jsonOf(baseline.exchange)
  const siblings = session.api.paths.get(read.path) ?? []
  const updates = siblings.filter(({ method }) => method === 'PUT' || method === 'PATCH')
  if (!isJsonObject(body) || isList(read, body) || updates.length === 0) return undefined
  const above = itemPrefixes(read.path).at(-1)
  const parent = above === undefined ? undefined : knowledge.resources.get(pathKey(above))
  const resource: Resource = {
    key: pathKey(read.path),
    parameter: '',
    noun: '',
    parent,
    create: undefined,
    list: undefined,
    read,
    updates,
    remove: undefined,
    conventions: read.api.conventions,
  }
  const values = pathParameters(read.path).map((name) => baseline.draft.path[name] ?? '')
  knowledge.remember({ resource, values, created: false })
  const [wrapper, ...others] = Object.keys(body)
  if (others.length === 0 && wrapper !== undefined && isJsonObject(body[wrapper])) {
    knowledge.idPaths.set(resource.key, [wrapper, 'id'])
  }
  return resource
}
