import type { Session } from '../engine/session.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { pathParameters } from '../plan/resource.ts'
import type { RequestDraft } from '../request/draft.ts'
import { headerValue } from '../transport/wire-exchange.ts'
import { type Knowledge, resourceOf } from './knowledge.ts'
import { readThing } from './read-thing.ts'

/** Conditions that an operation may ask for, and the header of a reading that fulfils each. @see RFC 9110, 13.1 */
const validators: Readonly<Record<string, string>> = {
  'if-match': 'etag',
  'if-unmodified-since': 'last-modified',
}

/** The draft with the ETag, or the date of change, that its thing has now, where the draft carries a condition. */
export async function withCurrentTag(
  session: Session,
  knowledge: Knowledge,
  operation: OperationPlan,
  draft: RequestDraft,
): Promise<RequestDraft> {
  const resource = resourceOf(knowledge, operation)
  const conditions = operation.parameters.flatMap(({ model: { in: place, name } }) => {
    const validator = validators[name.toLowerCase()]
    const given = place === 'header' && Object.hasOwn(draft.header, name)
    return validator !== undefined && given ? [{ name, validator }] : []
  })
  if (resource === undefined || conditions.length === 0) return draft
  const values = pathParameters(operation.path).map((own) => draft.path[own] ?? '')
  const read = await readThing(session, knowledge, { resource, values, created: true })
  const header = { ...draft.header }
  for (const { name, validator } of conditions) {
    const tag = read?.answer && headerValue(read.answer.headers, validator)
    if (tag !== undefined) header[name] = tag
  }
  return { ...draft, header }
}
