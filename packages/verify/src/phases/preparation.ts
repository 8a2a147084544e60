import { isJsonObject, type JsonValue } from '@concordat/core'
import { getOwn } from '@concordat/wire'
import { pathOf } from '../engine/ownership.ts'
import { report } from '../engine/report-sighting.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { type Exchange, isSuccess, jsonOf } from '../exchange/exchange.ts'
import { createThing, namedThing, unmadeThing } from '../knowledge/create-thing.ts'
import { withCurrentTag } from '../knowledge/current-tag.ts'
import { type DraftStyle, draftOperation, preferredBody } from '../knowledge/draft-operation.ts'
import { followLinks } from '../knowledge/follow-links.ts'
import { idAt, idCandidates } from '../knowledge/id-candidates.ts'
import { identify, idHints } from '../knowledge/identify-thing.ts'
import { anyThing, type Knowledge, type KnownThing, resourceOf } from '../knowledge/knowledge.ts'
import { referencedResource } from '../knowledge/known-reference.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { itemPrefixes, pathKey, pathParameters } from '../plan/resource.ts'
import { bodyValue, type RequestDraft } from '../request/draft.ts'
import { isReferenceName } from '../schema/vary-value.ts'
import { itemsOf } from '../stories/read-list.ts'

/**
 * Drives every operation to a success, things that others need first: what succeeded is the base of all variations,
 * and what never does is reported as not verified.
 */
export async function prepare(session: Session, knowledge: Knowledge): Promise<void> {
  rememberPools(session, knowledge)
  const order = [...session.api.operations].sort((left, right) => rank(left) - rank(right))
  for (let round = 0; round < 3; round++) {
    const open = order.filter((operation) => !knowledge.baselines.has(operation))
    const before = knowledge.baselines.size
    for (const operation of open) {
      if (session.gate.over) return
      await establish(session, knowledge, operation, round)
    }
    // Another round makes sense only when there is something new to build on.
    if (knowledge.baselines.size === before) return
  }
}

/** Creates before lists before reads before changes before deletes; shallow before deep; what ends sessions last of all. */
function rank(operation: OperationPlan): number {
  const depth = operation.path.split('/').length
  const order = ['POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'TRACE', 'DELETE']
  const collectionPost = operation.method === 'POST' && !operation.path.endsWith('}')
  const method = collectionPost ? 0 : order.indexOf(operation.method) + 1
  const parameters = (operation.path.match(/\{/g) ?? []).length
  return (
    (endsSessions(operation) ? 100_000 : 0) +
    (operation.method === 'DELETE' ? 10_000 : 0) +
    parameters * 100 +
    method * 10 +
    depth * 0.1
  )
}

/** Whether success may take away the caller's own credential or account. */
export function endsSessions(operation: OperationPlan): boolean {
  const words = `${operation.path} ${operation.operationId}`
  if (/log-?out|sign-?out|revoke/i.test(words)) return true
  return (
    operation.method === 'DELETE' &&
    /\/(me|self|account|session|sessions\/(me|current|all))$/i.test(operation.path)
  )
}

function rememberPools(session: Session, knowledge: Knowledge): void {
  for (const operation of session.api.operations) {
    const resource = resourceOf(knowledge, operation)
    const [parameter] = operation.parameters.filter(
      ({ model }) => model.in === 'path' && model.name === resource?.parameter,
    )
    if (resource === undefined || parameter === undefined || resource.parent !== undefined) continue
    const pool =
      knowledge.pools[`${operation.operationId}.${parameter.model.name}`] ??
      getOwn(knowledge.pools, parameter.model.name)
    for (const value of pool ?? []) {
      knowledge.remember({ resource, values: [value], created: false })
    }
  }
}

async function establish(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  round: number,
): Promise<void> {
  const resource = resourceOf(knowledge, operation)
  let thing: KnownThing | undefined
  if (resource !== undefined) {
    // What deletes or acts gets a thing of its own, so that others keep theirs; what changes gets one that is the run's.
    const direct = operation.method === 'DELETE' && operation === resource.remove
    const consumes = direct || isAction(session, knowledge, operation)
    const known = anyThing(knowledge, resource)
    const changes = session.guard.effects.get(operation) === 'changes'
    const isForeign = known === undefined || !isOwn(session, known)
    const own =
      consumes || (changes && isForeign)
        ? await createThing(session, knowledge, resource)
        : undefined
    if (own && consumes) knowledge.forget(own.thing)
    // The first thing that a PUT makes has a name that nothing has.
    const unmade =
      operation === resource.create && isForeign && round === 0
        ? unmadeThing(session, knowledge, resource)
        : undefined
    thing = own?.thing ?? unmade ?? known
    // Somebody else's things are deleted only when there is no other way to see the operation succeed.
    if (direct && own === undefined && thing && !thing.created && round === 0) return
  }
  let refused: Sent | undefined
  for (const style of styles(session, operation, round, thing)) {
    if (session.gate.over) return
    const drafted = draftOperation(session, knowledge, operation, style)
    if (drafted === undefined) {
      session.coverage.of(operation).missing.add('a valid value for a required part of the request')
      continue
    }
    const draft = await withCurrentTag(session, knowledge, operation, drafted.draft)
    const plain = isPlain(knowledge, operation, draft, drafted.resource)
    const sent = await send(session, operation, draft, {
      phase: 'examples',
      label: style.example === undefined ? 'a generated request' : 'the documented example',
      resource: drafted.resource === 'known' && thing === undefined ? 'guessed' : drafted.resource,
      ...(plain ? { plain: true } : {}),
    })
    if (sent === undefined) continue
    if (isSuccess(sent.exchange)) {
      knowledge.baselines.set(operation, { draft, exchange: sent.exchange })
      await harvest(session, knowledge, operation, { draft, exchange: sent.exchange })
      if (operation === resource?.remove && thing) knowledge.forget(thing)
      return
    }
    explain(session, operation, sent.exchange)
    if (sent.exchange.purpose.credential.kind === 'unavailable') return
    if (plain) refused ??= sent
  }
  if (refused !== undefined) {
    for (const sighting of refused.unconfirmed) report(session, sighting)
  }
}

/** Whether the run may change a thing, whatever its mode. */
function isOwn(session: Session, { resource, values }: KnownThing): boolean {
  return session.ownership.covers(pathOf(resource.key, values))
}

/** Whether an operation does something to a thing: `POST /orders/{id}/cancel`, after which the thing is another. */
function isAction(session: Session, knowledge: Knowledge, operation: OperationPlan): boolean {
  if (operation.method !== 'POST' || !operation.path.includes('{')) return false
  const siblings = session.api.paths.get(operation.path) ?? []
  if (siblings.some(({ method }) => method === 'GET')) return false
  return ![...knowledge.resources.values()].some(({ create }) => create === operation)
}

function styles(
  session: Session,
  operation: OperationPlan,
  round: number,
  thing: KnownThing | undefined,
): DraftStyle[] {
  const random = session.random.fork(`baseline/${operation.operationId}/${round}`)
  const base = { optional: false, references: true, random, ...(thing ? { thing } : {}) }
  const list: DraftStyle[] = []
  const examples = preferredBody(operation)?.model.examples.length ?? 0
  for (let index = 0; index < Math.min(examples, 3); index++) {
    list.push({ ...base, fullness: 'full', example: index })
  }
  list.push({ ...base, fullness: 'full' })
  if (preferredBody(operation)) {
    list.push({ ...base, fullness: 'minimal', random: random.fork('minimal') })
    list.push({ ...base, fullness: 'minimal', lowest: true, random: random.fork('lowest') })
    if (examples > 0) list.push({ ...base, fullness: 'full', example: 0, references: false })
    list.push({ ...base, fullness: 'random', random: random.fork('random') })
  }
  if (operation.parameters.some(({ model }) => !model.required)) {
    list.push({
      ...base,
      optional: true,
      fullness: 'full',
      ...(examples > 0 ? { example: 0 } : {}),
    })
  }
  return list
}

const touchy =
  /pass|secret|token|code|otp|card|grant|captcha|signature|nonce|key|coupon|voucher|state/i

/** Whether a request holds nothing that a server may rightly not know: no ids, no credentials. */
export function isPlain(
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
  resource: 'none' | 'known' | 'guessed',
): boolean {
  if (resource === 'guessed') return false
  const names = [
    ...Object.keys(draft.query),
    ...Object.keys(draft.header),
    ...Object.keys(draft.cookie),
  ]
  const body = bodyValue(draft)
  if (draft.body?.kind === 'raw') return false
  if (draft.body && !/json/.test(draft.body.mediaType)) return false
  if (body !== undefined) names.push(...memberNames(body))
  const refers = (name: string): boolean =>
    isReferenceName(name) || referencedResource(knowledge, name) !== undefined
  if (names.some((name) => touchy.test(name) || refers(name))) return false
  return !touchy.test(operation.path)
}

function memberNames(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(memberNames)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...memberNames(member)])
}

/** Notes why an operation did not succeed, for the report of what was not verified. */
function explain(session: Session, operation: OperationPlan, exchange: Exchange): void {
  const { missing } = session.coverage.of(operation)
  const status = exchange.answer?.status
  const { credential, resource } = exchange.purpose
  if (credential.kind === 'unavailable') {
    missing.add(`a credential for ${credential.schemes.join(' or ')}`)
  } else if (status === 401) missing.add('a credential that the server takes (401)')
  else if (status === 403) missing.add('a credential with permission (403)')
  else if (status === 404 || status === 410) {
    missing.add(
      resource === 'none' ? 'a state in which it answers' : 'the id of something that exists (404)',
    )
  } else if (status === 409 || status === 412) missing.add(`a state that allows it (${status})`)
  else if (status !== undefined) missing.add(`a request that the server takes (${status})`)
}

/** Learns ids from an answer: of what was made, of what a list holds, and of what links point to. */
async function harvest(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  { draft, exchange }: { readonly draft: RequestDraft; readonly exchange: Exchange },
): Promise<void> {
  followLinks(knowledge, operation, draft, exchange)
  rememberPath(knowledge, operation, draft)
  for (const resource of knowledge.resources.values()) {
    const parent = parentOf(knowledge, resource.parent, operation, draft)
    if (resource.parent !== undefined && parent === undefined) continue
    if (resource.create === operation) {
      const thing =
        operation.method === 'PUT'
          ? namedThing(resource, operation, draft)
          : await identify(session, knowledge, { resource, exchange, parent })
      if (thing) knowledge.remember(thing)
    }
    if (resource.list === operation) {
      const items = itemsOf(operation, jsonOf(exchange))?.items ?? []
      for (const item of items.slice(0, 20)) {
        const learnt = knowledge.idPaths.get(resource.key)
        const [path] = idCandidates(resource, item, learnt, idHints(resource, []))
        const id = path && idAt(item, path)
        if (id === undefined) continue
        const values = [...(parent?.values ?? []), id]
        knowledge.remember({
          resource,
          values,
          created: false,
          ...(isJsonObject(item) ? { item } : {}),
        })
      }
    }
  }
}

/** What a path names exists, where it was answered with success: the thing, and what it is in. */
function rememberPath(knowledge: Knowledge, operation: OperationPlan, draft: RequestDraft): void {
  const prefixes = itemPrefixes(operation.path)
  const whole = pathKey(prefixes.at(-1) ?? '')
  for (const prefix of prefixes) {
    const resource = knowledge.resources.get(pathKey(prefix))
    const isIt = resource?.key === whole
    // What was deleted is gone; what a PUT made is remembered as made.
    if (resource === undefined || (isIt && /^(DELETE|PUT)$/.test(operation.method))) continue
    const values = pathParameters(prefix).map((name) => draft.path[name])
    if (values.every((value) => value !== undefined)) {
      knowledge.remember({ resource, values, created: false })
    }
  }
}

function parentOf(
  knowledge: Knowledge,
  parent: KnownThing['resource'] | undefined,
  operation: OperationPlan,
  draft: RequestDraft,
): KnownThing | undefined {
  if (parent === undefined) return undefined
  const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
  const values = names.map((name) => draft.path[name])
  return knowledge
    .things(parent)
    .find((thing) => thing.values.every((value, index) => String(value) === String(values[index])))
}
