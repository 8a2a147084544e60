import { isAnonymousAllowed } from '../credentials/identity.ts'
import { type CredentialCase, noCredential } from '../engine/credential-case.ts'
import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Sent, Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import { type Base, createBase } from '../knowledge/base.ts'
import { draftOperation, makeContext } from '../knowledge/draft-operation.ts'
import { type Knowledge, resourceOf } from '../knowledge/knowledge.ts'
import { unknownId } from '../knowledge/unknown-id.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import { bodyCases } from './body-cases.ts'
import type { Case } from './case.ts'
import { createControl } from './control.ts'
import { credentialCases, foreignSchemeCases } from './credential-cases.ts'
import { parameterCases } from './parameter-cases.ts'

/** Every operation that needs a credential, without one, with wrong ones, and before anything else is judged. */
export async function runSecurity(session: Session, knowledge: Knowledge): Promise<void> {
  const guarded = session.api.operations.filter((operation) => !isAnonymousAllowed(operation))
  await runLanes(guarded, session.settings.concurrency, (operation) =>
    secure(session, knowledge, operation),
  )
}

async function secure(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
): Promise<void> {
  const random = session.random.fork(`security/${operation.operationId}`)
  const baseline = knowledge.baselines.get(operation)
  const style = { optional: false, fullness: 'full', references: true, random } as const
  const drafted = baseline?.draft ?? draftOperation(session, knowledge, operation, style)?.draft
  if (drafted === undefined) return
  const base = await createBase(session, knowledge, operation, drafted)
  const control = createControl(session, operation, base, 'security')
  const known =
    resourceOf(knowledge, operation) === undefined ? 'none' : baseline ? 'known' : 'guessed'
  const ask = async (
    draft: RequestDraft,
    credential: CredentialCase,
    label: string,
    more: { resource?: 'unknown'; contrast?: Case['contrast']; uncounted?: true } = {},
  ): Promise<number> => {
    const ask = async (): Promise<Sent | undefined> => {
      const sent = await send(session, operation, draft, {
        phase: 'security',
        label,
        resource: more.resource ?? known,
        ...(more.contrast ? { contrast: more.contrast } : {}),
        options: { credential },
      })
      if (sent && isSuccess(sent.exchange)) await replace(base)
      return sent
    }
    const sent = await ask()
    const isCounted = baseline !== undefined && more.resource === undefined && !more.uncounted
    if (isCounted) await control.after('credentials', sent, ask, 'refusal')
    return sent?.exchange.answer?.status ?? 0
  }
  let current = base.draft
  const replace = async (used: Base): Promise<void> => {
    used.used()
    current = (await used.refresh(used.draft)) ?? current
  }
  const status = await ask(current, noCredential, 'without a credential')
  // What was sent before and is taken now must look like anything else to other callers.
  if (operation.method === 'POST')
    await ask(drafted, noCredential, 'without a credential, once more', { uncounted: true })
  // What is open to everybody tells nothing new of credentials.
  if (status >= 200 && status < 300) return control.finish()
  const foreign = foreignSchemeCases(operation, session.settings.identities[0])
  const open = new Set<string | undefined>()
  for (const credential of [
    ...foreign,
    ...credentialCases(operation, current.caller ?? session.settings.identities[0], random),
  ]) {
    if (session.gate.over) return
    if (credential.scheme !== undefined && open.has(credential.scheme)) continue
    const { use } = credential
    const label = use.kind === 'bad' ? use.label : 'a bad credential'
    const answered = await ask(current, credential, label)
    // Neither do more wrong secrets where any secret opens.
    const isOpen = answered >= 200 && answered < 300 && use.kind === 'bad' && use.how === 'wrong'
    if (isOpen) open.add(credential.scheme)
  }
  if (baseline) await control.finish()
  if (status !== 401 && status !== 403) return
  if (operation.method === 'GET') {
    await send(
      session,
      operation,
      { ...current, method: 'HEAD' },
      {
        phase: 'security',
        label: 'its HEAD without a credential',
        resource: known,
        undocumentedMethod: true,
        options: { credential: noCredential },
      },
    )
  }
  const context = makeContext(session, knowledge, style)
  const invalid = [
    ...parameterCases(session, operation, current, context),
    ...bodyCases(session, knowledge, operation, { base: current, context, style }),
  ].filter(
    (trial) =>
      trial.unusual === undefined &&
      trial.breaks === true &&
      ['required', 'type', 'maximum', 'maxLength', 'enum'].includes(trial.contrast.keyword),
  )
  for (const trial of pickSome(invalid)) {
    if (session.gate.over) return
    await ask(trial.draft, noCredential, `without a credential, ${trial.contrast.label}`, {
      uncounted: true,
    })
  }
  await askForUnknownThing(session, knowledge, operation, { draft: current, ask })
}

/** A few differences of different kinds: what leaks of validation, leaks with any. */
function pickSome(cases: readonly Case[]): Case[] {
  const byKind = new Map<string, Case>()
  for (const trial of cases) {
    const key = `${trial.contrast.in} ${trial.contrast.keyword}`
    if (!byKind.has(key)) byKind.set(key, trial)
  }
  return [...byKind.values()].slice(0, 6)
}

/** A thing that does not exist must look the same to other callers as one that does. */
async function askForUnknownThing(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  {
    draft,
    ask,
  }: {
    readonly draft: RequestDraft
    readonly ask: (
      draft: RequestDraft,
      credential: CredentialCase,
      label: string,
      more: { resource?: 'unknown'; contrast?: Case['contrast'] },
    ) => Promise<number>
  },
): Promise<void> {
  const name = pathParameters(operation.path).at(-1)
  const id = name === undefined ? undefined : draft.path[name]
  if (name === undefined || id === undefined || !knowledge.baselines.has(operation)) return
  if (session.gate.over) return
  const contrast: Case['contrast'] = {
    in: 'path',
    name,
    keyword: 'existence',
    pointer: operation.pointer,
    ordinary: false,
    label: 'a thing that does not exist',
  }
  const path = { ...draft.path, [name]: unknownId(id, 1) }
  await ask({ ...draft, path }, noCredential, 'without a credential, an unknown id', {
    resource: 'unknown',
    contrast,
  })
}
