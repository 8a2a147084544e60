import type { Identity } from '../credentials/identity.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { emptyDraft } from '../request/draft.ts'
import { pagingScheme } from './paging-scheme.ts'
import { itemKeys, walkPages } from './walk-pages.ts'

/** One caller makes a thing, another asks for it in every way there is. */
export async function playIdentities(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  otherCaller: Identity,
): Promise<Story | undefined> {
  const owner = session.settings.identities[0]
  const { create } = resource
  if (create === undefined || owner === undefined || create.model.security.length === 0)
    return undefined
  const made = await createThing(session, knowledge, resource)
  if (made === undefined) return undefined
  knowledge.forget(made.thing)
  const { thing } = made
  const steps: StoryStep[] = [{ role: 'create', exchange: made.exchange }]
  const id = String(thing.values.at(-1))
  const ownList = await listed(session, knowledge, { resource, thing }, undefined)
  const otherList = await listed(session, knowledge, { resource, thing }, otherCaller)
  if (otherList?.last) steps.push({ role: 'list', exchange: otherList.last })
  const filtered = await listedWithFilters(session, knowledge, { resource, thing }, otherCaller)
  if (filtered) steps.push({ role: 'filtered-list', exchange: filtered })
  const read = await readThing(session, knowledge, thing, {
    identity: otherCaller,
    label: `${otherCaller.name} reads it`,
  })
  if (read) steps.push({ role: 'read', exchange: read })
  if (read && resource.read) session.cases.sound(resource.read, 'callers')
  for (const operation of itemOperations(session, knowledge, resource)) {
    const baseline = knowledge.baselines.get(operation)
    if (baseline === undefined || session.gate.over) continue
    const sent = await send(
      session,
      operation,
      withThing(operation, baseline.draft ?? emptyDraft, thing),
      {
        phase: 'security',
        label: `${otherCaller.name} asks for what is not his`,
        resource: 'guessed',
        options: { identity: otherCaller },
      },
    )
    if (sent) session.cases.sound(operation, 'callers')
    if (sent)
      steps.push({ role: operation.method === 'GET' ? 'look' : 'change', exchange: sent.exchange })
  }
  const owned = await readThing(session, knowledge, thing, {
    label: 'its maker reads it afterwards',
  })
  if (owned) steps.push({ role: 'owner', exchange: owned })
  return {
    kind: 'identities',
    operation: create,
    steps,
    facts: {
      id,
      otherCaller: otherCaller.name,
      ownerLists: ownList?.complete ? ownList.keys.includes(id) : undefined,
      otherCallerLists: otherList?.complete ? otherList.keys.includes(id) : undefined,
    },
  }
}

/** Operations on one thing of a kind, those that end it last. */
function itemOperations(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): OperationPlan[] {
  return session.api.operations
    .filter((operation) => operation !== resource.read && operation !== resource.create)
    .filter(
      (operation) =>
        resourceOf(knowledge, operation) === resource && operation.model.security.length > 0,
    )
    .sort((left, right) => Number(left.method === 'DELETE') - Number(right.method === 'DELETE'))
}

/** The page on which some filter of the list shows the thing to a otherCaller. */
async function listedWithFilters(
  session: Session,
  knowledge: Knowledge,
  { resource, thing }: { readonly resource: Resource; readonly thing: KnownThing },
  otherCaller: Identity,
): Promise<Exchange | undefined> {
  const { list } = resource
  const baseline = list && knowledge.baselines.get(list)
  if (list === undefined || baseline === undefined || thing.item === undefined) return undefined
  const scheme = pagingScheme(list)
  const count = (list.path.match(/\{/g) ?? []).length
  for (const { model } of list.parameters) {
    const value = thing.item[model.name]
    if (model.in !== 'query' || value === undefined || session.gate.over) continue
    if (!session.api.judge.accepts(model.schema.pointer, value, 'request')) continue
    const base = withThing(list, baseline.draft, { ...thing, values: thing.values.slice(0, count) })
    const draft = { ...base, query: { ...base.query, [model.name]: value } }
    const walk = await walkPages(
      session,
      list,
      { base: draft, scheme },
      {
        identity: otherCaller,
        ...(scheme.limitMaximum === undefined ? {} : { limit: scheme.limitMaximum }),
      },
    )
    if (itemKeys(knowledge, resource, walk.items).includes(String(thing.values.at(-1))))
      return walk.pages.at(-1)
  }
  return undefined
}

interface Listed {
  readonly keys: readonly string[]
  readonly complete: boolean
  readonly last: Exchange | undefined
}

async function listed(
  session: Session,
  knowledge: Knowledge,
  { resource, thing }: { readonly resource: Resource; readonly thing: KnownThing },
  identity: Identity | undefined,
): Promise<Listed | undefined> {
  const { list } = resource
  const baseline = list && knowledge.baselines.get(list)
  if (list === undefined || baseline === undefined) return undefined
  const scheme = pagingScheme(list)
  const count = (list.path.match(/\{/g) ?? []).length
  const base = withThing(list, baseline.draft, { ...thing, values: thing.values.slice(0, count) })
  const walk = await walkPages(
    session,
    list,
    { base, scheme },
    {
      ...(scheme.limitMaximum === undefined ? {} : { limit: scheme.limitMaximum }),
      ...(identity ? { identity } : {}),
    },
  )
  const success = walk.pages.every(isSuccess)
  return {
    keys: itemKeys(knowledge, resource, walk.items),
    complete: walk.complete && success,
    last: walk.pages.at(-1),
  }
}
