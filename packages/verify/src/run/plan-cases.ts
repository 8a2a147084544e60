import { isAnonymousAllowed } from '../credentials/identity.ts'
import type { Refusal } from '../engine/guard.ts'
import type { Session } from '../engine/session.ts'
import { type DraftStyle, draftOperation, preferredBody } from '../knowledge/draft-operation.ts'
import { createKnowledge, type Knowledge } from '../knowledge/knowledge.ts'
import { coverageCases, kindOf } from '../phases/coverage-phase.ts'
import { credentialCases, foreignSchemeCases } from '../phases/credential-cases.ts'
import { exampleDrafts } from '../phases/examples-phase.ts'
import { draws, isDrawn } from '../phases/generation-phase.ts'
import { type PlannedMethods, plannedMethods } from '../phases/method-cases.ts'
import { endsSessions } from '../phases/preparation.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { findResources, itemPrefixes, pathKey, type Resource } from '../plan/resource.ts'
import { writeRequest } from '../request/write-request.ts'

/**
 * Counts what the document implies, before the first request: what is not sent later, for whatever reason, was planned
 * all the same.
 */
export function planCases(session: Session, pools: Knowledge['pools']): void {
  const knowledge = createKnowledge(session, pools)
  const { phases } = session.settings
  for (const operation of session.api.operations) {
    if (!endsSessions(operation)) planOperation(session, knowledge, operation)
  }
  if (phases.has('coverage')) {
    for (const operations of session.api.paths.values()) {
      const planned = plannedMethods(session, operations)
      if (planned === undefined) continue
      session.cases.plan(planned.operation, 'methods', planned.tried)
      for (const sentence of withheldSentences(planned.withheld))
        session.cases.withhold(planned.operation, sentence)
    }
  }
  if (phases.has('stateful')) planStories(session)
  if (phases.has('security') && session.settings.identities.length > 1) planCallers(session)
}

/** One sentence for each reason for which methods are not sent. */
function withheldSentences(withheld: PlannedMethods['withheld']): string[] {
  const named = (kind: Refusal['kind']): string =>
    withheld
      .filter(({ refusal }) => refusal.kind === kind)
      .map(({ method }) => method)
      .join(', ')
  const sentences: readonly (readonly [Refusal['kind'], string])[] = [
    ['filtered-out', 'they were filtered out'],
    ['safe', '--safe sends GET, HEAD and OPTIONS only'],
    ['not-made-here', 'they could change what this run did not make; --destructive sends them'],
  ]
  return sentences.flatMap(([kind, why]) => {
    const list = named(kind)
    return list === '' ? [] : [`Undocumented methods not sent: ${list} (${why}).`]
  })
}

function planOperation(session: Session, knowledge: Knowledge, operation: OperationPlan): void {
  const { cases, settings } = session
  const { phases } = settings
  const random = session.random.fork(`coverage/${operation.operationId}`)
  const hasExample = (preferredBody(operation)?.model.examples.length ?? 0) > 0
  const style: DraftStyle = { optional: false, fullness: 'full', references: true, random }
  const example = hasExample ? { example: 0 } : {}
  const drafted = draftOperation(session, knowledge, operation, { ...style, ...example })
  if (drafted === undefined) return
  const { draft } = drafted
  if (phases.has('examples'))
    cases.plan(operation, 'examples', exampleDrafts(session, operation, draft).length)
  if (phases.has('coverage')) {
    for (const trial of coverageCases(session, knowledge, operation, { draft, style })) {
      const kind = kindOf(trial)
      // Whether a boundary of an id names something that is not the run's is not the document's to say.
      const isAnywhere = trial.contrast.in === 'path' && kind === 'valid'
      const effect = session.guard.effects.get(operation)
      if (isAnywhere && effect === 'changes' && settings.mode === 'default') {
        cases.withhold(
          operation,
          'Values of its path at their bounds not sent: they could name what this run did not make; --destructive sends them.',
        )
        continue
      }
      const isSayable = writeRequest(operation, trial.draft, settings.basePath) !== undefined
      if (kind !== undefined && isSayable) cases.plan(operation, kind, 1)
    }
  }
  if (phases.has('generation') && isDrawn(operation)) cases.plan(operation, 'generated', draws)
  if (phases.has('security') && !isAnonymousAllowed(operation)) {
    const [caller] = settings.identities
    const bad = [
      ...foreignSchemeCases(operation, caller),
      ...credentialCases(operation, caller, session.random.fork('planned')),
    ]
    cases.plan(operation, 'credentials', bad.length + 1)
  }
}

/** Stories that the operations of a kind of thing allow to be played to their end. */
function planStories(session: Session): void {
  const { cases } = session
  for (const resource of findResources(session.api).values()) {
    const { create, read, remove, updates } = resource
    if (create === undefined || read === undefined) continue
    cases.planStory(create, 'create')
    for (const update of updates) if (update !== create) cases.planStory(update, 'update')
    const isAtOnce = remove?.model.responses.some(
      ({ status }) => /^2/.test(status) && status !== '202',
    )
    if (remove && isAtOnce) cases.planStory(remove, 'delete')
  }
  for (const operation of session.api.operations) {
    if (operation.method === 'GET' && !endsSessions(operation)) cases.planStory(operation, 'repeat')
  }
}

/** What one caller makes, asked for by another. */
function planCallers(session: Session): void {
  const resources = findResources(session.api)
  for (const operation of session.api.operations) {
    const resource = resourceAt(resources, operation)
    const isOwned = (resource?.create?.model.security.length ?? 0) > 0
    if (isOwned && operation !== resource?.create && operation.model.security.length > 0)
      session.cases.plan(operation, 'callers', 1)
  }
}

function resourceAt(
  resources: ReadonlyMap<string, Resource>,
  operation: OperationPlan,
): Resource | undefined {
  const prefix = itemPrefixes(operation.path).at(-1)
  return prefix === undefined ? undefined : resources.get(pathKey(prefix))
}
