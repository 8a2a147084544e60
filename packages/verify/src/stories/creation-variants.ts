import { isJsonObject, type JsonValue } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { bodyValueOf, preferredBody } from '../knowledge/draft-operation.ts'
import { freshen } from '../knowledge/freshen.ts'
import { identify } from '../knowledge/identify-thing.ts'
import { anyThing, type Knowledge } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { Resource } from '../plan/resource.ts'
import { bodyValue, withBody } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { asSchema } from '../schema/resolve-schema.ts'
import { answerSchema, isSame } from './compare-items.ts'
import { echoFacts } from './echoed.ts'
import { envelopeOf, itemIn } from './resource-stories.ts'
import { sentFacts } from './structured-body.ts'

/** A thing made by every other documented media type: what one form of the request makes, the others make too. */
export async function playOtherMedia(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const { create } = resource
  const baseline = create && knowledge.baselines.get(create)
  if (create === undefined || baseline === undefined) return []
  const preferred = preferredBody(create)
  const stories: Story[] = []
  const random = session.random.fork(`media/${create.operationId}/${knowledge.serial()}`)
  const style = { optional: false, fullness: 'full', references: true, random } as const
  for (const plan of create.bodies) {
    if (plan === preferred || plan.kind === 'binary' || plan.kind === 'text') continue
    const value = bodyValueOf(session, knowledge, plan, style)
    const parent = resource.parent && anyThing(knowledge, resource.parent)
    if (value === undefined || (resource.parent && parent === undefined)) continue
    const base = parent ? withThing(create, baseline.draft, parent) : baseline.draft
    const draft = withBody(base, { kind: 'value', mediaType: plan.mediaType, value })
    const sent = await send(session, create, draft, {
      phase: 'stateful',
      label: `one is made as ${plan.mediaType}`,
      resource: parent ? 'known' : 'none',
    })
    if (sent === undefined || !isSuccess(sent.exchange)) continue
    const thing = await identify(session, knowledge, { resource, exchange: sent.exchange, parent })
    const read = thing && (await readThing(session, knowledge, thing, { label: 'it is read' }))
    if (thing === undefined || read === undefined) continue
    const envelope = envelopeOf(knowledge, resource)
    const said = sentFacts(create, draft.body)
    stories.push({
      kind: 'create',
      operation: create,
      steps: [
        { role: 'create', exchange: sent.exchange },
        { role: 'read', exchange: read },
      ],
      facts: {
        id: String(thing.values.at(-1)),
        envelope,
        ...said,
        ...echoFacts('Create', create, envelope, said.sent),
        ...echoFacts('Read', resource.read, envelope, said.sent),
      },
    })
  }
  return stories
}

/** A thing made with members that only the server may write: they are refused or passed over. */
export async function playReadOnly(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  const { create, read } = resource
  const baseline = create && knowledge.baselines.get(create)
  const body =
    baseline &&
    freshen(session, baseline.exchange.operation, bodyValue(baseline.draft), knowledge.serial())
  if (create === undefined || read === undefined || !isJsonObject(body)) return []
  const usual = (await createThing(session, knowledge, resource))?.thing.item
  const other = baseline && itemIn(knowledge, resource, baseline.exchange)
  if (usual === undefined || other === undefined) return []
  const tried: Record<string, JsonValue> = {}
  const schema = create.bodies.find(({ kind }) => kind === 'json')?.model.schema
  const place = schema ?? answerSchema(create, [])
  const flat = place && flattenSchema(session.api.document, place).schema
  const properties = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  for (const [name, property] of Object.entries(properties)) {
    const own = asSchema(property)
    const resolved = own && flattenSchema(session.api.document, { schema: own, pointer: '' }).schema
    const readOnly =
      isJsonObject(resolved) &&
      (resolved.readOnly === true || (isJsonObject(property) && property.readOnly === true))
    const current = other[name]
    // What the server chooses anyway tells nothing.
    if (isSame(current, usual[name], true)) continue
    if (!readOnly || current === undefined || current === null) continue
    // A value of the right form that the server would not choose itself: the one of another thing.
    tried[name] = typeof current === 'number' ? 987654 : current
  }
  if (Object.keys(tried).length === 0) return []
  const whole = { ...body, ...tried }
  if (schema && !session.api.judge.accepts(schema.pointer, whole, 'request')) return []
  const made = await createThing(session, knowledge, resource, { body: whole })
  const seen = made && (await readThing(session, knowledge, made.thing, { label: 'it is read' }))
  if (made === undefined || seen === undefined) return []
  return [
    {
      kind: 'read-only',
      operation: create,
      steps: [
        { role: 'create', exchange: made.exchange },
        { role: 'read', exchange: seen },
      ],
      facts: { tried, envelope: envelopeOf(knowledge, resource) },
    },
  ]
}
