import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { Story } from '../exchange/story.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { type Knowledge, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import type { BodyPlan, OperationPlan } from '../plan/operation-plan.ts'
import { emptyDraft, type RequestDraft, withBody } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { documentedHead, headDraft } from './protocol-stories.ts'
import { sampleContent } from './sample-content.ts'

/**
 * Bytes that are put and got at one path, such as a picture: asked for before they are there, put, got, put in place of
 * each other in every documented media type, with HEAD beside each GET.
 */
export async function playContent(
  session: Session,
  knowledge: Knowledge,
  put: OperationPlan,
): Promise<Story[]> {
  const resource = resourceOf(knowledge, put)
  const plans = put.bodies.filter(({ kind }) => kind === 'binary' || kind === 'text').slice(0, 3)
  const beside = session.api.paths.get(put.path) ?? []
  const read = beside.find(({ method }) => method === 'GET')
  const baseline = knowledge.baselines.get(put)
  if (put.method !== 'PUT' || baseline === undefined || plans.length === 0) return []
  if (resource === undefined || resource.read === read || read === undefined) return []
  const thing = (await createThing(session, knowledge, resource))?.thing
  if (thing === undefined) return []
  knowledge.forget(thing)
  const place = {
    read,
    put,
    at: withThing(read, knowledge.baselines.get(read)?.draft ?? emptyDraft, thing),
    into: withThing(put, baseline.draft, thing),
    head: headDraft(knowledge, emptyDraft, documentedHead(session, read)),
    hasHead: beside.some(({ method }) => method === 'HEAD'),
  }
  const stories = await compareHead(session, place, 'what is not there yet')
  for (const plan of plans) {
    if (session.gate.over) break
    stories.push(...(await replaceContent(session, place, plan)))
  }
  return stories
}

interface Place {
  readonly read: OperationPlan
  readonly put: OperationPlan
  readonly at: RequestDraft
  readonly into: RequestDraft
  /** What a HEAD needs beside the GET's request; `undefined` where it cannot be asked for. */
  readonly head: RequestDraft | undefined
  readonly hasHead: boolean
}

async function replaceContent(session: Session, place: Place, plan: BodyPlan): Promise<Story[]> {
  const { put, read } = place
  const [one, other] = sampleContent(plan.mediaType)
  const original = await get(session, place, 'it is got as it was')
  const place1 = await putContent(session, place, plan, { bytes: one, label: 'it is put' })
  if (place1 === undefined) return []
  const stories = await compareHead(session, place, `what was put as ${plan.mediaType}`)
  const first = await get(session, place, 'it is got')
  if (first === undefined) return stories
  const replaced = await putContent(session, place, plan, {
    bytes: other,
    label: 'another is put in its place',
  })
  if (replaced === undefined) return stories
  const etag = isSuccess(first)
    ? first.answer && headerValue(first.answer.headers, 'etag')
    : undefined
  const after = await get(session, place, 'it is got after that')
  if (after === undefined) return stories
  stories.push({
    kind: 'content',
    operation: put,
    steps: [
      ...(original ? [{ role: 'original', exchange: original }] : []),
      { role: 'put', exchange: place1 },
      { role: 'first', exchange: first },
      { role: 'replaced', exchange: replaced },
      { role: 'after', exchange: after },
    ],
    facts: {},
  })
  if (etag === undefined || !isSuccess(after)) return stories
  stories.push({
    kind: 'conditional',
    operation: read,
    steps: [
      { role: 'first', exchange: first },
      { role: 'update', exchange: replaced },
      { role: 'after', exchange: after },
    ],
    // What a server keeps for two pictures may be the same: then the tag may be, too.
    facts: isSameBody(first, after) ? {} : { etag },
  })
  return stories
}

async function putContent(
  session: Session,
  { into, put }: Place,
  { mediaType }: BodyPlan,
  { bytes, label }: { readonly bytes: Uint8Array; readonly label: string },
): Promise<Exchange | undefined> {
  const draft = withBody(into, { kind: 'raw', mediaType, bytes })
  const sent = await send(session, put, draft, { phase: 'stateful', label, resource: 'known' })
  const done = sent && isSuccess(sent.exchange) && sent.exchange.answer?.status !== 202
  return done ? sent.exchange : undefined
}

async function get(
  session: Session,
  { at, read }: Place,
  label: string,
): Promise<Exchange | undefined> {
  const purpose = { phase: 'stateful', label, resource: 'guessed' } as const
  return (await send(session, read, at, purpose))?.exchange
}

/** GET, HEAD and GET again. */
async function compareHead(session: Session, place: Place, what: string): Promise<Story[]> {
  const { at, hasHead, read } = place
  if (place.head === undefined) return []
  const first = await get(session, place, `GET of ${what}`)
  const head = await send(
    session,
    read,
    { ...at, method: 'HEAD', extraHeaders: place.head.extraHeaders ?? [] },
    { phase: 'stateful', label: `HEAD of ${what}`, resource: 'guessed', undocumentedMethod: true },
  )
  const again = await get(session, place, `GET of ${what}, once more`)
  if (first === undefined || head === undefined || again === undefined) return []
  return [
    {
      kind: 'head',
      operation: read,
      steps: [
        { role: 'get', exchange: first },
        { role: 'head', exchange: head.exchange },
        { role: 'get-again', exchange: again },
      ],
      facts: { documented: hasHead },
    },
  ]
}

/** Whether two answers hold the same bytes. */
export function isSameBody(left: Exchange, right: Exchange): boolean {
  const [first, second] = [left.answer?.body, right.answer?.body]
  return (
    first !== undefined &&
    second !== undefined &&
    first.length === second.length &&
    first.every((byte, index) => byte === second[index])
  )
}
