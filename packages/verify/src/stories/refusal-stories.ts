import { isJsonObject, type JsonValue } from '@concordat/core'
import { isAnonymousAllowed } from '../credentials/identity.ts'
import { noCredential } from '../engine/credential-case.ts'
import { send } from '../engine/send.ts'
import type { SendOptions, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import type { Knowledge, KnownThing } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { emptyDraft, type RequestDraft } from '../request/draft.ts'
import { writableNames } from './compare-items.ts'
import { envelopeOf, itemIn } from './resource-stories.ts'
import { changedBody } from './story-bodies.ts'

/** A request that must be refused, and why. */
interface Attempt {
  readonly operation: OperationPlan
  readonly draft: RequestDraft
  readonly reason: string
  readonly options: SendOptions
}

/** A thing before and after requests that are refused: from nobody, from another caller, and half wrong. */
export async function playRefusals(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story[]> {
  if (resource.read === undefined) return []
  const thing = (await createThing(session, knowledge, resource))?.thing
  if (thing === undefined) return []
  knowledge.forget(thing)
  const stories: Story[] = []
  let before = await readThing(session, knowledge, thing)
  const item = itemIn(knowledge, resource, before)
  if (before === undefined || item === undefined || !isSuccess(before)) return []
  const writable = [resource.create, ...resource.updates].flatMap((operation) => [
    ...writableNames(operation),
  ])
  for (const attempt of attemptsOn(session, knowledge, resource, { thing, item })) {
    if (session.gate.over) return stories
    const { draft, operation, options, reason } = attempt
    const label = `${reason} is refused`
    const sent = await send(session, operation, draft, {
      phase: 'stateful',
      label,
      resource: 'guessed',
      options,
    })
    // What is taken is the affair of other checks; the thing is no longer what it was.
    if (sent === undefined || isSuccess(sent.exchange)) return stories
    const after = await readThing(session, knowledge, thing, { label: 'it is read afterwards' })
    if (after === undefined) return stories
    stories.push({
      kind: 'refusal',
      operation,
      steps: [
        { role: 'before', exchange: before },
        { role: 'refused', exchange: sent.exchange },
        { role: 'after', exchange: after },
      ],
      facts: { reason, writable, envelope: envelopeOf(knowledge, resource) },
    })
    if (!isSuccess(after)) return stories
    before = after
  }
  return stories
}

function attemptsOn(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
  {
    thing,
    item,
  }: { readonly thing: KnownThing; readonly item: Readonly<Record<string, JsonValue>> },
): Attempt[] {
  const changes = resource.updates.flatMap((operation) => {
    const baseline = knowledge.baselines.get(operation)
    const body = changedBody(session, knowledge, operation, { current: item, turn: 0 })
    if (baseline === undefined || body === undefined) return []
    const { mediaType, value } = body
    const draft: RequestDraft = {
      ...withThing(operation, baseline.draft, thing),
      header: withoutConditions(baseline.draft.header),
      body: { kind: 'value', mediaType, value },
    }
    return [{ operation, draft }]
  })
  const removal = resource.remove
  const ends =
    removal && knowledge.baselines.has(removal)
      ? [
          {
            operation: removal,
            draft: withThing(removal, knowledge.baselines.get(removal)?.draft ?? emptyDraft, thing),
          },
        ]
      : []
  const attempts: Attempt[] = changes.flatMap((change) => halfWrong(session, change))
  const otherCaller = session.settings.identities[1]
  for (const one of [...changes, ...ends]) {
    if (isAnonymousAllowed(one.operation)) continue
    attempts.push({
      ...one,
      reason: 'a request without a credential',
      options: { credential: noCredential },
    })
    if (otherCaller) {
      const reason = `a request of "${otherCaller.name}"`
      attempts.push({ ...one, reason, options: { identity: otherCaller } })
    }
  }
  return attempts
}

/** A change with one good member and one of the wrong type. */
function halfWrong(
  session: Session,
  { draft, operation }: Pick<Attempt, 'draft' | 'operation'>,
): Attempt[] {
  const { body } = draft
  const schema = operation.bodies.find(({ kind }) => kind === 'json')?.model.schema
  if (body?.kind !== 'value' || !isJsonObject(body.value) || schema === undefined) return []
  for (const name of [...writableNames(operation)].reverse()) {
    const rest = Object.keys(body.value).filter((other) => other !== name)
    const value = { ...body.value, [name]: { unexpected: [true] } }
    if (rest.length === 0 || session.api.judge.accepts(schema.pointer, value, 'request')) continue
    return [
      {
        operation,
        draft: { ...draft, body: { ...body, value } },
        reason: `a change whose \`${name}\` is wrong`,
        options: {},
      },
    ]
  }
  return []
}

/** What is refused must be refused for its own sake, and not because the thing was changed since. */
function withoutConditions(header: RequestDraft['header']): RequestDraft['header'] {
  return Object.fromEntries(Object.entries(header).filter(([name]) => !/^if-/i.test(name)))
}
