import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import type { Knowledge, KnownThing } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import { hasDefault, namesStatus } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { emptyDraft } from '../request/draft.ts'
import { readWholeList } from './resource-stories.ts'

/** A thing inside another: asked for inside a third, and after the one it is in was deleted. */
export async function playParentage(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const { parent, read } = resource
  if (parent?.create === undefined || read === undefined) return []
  if (!namesStatus(read, 404) && !hasDefault(read)) return []
  const home = (await createThing(session, knowledge, parent))?.thing
  const elsewhere = (await createThing(session, knowledge, parent))?.thing
  if (home === undefined || elsewhere === undefined) return []
  knowledge.forget(home)
  const child = (await createThing(session, knowledge, resource, { parent: home }))?.thing
  if (child === undefined) return []
  knowledge.forget(child)
  const id = child.values.at(-1) ?? ''
  const stories: Story[] = []
  const misplaced: KnownThing = { ...child, values: [...elsewhere.values, id] }
  const wrong = await readThing(session, knowledge, misplaced, {
    label: 'it is looked for where it is not',
  })
  if (wrong) {
    stories.push({
      kind: 'unknown',
      operation: read,
      steps: [{ role: 'misplaced', exchange: wrong }],
      facts: { id: String(id), documents404: true },
    })
  }
  const listed = await readWholeList(session, knowledge, resource, { thing: misplaced })
  if (listed?.keys.includes(String(id)) && resource.list) {
    stories.push({
      kind: 'unknown',
      operation: resource.list,
      steps: [{ role: 'misplaced-list', exchange: listed.last }],
      facts: { id: String(id) },
    })
  }
  const { remove } = parent
  const baseline = remove && knowledge.baselines.get(remove)
  if (remove === undefined || baseline === undefined) return stories
  const deleted = await send(
    session,
    remove,
    withThing(remove, baseline.draft ?? emptyDraft, home),
    {
      phase: 'stateful',
      label: 'what holds it is deleted',
      resource: 'known',
    },
  )
  if (deleted === undefined || !isSuccess(deleted.exchange)) return stories
  const orphan = await readThing(session, knowledge, child, {
    label: 'it is read though what held it is deleted',
  })
  if (orphan) {
    stories.push({
      kind: 'delete',
      operation: remove,
      steps: [
        { role: 'delete', exchange: deleted.exchange },
        { role: 'orphan', exchange: orphan },
      ],
      facts: { id: String(home.values.at(-1)), child: String(id) },
    })
  }
  return stories
}
