import { report } from '../engine/report-sighting.ts'
import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { PhaseName } from '../exchange/purpose.ts'
import { fingerprintOf, type Sighting } from '../findings/collector.ts'
import { type Base, createBase } from '../knowledge/base.ts'
import { type DraftStyle, makeContext } from '../knowledge/draft-operation.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { namesStatus, type OperationPlan } from '../plan/operation-plan.ts'
import type { RequestDraft } from '../request/draft.ts'
import { bodyCases } from './body-cases.ts'
import type { Case } from './case.ts'
import { combinedDrafts } from './combined-drafts.ts'
import { createControl } from './control.ts'
import { parameterCases } from './parameter-cases.ts'
import { endsSessions } from './preparation.ts'

/** Both sides of every boundary of every operation that was driven to success, one difference at a time. */
export async function runCoverage(session: Session, knowledge: Knowledge): Promise<void> {
  const operations = session.api.operations.filter(
    (operation) => knowledge.baselines.has(operation) && !endsSessions(operation),
  )
  await runLanes(operations, session.settings.concurrency, (operation) =>
    coverOperation(session, knowledge, operation),
  )
}

async function coverOperation(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<void> {
  const baseline = knowledge.baselines.get(operation)
  if (baseline === undefined) return
  const random = session.random.fork(`coverage/${operation.operationId}`)
  const style: DraftStyle = { optional: false, fullness: 'full', references: true, random }
  const base = await createBase(session, knowledge, operation, baseline.draft)
  const cases = coverageCases(session, knowledge, operation, { draft: base.draft, style })
  await runCases({ session, knowledge, operation, base, phase: 'coverage' }, cases)
}

/** Everything that the coverage phase tries of an operation, as differences to one request. */
export function coverageCases(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  { draft, style }: { readonly draft: RequestDraft; readonly style: DraftStyle },
): Case[] {
  const context = makeContext(session, knowledge, style)
  const cases = [
    ...parameterCases(session, operation, draft, context),
    ...bodyCases(session, knowledge, operation, { base: draft, context, style }),
    ...acceptCases(operation, draft),
  ]
  const seen = new Set<string>()
  return cases.filter((trial) => {
    const label = trial.contrast.keyword === 'syntax' ? trial.contrast.label : ''
    const key = JSON.stringify([trial.draft, label])
    return !seen.has(key) && seen.add(key)
  })
}

/** The kind that a case counts for; `undefined` for unusual messages, which may be refused below the document's level. */
export function kindOf(trial: Case): 'valid' | 'invalid' | undefined {
  if (trial.unusual) return undefined
  return trial.breaks ? 'invalid' : 'valid'
}

/** What all cases of an operation that are sent in one phase share. */
interface CaseRun {
  readonly session: Session
  readonly knowledge: Knowledge
  readonly operation: OperationPlan
  readonly base: Base
  readonly phase: PhaseName
}

/** Sends cases in order, each with what it needs, and confirms what must be confirmed. */
async function runCases(run: CaseRun, cases: readonly Case[]): Promise<void> {
  const { session, operation, base, phase } = run
  const control = createControl(session, operation, base, phase)
  for (const trial of cases) {
    if (session.gate.over) break
    await control.before()
    const first = await runCase(run, trial)
    const told =
      first && !isSuccess(first.exchange) && (await takesBeside(run, trial))
        ? { ...trial, contrast: { ...trial.contrast, ordinary: true } }
        : trial
    const sent = told === trial ? first : await runCase(run, told)
    const pending = sent?.unconfirmed.filter((sighting) => !session.collector.has(sighting)) ?? []
    if (sent && pending.length > 0) {
      await confirm(run, told, pending)
    }
    const kind = kindOf(trial)
    if (kind === undefined) continue
    const again = (): Promise<Sent | undefined> => runCase(run, trial)
    const isElsewhere = trial.contrast.in === 'path' || trial.resource !== undefined
    await control.after(kind, sent, again, isElsewhere ? 'refusal' : undefined)
  }
  await control.finish()
}

/** Whether everything on both sides of a case is taken, so that it must be too. */
async function takesBeside(run: CaseRun, { beside = [], ...trial }: Case): Promise<boolean> {
  for (const draft of beside) {
    const label = `${trial.contrast.label}: one of the two`
    const contrast = { ...trial.contrast, ordinary: false, label }
    const sent = await runCase(run, { ...trial, draft, contrast })
    if (sent === undefined || !isSuccess(sent.exchange)) return false
  }
  return beside.length > 0
}

async function runCase(
  { session, operation, base, phase }: CaseRun,
  trial: Case,
): Promise<Sent | undefined> {
  const draft = await refreshAround(base, trial)
  if (draft === undefined) return undefined
  const sent = await send(session, operation, draft, {
    phase,
    label: trial.contrast.label,
    resource: trial.resource ?? (operation.path.includes('{') ? 'known' : 'none'),
    contrast: trial.contrast,
    ...(trial.unusual ? { unusual: true } : {}),
  })
  if (sent && isSuccess(sent.exchange)) base.used()
  return sent
}

/** A refreshed request that still has the case's difference. */
async function refreshAround(base: Base, trial: Case): Promise<RequestDraft | undefined> {
  const refreshed = await base.refresh(trial.draft)
  if (refreshed === undefined || trial.contrast.in !== 'body') return refreshed
  const varied = trial.draft.body
  if (varied?.kind !== 'value' || refreshed.body?.kind !== 'value') return refreshed
  const [top] = trial.contrast.name.split('.')
  const own = varied.value
  const renewed = refreshed.body.value
  if (top === undefined || top === '' || typeof own !== 'object' || own === null) {
    return { ...refreshed, body: varied }
  }
  if (
    typeof renewed !== 'object' ||
    renewed === null ||
    Array.isArray(own) ||
    Array.isArray(renewed)
  ) {
    return { ...refreshed, body: varied }
  }
  const merged = { ...renewed }
  if (Object.hasOwn(own, top)) Reflect.set(merged, top, Reflect.get(own, top))
  else Reflect.deleteProperty(merged, top)
  return { ...refreshed, body: { ...varied, value: merged } }
}

/** The base must succeed again, and the difference must be refused again in the same way. */
async function confirm(run: CaseRun, trial: Case, pending: Sent['unconfirmed']): Promise<void> {
  const { session, operation, base, phase } = run
  const again = await base.refresh(base.draft)
  if (again === undefined) return
  const good = await send(session, operation, again, {
    phase,
    label: 'the request without the difference, once more',
    resource: 'known',
  })
  if (good === undefined || !isSuccess(good.exchange)) return
  base.used()
  const repeated = await runCase(run, trial)
  if (repeated === undefined) return
  const refusal = repeated.unconfirmed.find(({ check }) => check.id === 'valid-request-refused')
  const excused = refusal !== undefined && (await isTakenInCombination(run, trial, repeated))
  const wanted = new Set(pending.map(fingerprintOf))
  for (const sighting of repeated.unconfirmed) {
    if (!wanted.has(fingerprintOf(sighting)) || speaksOfState(session, sighting)) continue
    if (excused && sighting.check === refusal?.check) continue
    report(session, sighting)
  }
}

/** Whether a refused difference is taken, or refused for another reason, beside other values. */
async function isTakenInCombination(run: CaseRun, trial: Case, refused: Sent): Promise<boolean> {
  const { session, knowledge, operation } = run
  const random = session.random.fork(`company/${operation.operationId}`)
  const style: DraftStyle = { optional: true, fullness: 'full', references: true, random }
  const label = `${trial.contrast.label}, beside other values`
  for (const draft of combinedDrafts(session, knowledge, { operation, style }, trial)) {
    const contrast = { ...trial.contrast, ordinary: false, label }
    const sent = await runCase(run, { draft, contrast })
    const status = sent?.exchange.answer?.status
    if (status !== undefined && status !== refused.exchange.answer?.status) return true
  }
  return false
}

/**
 * Whether a valid request was refused with a documented status that nothing invalid is refused with here: beside a 400
 * for the schema, a 422 says that the account holds too little, not that the request is malformed.
 */
function speaksOfState(session: Session, { check, operation, exchange }: Sighting): boolean {
  const status = exchange?.answer?.status
  const { refusedWith } = session.coverage.of(operation)
  // Other refusals speak of the message: its media type, its length, what may be answered.
  if (check.id !== 'valid-request-refused' || (status !== 400 && status !== 422)) return false
  return namesStatus(operation, status) && refusedWith.size > 0 && !refusedWith.has(status)
}

/** What the caller accepts: any documented media type by itself, none of them, and compressed bodies. */
function acceptCases(operation: OperationPlan, base: RequestDraft): Case[] {
  const given = (name: string, value: string, unusual: boolean): Case => ({
    draft: { ...base, extraHeaders: [[name, value]] },
    contrast: {
      in: 'header',
      name,
      keyword: 'accept',
      pointer: operation.pointer,
      ordinary: false,
      label: `${name}: ${value}`,
    },
    ...(unusual ? { unusual: true as const } : {}),
  })
  const cases = [given('Accept', 'application/x-concordat-unknown', true)]
  if (operation.method === 'DELETE') return cases
  const types = new Set(
    operation.model.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ content }) =>
        content.map(({ mediaType }) => mediaType.split(';')[0]?.trim() ?? ''),
      ),
  )
  for (const type of types)
    if (type !== '' && types.size > 1) cases.push(given('Accept', type, false))
  return [...cases, given('Accept', '*/*', false), given('Accept-Encoding', 'gzip', false)]
}
