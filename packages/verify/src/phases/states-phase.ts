import { send, sendWritten } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { isSuccess } from '../exchange/exchange.ts'
import type { CredentialUse } from '../exchange/purpose.ts'
import { draftFromState, namesPath } from '../knowledge/draft-from-state.ts'
import { type Knowledge, resourceOf } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { judgeRequest } from '../request/judge-request.ts'
import { namedSuccess } from '../states/named-success.ts'
import type { StateRequest } from '../states/provider-states.ts'
import type { StateBook, StateWorld } from '../states/state-book.ts'
import type { HeaderField, WireRequest } from '../transport/wire-exchange.ts'

/** Drives operations to success with what states make: called first, so that every later phase has something to vary. */
export async function prepareByStates(
  session: Session,
  knowledge: Knowledge,
  book: StateBook,
): Promise<void> {
  for (const operation of session.api.operations) {
    if (session.gate.over) return
    if (knowledge.baselines.has(operation)) continue
    const status = namedSuccess(operation)
    const [name] = status === undefined ? [] : book.find(operation, status)
    if (name === undefined) continue
    const state = await book.setUp(name)
    const draft = state && draftFromState(session, knowledge, operation, state)
    if (state === undefined || draft === undefined) continue
    const sent = await send(session, operation, draft, {
      phase: 'examples',
      label: `in the state "${name}"`,
      resource: namesPath(operation, state) ? 'known' : 'guessed',
      options: state.identity ? { identity: state.identity } : {},
    })
    if (sent === undefined || !isSuccess(sent.exchange)) continue
    const own = state.identity ? { ...draft, caller: state.identity } : draft
    knowledge.baselines.set(operation, { draft: own, exchange: sent.exchange })
    rememberState(knowledge, operation, state)
  }
}

function rememberState(knowledge: Knowledge, operation: OperationPlan, state: StateWorld): void {
  const resource = resourceOf(knowledge, operation)
  if (resource === undefined || operation.method === 'DELETE') return
  const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')
  const values = names.map((name) => state.params[name])
  if (values.every((value) => value !== undefined)) {
    knowledge.remember({ resource, values, created: false })
  }
}

/** Every documented answer that was not seen yet and that some state makes possible. */
export async function runStates(
  session: Session,
  knowledge: Knowledge,
  book: StateBook,
): Promise<void> {
  for (const operation of session.api.operations) {
    for (const { status } of operation.model.responses) {
      if (session.gate.over) return
      if ((session.coverage.of(operation).seen.get(status) ?? 0) > 0) continue
      for (const name of book.find(operation, status)) {
        const state = await book.setUp(name)
        if (state === undefined) continue
        await askInState(session, knowledge, operation, { state, status })
        if ((session.coverage.of(operation).seen.get(status) ?? 0) > 0) break
      }
    }
  }
}

async function askInState(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  { state, status }: { readonly state: StateWorld; readonly status: string },
): Promise<void> {
  const purpose = {
    phase: 'examples',
    label: `${status} in the state "${state.name}"`,
    resource: 'guessed',
    unusual: true,
    state: { name: state.name, status },
  } as const
  const given = state.request(operation, status)
  if (given) {
    const request = wireRequest(given)
    const use: CredentialUse = { kind: 'sufficient', identity: 'default' }
    // What a state makes unusual is its own affair: a caller who may not, a method that is not there.
    const documented = given.method.toUpperCase() === operation.method
    const verdict = documented
      ? judgeRequest(operation, request, session.settings.basePath)
      : ({ verdict: 'ambiguous', violations: [] } as const)
    await sendWritten(session, operation, {
      request,
      purpose: { ...purpose, credential: use },
      verdict,
    })
    return
  }
  const draft = draftFromState(session, knowledge, operation, state)
  if (draft === undefined) return
  await send(session, operation, draft, {
    ...purpose,
    options: state.identity ? { identity: state.identity } : {},
  })
}

function wireRequest(given: StateRequest): WireRequest {
  const headers: HeaderField[] = Object.entries(given.headers)
  const body =
    given.body !== undefined
      ? new TextEncoder().encode(given.body)
      : given.bodyBytes === undefined
        ? undefined
        : new Uint8Array(given.bodyBytes).fill(0x20)
  return {
    method: given.method.toUpperCase(),
    target: given.path,
    headers: headers.some(([name]) => name.toLowerCase() === 'accept')
      ? headers
      : [['Accept', '*/*'], ...headers],
    ...(body ? { body } : {}),
  }
}
