import type { Refusal } from '../engine/guard.ts'
import { runLanes } from '../engine/run-lanes.ts'
import { send } from '../engine/send.ts'
import type { Session } from '../engine/session.ts'
import { createThing } from '../knowledge/create-thing.ts'
import { freshen } from '../knowledge/freshen.ts'
import { anyThing, type Knowledge, resourceOf } from '../knowledge/knowledge.ts'
import { withThing } from '../knowledge/place-thing.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { findResources, itemPrefixes, pathKey, pathParameters } from '../plan/resource.ts'
import { type DraftBody, emptyDraft, type RequestDraft } from '../request/draft.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'] as const

/** Every method that the document does not have, at every path, with a thing that exists where the path names one. */
export async function runMethods(session: Session, knowledge: Knowledge): Promise<void> {
  const paths = [...session.api.paths.values()]
  await runLanes(paths, session.settings.concurrency, async (operations) => {
    const [first] = operations
    // Of what is called in the same way as something else nothing is judged.
    if (first === undefined || session.api.overlapping.includes(first)) return
    const documented = new Set(operations.map(({ method }) => method))
    for (const method of methods) {
      if (documented.has(method) || session.gate.over) continue
      // Another template may cover the same path: `/books/{id}` also matches what `/books/all` names.
      if (isCoveredElsewhere(session, first, method)) continue
      const target = counted(session, operations) ?? first
      const draft = await methodDraft(session, knowledge, first, method)
      if (draft === undefined) {
        session.cases.unsound(target, 'methods', 'there was no thing to try them on')
        return
      }
      const sent = await send(session, first, draft, {
        phase: 'coverage',
        label: `${method}, which the document does not have here`,
        resource: 'known',
        undocumentedMethod: true,
      })
      if (sent && sent.exchange.answer?.status !== 429)
        session.cases.sound(target, 'methods', sent.exchange)
    }
  })
}

/** The operation of a path that its methods are counted for: the first that is verified. */
function counted(
  session: Session,
  operations: readonly OperationPlan[],
): OperationPlan | undefined {
  return operations.find((operation) => session.api.operations.includes(operation))
}

/** Methods that the document does not have at a path. */
export interface PlannedMethods {
  /** The operation that they are counted for. */
  readonly operation: OperationPlan
  /** How many are tried. */
  readonly tried: number
  /** Those that may not be sent, with the reason. */
  readonly withheld: readonly { readonly method: string; readonly refusal: Refusal }[]
}

/** Tells, from the document and the user's choices alone, which methods are tried at a path. */
export function plannedMethods(
  session: Session,
  operations: readonly OperationPlan[],
): PlannedMethods | undefined {
  const operation = counted(session, operations)
  if (operation === undefined || session.api.overlapping.includes(operation)) return undefined
  const documented = new Set(operations.map(({ method }) => method))
  const candidates = methods.filter(
    (method) => !documented.has(method) && !isCoveredElsewhere(session, operation, method),
  )
  const isOwn = operation.path.includes('{') && isMade(session, operation)
  const withheld = candidates.flatMap((method) => {
    const refusal = session.guard.forbids(method, operation.path, isOwn)
    return refusal === undefined ? [] : [{ method, refusal }]
  })
  return { operation, tried: candidates.length - withheld.length, withheld }
}

/** Whether the document can make the thing that a path names. */
function isMade(session: Session, operation: OperationPlan): boolean {
  const prefix = itemPrefixes(operation.path).at(-1)
  const resource = prefix && findResources(session.api).get(pathKey(prefix))
  return resource !== undefined && resource !== '' && resource.create !== undefined
}

async function methodDraft(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  method: string,
): Promise<RequestDraft | undefined> {
  const known = [...(session.api.paths.get(operation.path) ?? [])]
    .map((sibling) => knowledge.baselines.get(sibling)?.draft)
    .find((draft) => draft !== undefined)
  const sample = (session.api.paths.get(operation.path) ?? []).find(
    (sibling) => knowledge.baselines.get(sibling)?.draft.body !== undefined,
  )
  const body = ['POST', 'PUT', 'PATCH'].includes(method)
    ? sampleBody(session, knowledge, sample)
    : undefined
  const base: RequestDraft = {
    ...emptyDraft,
    path: known?.path ?? {},
    query: known?.query ?? {},
    header: known?.header ?? {},
    method,
    ...(body ? { body } : {}),
  }
  const resource = resourceOf(knowledge, operation)
  if (resource === undefined) return base
  const own = method === 'GET' ? undefined : await createThing(session, knowledge, resource)
  if (own) knowledge.forget(own.thing)
  const thing = own?.thing ?? anyThing(knowledge, resource)
  if (thing) return withThing(operation, base, thing)
  return pathParameters(operation.path).every((name) => Object.hasOwn(base.path, name))
    ? base
    : undefined
}

/** A body that a sibling operation takes, with new texts, so that nothing else speaks against it. */
function sampleBody(
  session: Session,
  knowledge: Knowledge,
  sibling: OperationPlan | undefined,
): DraftBody {
  const known = sibling && knowledge.baselines.get(sibling)?.draft.body
  if (sibling === undefined || known?.kind !== 'value') {
    return { kind: 'value', mediaType: 'application/json', value: {} }
  }
  const value = freshen(session, sibling, known.value, knowledge.serial())
  return value === undefined ? known : { ...known, value }
}

function isCoveredElsewhere(session: Session, operation: OperationPlan, method: string): boolean {
  const segments = operation.path.split('/')
  return session.api.documented.some((other) => {
    if (other === operation || other.method !== method) return false
    const theirs = other.path.split('/')
    if (theirs.length !== segments.length) return false
    return theirs.every(
      (segment, index) =>
        segment === segments[index] || segment.includes('{') || segments[index]?.includes('{'),
    )
  })
}
