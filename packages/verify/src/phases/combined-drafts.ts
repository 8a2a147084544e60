import type { JsonValue } from '@concordat/core'
import type { Session } from '../engine/session.ts'
import {
  bodyExamples,
  bodyValueOf,
  type DraftStyle,
  makeContext,
} from '../knowledge/draft-operation.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { OperationPlan } from '../plan/operation-plan.ts'
import { type RequestDraft, withBody } from '../request/draft.ts'
import { findBody } from '../request/write-request.ts'
import type { PlacedSchema } from '../schema/resolve-schema.ts'
import { memberAt, withMember } from '../schema/variation.ts'
import { varyValue } from '../schema/vary-value.ts'
import type { Case } from './case.ts'

/** As many others as are asked at most. */
const limit = 6

/**
 * Requests that have a case's difference beside other values. A value of an enum stands among all the members that a body
 * can have; a member stays away beside other values of enums. Where one of them is taken, the difference was not what
 * was refused, but the lack of what goes with it, which no schema of the document says.
 */
export function combinedDrafts(
  session: Session,
  knowledge: Knowledge,
  { operation, style }: { readonly operation: OperationPlan; readonly style: DraftStyle },
  { contrast, draft }: Case,
): RequestDraft[] {
  const { body } = draft
  if (contrast.in !== 'body' || body?.kind !== 'value') return []
  const plan = findBody(operation, body.mediaType)
  if (plan === undefined) return []
  const path = contrast.name.split('.')
  const member = memberAt(body.value, path)
  const isAbsent = member === undefined
  if (!isAbsent && contrast.keyword !== 'enum') return []
  const examples = bodyExamples(session, plan.model).filter(
    (example) => memberAt(example, path) === member,
  )
  const others = isAbsent
    ? besideOtherChoices(
        session,
        knowledge,
        { schema: plan.model.schema, value: body.value },
        style,
      )
    : [withMember(bodyValueOf(session, knowledge, plan, style), path, scalarOf(member))]
  return [...examples, ...others]
    .slice(0, limit)
    .flatMap((value) => (value === undefined ? [] : [withBody(draft, { ...body, value })]))
}

/** The value with other values of its enums. */
function besideOtherChoices(
  session: Session,
  knowledge: Knowledge,
  { schema, value }: { readonly schema: PlacedSchema | undefined; readonly value: JsonValue },
  style: DraftStyle,
): (JsonValue | undefined)[] {
  if (schema === undefined) return []
  return varyValue(schema, value, makeContext(session, knowledge, style))
    .filter(({ keyword, expected }) => keyword === 'enum' && expected === 'valid')
    .map(({ path, member }) => withMember(value, path, member))
}

function scalarOf(member: unknown): JsonValue | undefined {
  const isScalar =
    member === null ||
    typeof member === 'string' ||
    typeof member === 'number' ||
    typeof member === 'boolean'
  return isScalar ? member : undefined
}
