import { isJsonObject, type JsonValue } from '@concordat/core'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import type { Story, StoryStep } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { freshen } from '../knowledge/freshen.ts'
import { type Knowledge, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import { readThing } from '../knowledge/read-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import type { Resource } from '../plan/resource.ts'
import { bodyValue, emptyDraft, type RequestDraft, withBody } from '../request/draft.ts'
import { flattenSchema } from '../schema/merge-schema.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { writableNames } from './compare-items.ts'
import { envelopeOf, readWholeList } from './resource-stories.ts'
import { changedBody } from './story-bodies.ts'

const known = (operation: OperationPlan): 'known' | 'none' =>
  operation.path.includes('{') ? 'known' : 'none'

/** The HEAD that the document has beside a GET. */
export function documentedHead(
  session: Session,
  operation: OperationPlan,
): OperationPlan | undefined {
  return (session.api.paths.get(operation.path) ?? []).find(({ method }) => method === 'HEAD')
}

/**
 * The HEAD of a GET's request. A documented HEAD may ask for parameters of its own: they come from a request of it that
 * succeeded, and where none did, there is nothing to compare.
 */
export function headDraft(
  knowledge: Knowledge,
  get: RequestDraft,
  documented: OperationPlan | undefined,
): RequestDraft | undefined {
  const own = documented?.parameters.filter(({ model }) => model.required && model.in !== 'path')
  const headers = own?.filter(({ model }) => !Object.hasOwn(get[model.in], model.name)) ?? []
  if (documented === undefined || headers.length === 0) return { ...get, method: 'HEAD' }
  const known = knowledge.baselines.get(documented)?.draft
  if (known === undefined) return undefined
  const extraHeaders = headers.flatMap(({ model }): [string, string][] =>
    model.in === 'header' ? [[model.name, String(known.header[model.name] ?? '')]] : [],
  )
  // What a query or a cookie adds may change what is answered.
  return extraHeaders.length === headers.length
    ? { ...get, method: 'HEAD', extraHeaders }
    : undefined
}

/** The same GET twice, and its HEAD between them. */
export async function playRepeat(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<(Story | undefined)[]> {
  const baseline = knowledge.baselines.get(operation)
  if (operation.method !== 'GET' || baseline === undefined) return []
  const ask = async (label: string): Promise<Exchange | undefined> =>
    (
      await send(session, operation, baseline.draft, {
        phase: 'stateful',
        label,
        resource: 'guessed',
      })
    )?.exchange
  const first = await ask('it is read')
  const documented = documentedHead(session, operation)
  const draft = headDraft(knowledge, baseline.draft, documented)
  const head =
    draft &&
    (
      await send(session, operation, draft, {
        phase: 'stateful',
        label: 'its HEAD',
        resource: 'guessed',
        undocumentedMethod: true,
      })
    )?.exchange
  const second = await ask('it is read once more')
  if (first === undefined || second === undefined || !isSuccess(first)) return []
  const resource = resourceOf(knowledge, operation)
  const isItem = resource?.read === operation
  const stories: Story[] = [
    {
      kind: 'repeat',
      operation,
      steps: [
        { role: 'first', exchange: first },
        { role: 'second', exchange: second },
      ],
      facts: {
        envelope: resource && isItem ? envelopeOf(knowledge, resource) : [],
        stable:
          isItem && resource
            ? [
                'id',
                ...writableNames(resource.create),
                ...resource.updates.flatMap((update) => [...writableNames(update)]),
              ]
            : [],
      },
    },
  ]
  if (head) {
    stories.push({
      kind: 'head',
      operation,
      steps: [
        { role: 'get', exchange: first },
        { role: 'head', exchange: head },
        { role: 'get-again', exchange: second },
      ],
      facts: { documented: documented !== undefined },
    })
  }
  return stories
}

/** A GET with the ETag that it answered before, with another, and after a change. */
export async function playConditional(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story | undefined> {
  const { read } = resource
  if (read === undefined) return undefined
  const thing =
    (await createThing(session, knowledge, resource))?.thing ?? knowledge.things(resource)[0]
  if (thing === undefined) return undefined
  const first = await readThing(session, knowledge, thing)
  const etag = first?.answer && headerValue(first.answer.headers, 'etag')
  if (first === undefined || !isSuccess(first)) return undefined
  const base = withThing(read, knowledge.baselines.get(read)?.draft ?? emptyDraft, thing)
  const ask = async (value: string, label: string): Promise<Exchange | undefined> =>
    (
      await send(
        session,
        read,
        { ...base, header: {}, extraHeaders: [['If-None-Match', value]] },
        { phase: 'stateful', label, resource: 'known' },
      )
    )?.exchange
  const steps: StoryStep[] = [{ role: 'first', exchange: first }]
  const same = etag === undefined ? undefined : await ask(etag, 'with the ETag that it has')
  if (same) steps.push({ role: 'same', exchange: same })
  const modified = first.answer && headerValue(first.answer.headers, 'last-modified')
  const since =
    modified &&
    (await send(
      session,
      read,
      { ...base, header: {}, extraHeaders: [['If-Modified-Since', modified]] },
      { phase: 'stateful', label: 'unless it was changed since', resource: 'known' },
    ))
  if (since) steps.push({ role: 'since', exchange: since.exchange })
  if (etag === undefined) {
    const asks = read.parameters.some(({ model }) => /^if-modified-since$/i.test(model.name))
    return since
      ? { kind: 'conditional', operation: read, steps, facts: { documentedSince: asks } }
      : undefined
  }
  const other = await ask('"concordat-other"', 'with another ETag')
  if (other) steps.push({ role: 'other', exchange: other })
  const update = resource.updates.find((operation) => knowledge.baselines.has(operation))
  const item = isJsonObject(jsonOf(first)) ? jsonOf(first) : undefined
  const body =
    update && isJsonObject(item)
      ? changedBody(session, knowledge, update, { current: item, turn: 0 })
      : undefined
  if (update && body && thing.created) {
    const ifMatch = update.parameters.find(
      ({ model }) => model.in === 'header' && /^if-match$/i.test(model.name),
    )
    const changed = await send(
      session,
      update,
      {
        ...withThing(update, knowledge.baselines.get(update)?.draft ?? emptyDraft, thing),
        body: { kind: 'value', mediaType: body.mediaType, value: body.value },
        ...(ifMatch ? { header: { [ifMatch.model.name]: etag } } : {}),
      },
      { phase: 'stateful', label: 'it is changed', resource: 'known' },
    )
    if (changed && isSuccess(changed.exchange)) {
      steps.push({ role: 'update', exchange: changed.exchange })
      const after = await ask(etag, 'with the ETag that it had before the change')
      if (after) steps.push({ role: 'after', exchange: after })
      const stale = ifMatch
        ? await changeStale(session, knowledge, {
            update,
            thing,
            body,
            header: ifMatch.model.name,
            etag,
          })
        : undefined
      if (stale) steps.push({ role: 'stale', exchange: stale })
    }
  }
  const asks = read.parameters.some(({ model }) => /^if-none-match$/i.test(model.name))
  const asksSince = read.parameters.some(({ model }) => /^if-modified-since$/i.test(model.name))
  return {
    kind: 'conditional',
    operation: read,
    steps,
    facts: {
      etag,
      documentedSince: asksSince,
      documented: asks || read.model.responses.some(({ status }) => status === '304'),
      documents412: update?.model.responses.some(({ status }) => status === '412') ?? false,
    },
  }
}

async function changeStale(
  session: Session,
  knowledge: Knowledge,
  {
    update,
    thing,
    body,
    header,
    etag,
  }: {
    readonly update: OperationPlan
    readonly thing: Parameters<typeof withThing>[2]
    readonly body: { readonly mediaType: string; readonly value: JsonValue }
    readonly header: string
    readonly etag: string
  },
): Promise<Exchange | undefined> {
  const sent = await send(
    session,
    update,
    {
      ...withThing(update, knowledge.baselines.get(update)?.draft ?? emptyDraft, thing),
      body: { kind: 'value', mediaType: body.mediaType, value: body.value },
      header: { [header]: etag },
    },
    { phase: 'stateful', label: 'a change with the ETag of before', resource: 'known' },
  )
  return sent?.exchange
}

/** The very same creation twice, where the document gives 409 for what exists already. */
export async function playDuplicate(
  session: Session,
  knowledge: Knowledge,
  resource: Resource,
): Promise<Story | undefined> {
  const { create } = resource
  const conflict = create?.model.responses.find(({ status }) => status === '409')
  if (create === undefined || conflict === undefined) return undefined
  const first = await createThing(session, knowledge, resource)
  if (first === undefined) return undefined
  const sent = await send(session, create, first.draft, {
    phase: 'stateful',
    label: 'the very same once more',
    resource: known(create),
  })
  if (sent === undefined) return undefined
  return {
    kind: 'duplicate',
    operation: create,
    steps: [
      { role: 'first', exchange: first.exchange },
      { role: 'second', exchange: sent.exchange },
    ],
    facts: {
      description: [conflict.description, ...uniqueMembers(create, first.draft)].join(' '),
      idPath: knowledge.idPaths.get(resource.key) ?? [],
    },
  }
}

/** What the document says of the sent members of which no two things have the same; servers choose identifiers. */
function uniqueMembers(create: OperationPlan, { body }: RequestDraft): string[] {
  const sent = body?.kind === 'value' && isJsonObject(body.value) ? body.value : {}
  const schema = create.bodies.find(({ kind }) => kind === 'json')?.model.schema
  const flat = schema && flattenSchema(create.api.document, schema).schema
  const properties = isJsonObject(flat) && isJsonObject(flat.properties) ? flat.properties : {}
  return Object.entries(properties).flatMap(([name, property]) => {
    const said = isJsonObject(property) ? String(property.description ?? '') : ''
    const isUnique = /\bunique\b/i.test(said) && !/unique id|generated|assigned/i.test(said)
    return isUnique && Object.hasOwn(sent, name) ? [`${name}: ${said}`] : []
  })
}

/** The same creation twice under one Idempotency-Key. */
export async function playIdempotencyKey(
  session: Session,
  knowledge: Knowledge,
  create: OperationPlan,
): Promise<Story | undefined> {
  const resource = [...knowledge.resources.values()].find((one) => one.create === create)
  const parameter = create.parameters.find(
    ({ model }) => model.in === 'header' && /idempotency-?key/i.test(model.name),
  )
  const baseline = knowledge.baselines.get(create)
  if (create.method !== 'POST' || parameter === undefined || baseline === undefined)
    return undefined
  const serial = knowledge.serial()
  const value = freshen(session, create, bodyValue(baseline.draft), serial)
  const base =
    value === undefined || baseline.draft.body?.kind !== 'value'
      ? baseline.draft
      : withBody(baseline.draft, { ...baseline.draft.body, value })
  const text = `${(session.settings.seed % 90000000) + 10000000}-0000-4000-8000-${String(serial).padStart(12, '0')}`
  const draft = { ...base, header: { ...base.header, [parameter.model.name]: text } }
  const before =
    resource && (await readWholeList(session, knowledge, resource, { thing: undefined }))
  const ask = async (label: string): Promise<Exchange | undefined> =>
    (
      await send(session, create, draft, {
        phase: 'stateful',
        label,
        resource: known(create),
        options: { sameKeys: true },
      })
    )?.exchange
  const first = await ask('with an idempotency key')
  const second = await ask('once more with the same key')
  const after =
    resource && (await readWholeList(session, knowledge, resource, { thing: undefined }))
  if (first === undefined || second === undefined || !isSuccess(first)) return undefined
  return {
    kind: 'idempotency-key',
    operation: create,
    steps: [
      { role: 'first', exchange: first },
      { role: 'second', exchange: second },
    ],
    facts: {
      idPath: (resource && knowledge.idPaths.get(resource.key)) ?? ['id'],
      repeats: /\b(same|again|first|repeat|replay|retr(y|ies)|safely|twice|duplicate)/i.test(
        parameter.model.description ?? '',
      ),
      added:
        before && after && before.complete && after.complete
          ? after.keys.length - before.keys.length
          : undefined,
    },
  }
}

/** Two calls in a row, where answers tell how many are left. */
export async function playQuota(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<Story | undefined> {
  const baseline = knowledge.baselines.get(operation)
  if (operation.method !== 'GET' || baseline?.exchange.answer === undefined) return undefined
  const ask = async (): Promise<Exchange | undefined> =>
    (
      await send(session, operation, baseline.draft, {
        phase: 'stateful',
        label: 'one of two calls in a row',
        resource: 'guessed',
      })
    )?.exchange
  const first = await ask()
  const second = await ask()
  if (first === undefined || second === undefined) return undefined
  return {
    kind: 'quota',
    operation,
    steps: [
      { role: 'first', exchange: first },
      { role: 'second', exchange: second },
    ],
    facts: {},
  }
}
