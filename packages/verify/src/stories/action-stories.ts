import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { isAnonymousAllowed } from '../credentials/identity.ts'
import { noCredential } from '../engine/credential-case.ts'
import { send } from '../engine/send.ts'
import type { SendOptions, Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { withCurrentTag } from '../knowledge/current-tag.ts'
import { type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { bodyValue, emptyDraft, withBodyValue } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { type ForbiddenStage, forbiddenStages, stagesAfter, stagesOf } from './action-words.ts'
import { answerSchema, changedMembers, isVolatile } from './compare-items.ts'
import { envelopeOf, itemIn } from './resource-stories.ts'
import { structuredBody } from './structured-body.ts'

/** Changes that are tried to lead a thing to a stage. */
const mostWays = 6

interface Scene {
  readonly session: Session
  readonly knowledge: Knowledge
  readonly resource: Resource
  readonly action: OperationPlan
}

/** What an operation on a thing does to it: by the words of the document, at a stage in which it is refused, and for others. */
export async function playActions(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  if (resource.read === undefined || resource.create === undefined) return []
  const stories: Story[] = []
  for (const action of actionsOn(session, knowledge, resource)) {
    if (session.gate.over) return stories
    const scene: Scene = { session, knowledge, resource, action }
    const done = await playEffect(scene)
    if (done === undefined) continue
    stories.push(done.story)
    stories.push(...(await playForbidden(scene, done.before)))
    if (done.effects.length > 0) stories.push(...(await playRefused(scene, done.effects)))
  }
  return stories
}

/** `POST /orders/{id}/cancel`: what stands below a thing and is neither a list nor makes what has a path of its own. */
function actionsOn(session: Session, knowledge: Knowledge, resource: Resource): OperationPlan[] {
  const makers = new Set([...knowledge.resources.values()].map(({ create }) => create))
  return session.api.operations.filter(
    (operation) =>
      (operation.method === 'POST' || operation.method === 'PUT') &&
      !operation.path.endsWith('}') &&
      resourceOf(knowledge, operation) === resource &&
      !makers.has(operation) &&
      knowledge.baselines.has(operation) &&
      !(session.api.paths.get(operation.path) ?? []).some(({ method }) => method === 'GET'),
  )
}

async function act(
  { action, knowledge, session }: Scene,
  thing: KnownThing,
  label: string,
  options: SendOptions = {},
): Promise<Exchange | undefined> {
  const base = knowledge.baselines.get(action)?.draft ?? emptyDraft
  const draft = await withCurrentTag(session, knowledge, action, withThing(action, base, thing))
  const sent = await send(session, action, draft, {
    phase: 'stateful',
    label,
    resource: 'guessed',
    options,
  })
  return sent?.exchange
}

async function freshThing({
  knowledge,
  resource,
  session,
}: Scene): Promise<KnownThing | undefined> {
  const thing = (await createThing(session, knowledge, resource))?.thing
  if (thing) knowledge.forget(thing)
  return thing
}

interface Effect {
  readonly story: Story
  readonly before: JsonObject
  /** Members that are others after it. */
  readonly effects: readonly string[]
}

async function playEffect(scene: Scene): Promise<Effect | undefined> {
  const { action, knowledge, resource, session } = scene
  const thing = await freshThing(scene)
  if (thing === undefined) return undefined
  const first = await readThing(session, knowledge, thing)
  const acted = await act(scene, thing, 'it is acted on')
  const second = await readThing(session, knowledge, thing, { label: 'it is read afterwards' })
  const before = itemIn(knowledge, resource, first)
  const after = itemIn(knowledge, resource, second)
  if (first === undefined || second === undefined || acted === undefined) return undefined
  if (before === undefined || after === undefined || !isSuccess(acted) || !isSuccess(second))
    return undefined
  const names = Object.keys(before).filter((name) => !isVolatile(action, name))
  const [expected] = stagesAfter(action, stagesIn(scene))
  return {
    before,
    effects: changedMembers(before, after, names).map(({ name }) => name),
    story: {
      kind: 'action',
      operation: action,
      steps: [
        { role: 'before', exchange: first },
        { role: 'act', exchange: acted },
        { role: 'after', exchange: second },
      ],
      facts: { envelope: envelopeOf(knowledge, resource), ...(expected ? { expected } : {}) },
    },
  }
}

function stagesIn({ action, knowledge, resource }: Scene): ReturnType<typeof stagesOf> {
  const { read } = resource
  return stagesOf(action, read && answerSchema(read, envelopeOf(knowledge, resource)))
}

/** The operation on a thing that was led to a stage in which the document has it refused. */
async function playForbidden(scene: Scene, usual: JsonObject): Promise<Story[]> {
  const { action, knowledge, resource, session } = scene
  const stories: Story[] = []
  for (const stage of forbiddenStages(action, stagesIn(scene))) {
    if (usual[stage.property] === stage.value || session.gate.over) continue
    const thing = await thingAt(scene, stage)
    if (thing === undefined) continue
    const first = await readThing(session, knowledge, thing)
    const acted = await act(scene, thing, `its ${stage.property} is ${stage.value}`)
    if (first === undefined || acted === undefined) continue
    stories.push({
      kind: 'action',
      operation: action,
      steps: [
        { role: 'before', exchange: first },
        { role: 'act', exchange: acted },
      ],
      facts: { envelope: envelopeOf(knowledge, resource), forbidden: stage },
    })
  }
  return stories
}

/** A new thing that one change leads to a stage. */
async function thingAt(scene: Scene, stage: ForbiddenStage): Promise<KnownThing | undefined> {
  const { knowledge, resource, session } = scene
  const ways = resource.updates.flatMap((update) =>
    waysOf(scene, update, stage).map((value) => ({ update, value })),
  )
  for (const { update, value } of ways.slice(0, mostWays)) {
    const thing = await freshThing(scene)
    const base = knowledge.baselines.get(update)?.draft
    if (thing === undefined || base === undefined || session.gate.over) return undefined
    const moved = withBodyValue(withThing(update, base, thing), value)
    const draft = await withCurrentTag(session, knowledge, update, moved)
    const label = `a change that may lead to ${stage.value}`
    await send(session, update, draft, { phase: 'stateful', label, resource: 'known' })
    const item = itemIn(knowledge, resource, await readThing(session, knowledge, thing))
    if (item?.[stage.property] === stage.value) return thing
  }
  return undefined
}

/** Bodies of a change that may lead to a stage: the stage itself, and each switch turned. */
function waysOf(
  { knowledge, session }: Scene,
  update: OperationPlan,
  stage: ForbiddenStage,
): JsonValue[] {
  const schema = structuredBody(update)?.model.schema
  const base = knowledge.baselines.get(update)?.draft
  const flat = schema && flattenSchema(session.api.document, schema).schema
  if (schema === undefined || base === undefined || !isJsonObject(flat)) return []
  const properties = isJsonObject(flat.properties) ? Object.keys(flat.properties) : []
  const whole = bodyValue(base)
  const members = properties.flatMap((name): JsonObject[] =>
    name === stage.property ? [{ [name]: stage.value }] : [{ [name]: true }, { [name]: false }],
  )
  return members.flatMap((member) => {
    const candidates = [member, ...(isJsonObject(whole) ? [{ ...whole, ...member }] : [])]
    const taken = candidates.find((one) =>
      session.api.judge.accepts(schema.pointer, one, 'request'),
    )
    return taken === undefined ? [] : [taken]
  })
}

/** The operation by those who may not do it: what it does when it is done must not be seen. */
async function playRefused(scene: Scene, effects: readonly string[]): Promise<Story[]> {
  const { action, knowledge, resource, session } = scene
  if (isAnonymousAllowed(action)) return []
  const otherCaller = session.settings.identities[1]
  const attempts: { readonly reason: string; readonly options: SendOptions }[] = [
    { reason: 'a request without a credential', options: { credential: noCredential } },
  ]
  if (otherCaller)
    attempts.push({
      reason: `a request of "${otherCaller.name}"`,
      options: { identity: otherCaller },
    })
  const stories: Story[] = []
  for (const { options, reason } of attempts) {
    const thing = await freshThing(scene)
    if (thing === undefined || session.gate.over) return stories
    const before = await readThing(session, knowledge, thing)
    const refused = await act(scene, thing, `${reason} is refused`, options)
    const after = await readThing(session, knowledge, thing, { label: 'it is read afterwards' })
    if (before === undefined || refused === undefined || after === undefined) return stories
    if (isSuccess(refused) || !isSuccess(before)) continue
    stories.push({
      kind: 'refusal',
      operation: action,
      steps: [
        { role: 'before', exchange: before },
        { role: 'refused', exchange: refused },
        { role: 'after', exchange: after },
      ],
      facts: { reason, writable: effects, envelope: envelopeOf(knowledge, resource) },
    })
  }
  return stories
}
