import type { Random } from '@concordat/core'
import type { LoadedDocument } from '@concordat/document'
import type { Check, Observation } from '../check.ts'
import {
  applyRequirement,
  chooseRequirement,
  type Identity,
  isAnonymousAllowed,
} from '../credentials/identity.ts'
import { createExchange, type Exchange, isSuccess } from '../exchange/exchange.ts'
import type { CredentialUse, Purpose } from '../exchange/purpose.ts'
import type { Collector, Sighting } from '../findings/collector.ts'
import { reportExchange } from '../findings/report-exchange.ts'
import { reportFinding } from '../findings/report-finding.ts'
import type { Secrets } from '../findings/secrets.ts'
import { isReadingMethod } from '../plan/operation-effect.ts'
import type { ApiPlan, OperationPlan } from '../plan/operation-plan.ts'
import { isInferred } from '../plan/provenance.ts'
import type { RequestDraft } from '../request/draft.ts'
import { isIdempotencyKey, withFreshKeys } from '../request/fresh-keys.ts'
import { judgeRequest, type RequestVerdict } from '../request/judge-request.ts'
import { writeRequest } from '../request/write-request.ts'
import type { Story } from '../stories/story.ts'
import type { SettlingTransport } from '../transport/settling-transport.ts'
import type { WireOutcome, WireRequest } from '../transport/wire-exchange.ts'
import type { CaseLedger } from './case-ledger.ts'
import type { Coverage } from './coverage.ts'
import type { VerifyEvent } from './events.ts'
import { type Gate, sleep } from './gate.ts'
import type { Admission, Guard } from './guard.ts'
import type { Ownership } from './ownership.ts'
import type { Patience } from './patience.ts'
import type { PutBack } from './put-back.ts'
import { retryAfter } from './retry-after.ts'
import type { Settings } from './settings.ts'
import type { Sending } from './shrink.ts'

/** Everything a run is made of; phases are functions of it. */
export interface Session {
  readonly api: ApiPlan
  readonly settings: Settings
  readonly transport: SettlingTransport
  readonly gate: Gate
  /** Says of every request whether it may be sent. */
  readonly guard: Guard
  /** What the run may change, and what it has to remove. */
  readonly ownership: Ownership
  /** Things of which there is one, as they were. */
  readonly putBack: PutBack
  /** Requests that made something and whose answers were not read for its id yet. */
  readonly creations: Exchange[]
  readonly patience: Patience
  readonly random: Random
  readonly collector: Collector
  readonly coverage: Coverage
  /** What was planned of every operation, and what of it counted. */
  readonly cases: CaseLedger
  readonly checks: readonly Check[]
  readonly secrets: Secrets
  /** Tells listeners; `undefined` when nobody listens, so that nothing is prepared for nobody. */
  readonly emit: ((event: VerifyEvent) => void) | undefined
  note(message: string): void
  /** Makes another caller by a provider state, when one has used up his quota. */
  renewCaller?: (operation: OperationPlan) => Promise<Identity | undefined>
  /** Whether the first caller was made by a provider state. */
  stateCaller?: boolean
  /** The document, for lines and columns, when it was given. */
  readonly document: LoadedDocument | undefined
  /** How exchanges were sent, for making them smaller. */
  readonly sendings: WeakMap<Exchange, Sending>
  /** Milliseconds since 1970, for dates in Retry-After. */
  readonly wallClock: () => number
}

/** A purpose as phases write it: who calls is filled in when the request is made. */
export type PurposeDraft = Omit<Purpose, 'credential'>

/** How a request is sent. */
export interface SendOptions {
  /** Who calls. Default: the first identity. */
  readonly identity?: Identity
  /** What the request carries in place of an identity's credential, and how that is called. */
  readonly credential?: {
    readonly use: CredentialUse
    readonly place: (request: WireRequest) => WireRequest
  }
  /** Sends the draft's idempotency key as it is, though it was used before. */
  readonly sameKeys?: true
  /** Judges as if the request were valid or not, where the document has nothing to say of it. */
  readonly verdict?: RequestVerdict
}

/** An exchange and what the checks said of it. */
export interface Sent {
  readonly exchange: Exchange
  /** What counts only after the engine has confirmed it. */
  readonly unconfirmed: readonly Sighting[]
}

/** Writes, sends and judges one request; `undefined` when it cannot be said or the run is over. */
export async function send(
  session: Session,
  operation: OperationPlan,
  draft: RequestDraft,
  purpose: PurposeDraft,
  options: SendOptions = {},
): Promise<Sent | undefined> {
  const about = purpose.contrast?.in === 'header' && isIdempotencyKey(purpose.contrast.name)
  const random = session.random.fork(`key/${session.gate.requests}/${operation.operationId}`)
  const fresh = options.sameKeys || about ? draft : withFreshKeys(operation, draft, random)
  const written = writeRequest(operation, fresh, session.settings.basePath)
  if (written === undefined) return undefined
  const withDefaults = addHeaders(written, session.settings)
  const verdict =
    options.verdict ??
    (draft.method === undefined
      ? judgeRequest(operation, written, session.settings.basePath)
      : validVerdict)
  const { request, use } = authorise(session, operation, withDefaults, options, draft.caller)
  const sent = await sendWritten(
    session,
    operation,
    request,
    { ...purpose, credential: use },
    verdict,
  )
  if (sent) session.sendings.set(sent.exchange, { draft, options })
  if (sent?.exchange.answer?.status !== 429 || use.kind !== 'sufficient') return sent
  // The caller has used up his quota: another one may go on, where states can make one.
  const renewed = options.identity ? undefined : await session.renewCaller?.(operation)
  if (renewed === undefined) {
    session.gate.close('budget', 'the server limits the rate of requests beyond the budget')
    return sent
  }
  const again = authorise(
    session,
    operation,
    withDefaults,
    { ...options, identity: renewed },
    undefined,
  )
  return sendWritten(
    session,
    operation,
    again.request,
    { ...purpose, credential: again.use },
    verdict,
  )
}

const validVerdict: RequestVerdict = { verdict: 'valid', violations: [] }

/** Sends a request that is written already, if the guard admits it. */
export async function sendWritten(
  session: Session,
  operation: OperationPlan,
  request: WireRequest,
  purpose: Purpose,
  verdict: RequestVerdict,
): Promise<Sent | undefined> {
  if (session.gate.over) return undefined
  const admission = await session.guard.check(request)
  if (admission.kind === 'refused') {
    session.coverage.of(operation).refusals.add(admission.refusal.message)
    return undefined
  }
  const sent = await sendAdmitted(session, operation, request, purpose, verdict)
  if (sent) noteEffect(session, sent.exchange, admission)
  return sent
}

/** Takes note of what a request made: the run may change it, and removes it at the end. */
function noteEffect(
  { creations, guard, ownership }: Session,
  exchange: Exchange,
  admission: Admission,
): void {
  guard.learn(exchange)
  const { operation, request } = exchange
  if (!isSuccess(exchange) || isReadingMethod(request.method)) return
  if (admission.kind === 'vacant' && request.method !== 'DELETE')
    ownership.own({ path: admission.path, provenance: 'made' })
  if (request.method === operation.method && guard.effects.get(operation) === 'adds')
    creations.push(exchange)
}

/** Sends what needs no leave: the engine's own requests to look at things and to put them back. */
export async function sendAdmitted(
  session: Session,
  operation: OperationPlan,
  request: WireRequest,
  purpose: Purpose,
  verdict: RequestVerdict,
): Promise<Sent | undefined> {
  const read = (outcome: WireOutcome): Exchange =>
    createExchange(
      operation,
      request,
      purpose,
      verdict,
      outcome,
      session.settings.maxResponseTime,
      session.secrets.values(),
    )
  const outcome = await transmit(session, request, (limited) => {
    judgeExchange(session, read(limited))
  })
  return outcome && judgeExchange(session, read(outcome))
}

/** Counts an exchange, tells of it and has every check look at it. */
function judgeExchange(session: Session, exchange: Exchange): Sent {
  const { operation, purpose, verdict } = exchange
  session.coverage.record(exchange)
  session.emit?.({
    type: 'exchange',
    operationId: operation.operationId,
    phase: purpose.phase,
    label: purpose.label,
    verdict: verdict.verdict,
    exchange: reportExchange(exchange, session.settings.origin, session.secrets),
    startedAt: new Date(session.wallClock() - exchange.milliseconds).toISOString(),
    requests: session.gate.requests,
  })
  const unconfirmed: Sighting[] = []
  for (const check of session.checks) {
    if (check.subject !== 'exchange') continue
    for (const observation of check.run(exchange)) {
      const sighting = { check, operation, observation, exchange }
      if (check.confirmed) unconfirmed.push(sighting)
      else report(session, sighting)
    }
  }
  return { exchange, unconfirmed }
}

/** A claim that the document marks as inferred was promised by nobody: to break it is a warning. */
function withPromisedSeverity(session: Session, sighting: Sighting): Sighting {
  const { check, observation } = sighting
  if (check.severity !== 'error' || !isInferred(session.api.document, observation.pointer))
    return sighting
  return { ...sighting, check: { ...check, severity: 'warning' } }
}

/** Counts a sighting, and tells listeners when its cause is new. */
export function report(session: Session, sighting: Sighting): void {
  const finding = session.collector.add(withPromisedSeverity(session, sighting))
  if (finding) session.emit?.({ type: 'finding', finding: reportFinding(session, finding) })
}

/** How many changes before an exchange are shown with it: a finding is to fit on a screen. */
const changesShown = 4

/** What the story checks see in a story. */
export function judgeStory(session: Session, story: Story): Sighting[] {
  return session.checks.flatMap((check) =>
    check.subject === story.kind
      ? check.run(story).map((observation) => ({
          check,
          operation: story.operation,
          observation,
          ...evidenceOf(story, observation),
        }))
      : [],
  )
}

/** The exchange that shows what was seen, and the changes that led to it. */
function evidenceOf(story: Story, observation: Observation): Pick<Sighting, 'exchange' | 'before'> {
  const exchanges = story.steps.map((step) => step.exchange)
  const exchange = observation.exchange ?? exchanges.at(-1)
  if (exchange === undefined) return {}
  const before = exchanges
    .slice(0, Math.max(0, exchanges.lastIndexOf(exchange)))
    .filter((earlier) => !['GET', 'HEAD', 'OPTIONS'].includes(earlier.request.method))
  return { exchange, before: before.slice(-changesShown) }
}

/** Sends, waits when asked to, and asks a second time before a hanging or dropped request counts. */
async function transmit(
  session: Session,
  request: WireRequest,
  onLimited: (outcome: WireOutcome) => void,
): Promise<WireOutcome | undefined> {
  const { gate, patience, transport } = session
  for (let attempt = 0; ; attempt++) {
    if (!(await gate.pass())) return undefined
    const limit = Math.min(patience.timeout(), gate.remaining() + 20)
    let outcome = await Promise.race([transport.send(request, limit), gate.aborted])
    if (outcome === undefined) return undefined
    // What was cut short by the budget says nothing of the server.
    const isCut = limit < patience.timeout() && outcome.kind === 'failure' && gate.over
    if (isCut) return undefined
    if (outcome.kind === 'failure') {
      outcome = await sendAgain(session, request, outcome)
      const reason = outcome.kind === 'failure' ? outcome.failure.reason : undefined
      if (reason === 'refused' || reason === 'stopped') {
        gate.close('unreachable', 'the server no longer takes connections')
      }
      if (reason === 'refused') return undefined
    }
    patience.learn(outcome)
    if (outcome.kind === 'failure' || outcome.response.status !== 429) return outcome
    const asked = retryAfter(outcome.response, session.wallClock)
    const wait = asked ?? 200 * 2 ** attempt
    if (attempt >= 3 || !gate.hold(wait)) return outcome
    onLimited(outcome)
    session.note(`The server answered 429; the run waited as it asked.`)
  }
}

async function sendAgain(
  session: Session,
  request: WireRequest,
  first: WireOutcome & { readonly kind: 'failure' },
): Promise<WireOutcome> {
  if (first.failure.reason === 'timeout' && session.patience.isExhausted()) return first
  // A server that is being restarted by its supervisor gets a moment.
  const pauses = first.failure.reason === 'refused' ? [50, 200, 500] : [20]
  let last: WireOutcome = first
  for (const pause of pauses) {
    await sleep(pause)
    last = await session.transport.send(request, session.patience.timeout() * 1.5)
    if (last.kind === 'response') return last
  }
  if (last.kind === 'response' || last.failure.reason !== 'refused') return first
  if (first.failure.reason === 'refused') return last
  // The request that ended the server counts, not that nobody listens any more.
  return { ...first, failure: { ...first.failure, reason: 'stopped' } }
}

export function addHeaders(request: WireRequest, settings: Settings): WireRequest {
  const own = new Set(request.headers.map(([name]) => name.toLowerCase()))
  const added = settings.headers.filter(([name]) => !own.has(name.toLowerCase()))
  return added.length === 0 ? request : { ...request, headers: [...request.headers, ...added] }
}

export function authorise(
  session: Session,
  operation: OperationPlan,
  request: WireRequest,
  options: SendOptions,
  caller: Identity | undefined,
): { readonly request: WireRequest; readonly use: CredentialUse } {
  if (options.credential) {
    return { request: options.credential.place(request), use: options.credential.use }
  }
  const identity = options.identity ?? caller ?? session.settings.identities[0]
  const requirement = identity && chooseRequirement(operation, identity)
  if (identity === undefined || requirement === undefined || requirement.length === 0) {
    if (isAnonymousAllowed(operation)) return { request, use: { kind: 'not-needed' } }
    const schemes = operation.model.security.flat().map(({ scheme }) => scheme)
    return { request, use: { kind: 'unavailable', schemes: [...new Set(schemes)] } }
  }
  return {
    request: applyRequirement(operation, request, requirement, identity),
    use: { kind: 'sufficient', identity: identity.name },
  }
}
