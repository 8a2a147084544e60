import { isJsonObject, type JsonValue } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { bodyValue, emptyDraft, withBodyValue } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema } from '../schema/resolve-schema.ts'
import { changeThing } from './update-stories.ts'

/** An operation that leads a thing from one stage of its life to the next, and the stages that it names. */
interface Step {
  readonly operation: OperationPlan
  readonly property: string
  readonly stages: readonly JsonValue[]
}

/** Lives that are tried; each asks for everything that its thing can be asked. */
const mostStages = 6

/**
 * A thing led through the stages that the document names, each time one further: changed and deleted there. What the
 * answers must be, the checks of single exchanges say; what must stay, the story does.
 */
export async function playLifecycle(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const stories: Story[] = []
  for (const step of stepsOf(session, knowledge, resource)) {
    for (let last = 1; last <= Math.min(step.stages.length, mostStages); last++) {
      const thing = (await createThing(session, knowledge, resource))?.thing
      if (thing === undefined || session.gate.over) return stories
      knowledge.forget(thing)
      let reached = false
      for (const stage of step.stages.slice(0, last))
        reached = await takeStep(session, knowledge, step, { thing, stage })
      // Where the last stage was not reached, nothing is to be seen that was not seen before.
      if (reached) stories.push(...(await liveOn(session, knowledge, resource, { thing, step })))
    }
  }
  return stories
}

function stepsOf(session: Session, knowledge: Knowledge, resource: Resource): Step[] {
  return session.api.operations.flatMap((operation) => {
    const isAction = operation.method === 'POST' && operation !== resource.create
    if (resourceOf(knowledge, operation) !== resource || !knowledge.baselines.has(operation))
      return []
    if (!isAction && !resource.updates.includes(operation)) return []
    const schema = operation.bodies[0]?.model.schema
    const flat = schema && flattenSchema(session.api.document, schema).schema
    const properties = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
    return Object.entries(properties).flatMap(([property, value]) => {
      const own = asSchema(value)
      const read = own && flattenSchema(session.api.document, { schema: own, pointer: '' }).schema
      const isStage = /^(status|state|phase|stage)$/i.test(property)
      return isStage && isJsonObject(read) && Array.isArray(read.enum)
        ? [{ operation, property, stages: read.enum }]
        : []
    })
  })
}

async function takeStep(
  session: Session,
  knowledge: Knowledge,
  { operation, property }: Step,
  { thing, stage }: { readonly thing: KnownThing; readonly stage: JsonValue },
): Promise<boolean> {
  const base = withThing(operation, knowledge.baselines.get(operation)?.draft ?? emptyDraft, thing)
  const body = bodyValue(base)
  if (!isJsonObject(body)) return false
  const draft = withBodyValue(base, { ...body, [property]: stage })
  const label = `its ${property} becomes ${JSON.stringify(stage)}`
  const purpose = { phase: 'stateful', label, resource: 'known' } as const
  const sent = await send(session, operation, draft, purpose)
  return sent !== undefined && isSuccess(sent.exchange)
}

/** Everything that a thing at this stage can be asked, its end last. */
async function liveOn(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  { thing, step }: { readonly thing: KnownThing; readonly step: Step },
): Promise<Story[]> {
  const stories: Story[] = []
  for (const update of resource.updates) {
    if (update === step.operation || !knowledge.baselines.has(update)) continue
    const before = await readThing(session, knowledge, thing)
    const change = { update, thing, other: undefined, before, turn: 0 }
    stories.push(...(await changeThing(session, knowledge, resource, change)))
  }
  const { remove } = resource
  const baseline = remove && knowledge.baselines.get(remove)
  if (remove === undefined || baseline === undefined) return stories
  const label = `it is deleted at a later stage of its life`
  const purpose = { phase: 'stateful', label, resource: 'known' } as const
  await send(session, remove, withThing(remove, baseline.draft, thing), purpose)
  return stories
}
