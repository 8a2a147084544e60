import type { Identity } from '../credentials/identity.ts'
import type { Session } from '../engine/session.ts'
import { shrinkFindings } from '../engine/shrink.ts'
import { createKnowledge, type Knowledge } from '../knowledge/knowledge.ts'
import type { VerifyOptions } from '../options.ts'
import { runCoverage } from '../phases/coverage-phase.ts'
import { runExamples } from '../phases/examples-phase.ts'
import { runGeneration } from '../phases/generation-phase.ts'
import { runMethods } from '../phases/method-cases.ts'
import { prepare } from '../phases/preparation.ts'
import { runSecurity } from '../phases/security-phase.ts'
import { runClearings, runIdentities, runStateful } from '../phases/stateful-phase.ts'
import { prepareByStates, runStates } from '../phases/states-phase.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { namedSuccess } from '../states/named-success.ts'
import { ownState } from '../states/own-state.ts'
import { openStateBook, type StateBook } from '../states/state-book.ts'
import { statesAt } from '../states/state-client.ts'
import { cleanUp, type LeftBehind } from './clean-up.ts'

/** The phases in the order in which they are worth most, and in which they disturb each other least. */
export async function runPhases(session: Session, options: VerifyOptions): Promise<LeftBehind[]> {
  const book = await openStates(session, options)
  const knowledge = createKnowledge(session, options.pools ?? {}, book)
  if (book) session.renewCaller = (operation) => renewCaller(operation, book)
  try {
    await playPhases(session, knowledge)
    return await cleanUp(session, knowledge)
  } finally {
    await book?.tearDown()
  }
}

async function openStates(
  session: Session,
  { states }: VerifyOptions,
): Promise<StateBook | undefined> {
  if (states === undefined) return undefined
  const provider =
    typeof states === 'string' || states instanceof URL ? statesAt(new URL(states)) : states
  const onIdentity = (identity: Identity): void => {
    for (const [scheme, value] of identity.credentials) {
      session.secrets.add('default', scheme, value)
    }
    const [first] = session.settings.identities
    // What the user gave stays; what he did not give, the state gives.
    if (first === undefined || first.credentials.size === 0 || session.stateCaller) {
      session.stateCaller = true
      session.settings.identities[0] = identity
    }
  }
  return openStateBook(session.api, provider, {
    onIdentity,
    onSetUp: (state) => ownState(session.ownership, session.settings.basePath, state),
  })
}

/** Another caller with the same rights, as the state of an operation's success makes him. */
async function renewCaller(
  operation: OperationPlan,
  book: StateBook,
): Promise<Identity | undefined> {
  const success = namedSuccess(operation)
  const [name] = success === undefined ? [] : book.find(operation, success)
  const state = name === undefined ? undefined : await book.setUp(name)
  return state?.identity
}

async function playPhases(session: Session, knowledge: Knowledge): Promise<void> {
  const wants = session.settings.phases
  session.emit?.({ type: 'phase', phase: 'preparation' })
  if (knowledge.book) await prepareByStates(session, knowledge, knowledge.book)
  await prepare(session, knowledge)
  if (wants.has('examples')) {
    session.emit?.({ type: 'phase', phase: 'examples' })
    await runExamples(session, knowledge)
  }
  if (wants.has('stateful')) {
    session.emit?.({ type: 'phase', phase: 'stateful' })
    await runStateful(session, knowledge)
  }
  if (wants.has('security')) {
    session.emit?.({ type: 'phase', phase: 'security' })
    await runIdentities(session, knowledge)
    await runSecurity(session, knowledge)
  }
  if (wants.has('coverage')) {
    session.emit?.({ type: 'phase', phase: 'coverage' })
    await runCoverage(session, knowledge)
  }
  if (wants.has('generation')) {
    session.emit?.({ type: 'phase', phase: 'generation' })
    await runGeneration(session, knowledge)
  }
  if (session.collector.all().length > 0) {
    session.emit?.({ type: 'phase', phase: 'shrinking' })
    await shrinkFindings(session)
  }
  // Last, because a served method may take away what others need.
  if (wants.has('coverage')) await runMethods(session, knowledge)
  if (wants.has('stateful')) await runClearings(session, knowledge)
  if (knowledge.book) {
    session.emit?.({ type: 'phase', phase: 'states' })
    await runStates(session, knowledge, knowledge.book)
  }
}
