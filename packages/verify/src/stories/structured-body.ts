import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import type { BodyPlan, OperationPlan } from '../plan/operation-plan.ts'
import type { DraftBody } from '../request/draft.ts'
import { declaredPartType } from '../request/write-form.ts'
import { findBody } from '../request/write-request.ts'

/** The body whose members a thing is made or changed with: JSON where there is some, else a form. */
export function structuredBody(operation: OperationPlan | undefined): BodyPlan | undefined {
  const kinds = ['json', 'form', 'multipart'] as const
  for (const wanted of kinds) {
    const plan = operation?.bodies.find(({ kind }) => kind === wanted)
    if (plan !== undefined) return plan
  }
  return undefined
}

/** The members that a body can say beyond doubt: forms have texts and lists of texts, and no word for nothing. */
export function sayableMembers(plan: BodyPlan, value: JsonObject): JsonObject {
  if (plan.kind !== 'form' && plan.kind !== 'multipart') return value
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) =>
      Array.isArray(member) ? member.length > 0 && member.every(isScalar) : isScalar(member),
    ),
  )
}

/** What a story compares with what is read back: what was sent, and whether it was sent as texts. */
export function sentFacts(
  operation: OperationPlan,
  body: DraftBody | undefined,
): { readonly sent: JsonValue | undefined; readonly asText: boolean } {
  const sent = body?.kind === 'value' ? body.value : undefined
  const plan = body?.kind === 'value' ? findBody(operation, body.mediaType) : undefined
  const asText = plan?.kind === 'form' || plan?.kind === 'multipart'
  if (!asText || !isJsonObject(sent)) return { sent, asText }
  const members = Object.entries(sayableMembers(plan, sent)).filter(
    // A file comes back as something else under its name, such as where it is kept.
    ([name]) =>
      plan.kind === 'form' || declaredPartType(operation.api.document, plan, name) === undefined,
  )
  return { sent: Object.fromEntries(members), asText }
}

function isScalar(value: JsonValue): boolean {
  return value !== null && typeof value !== 'object' && value !== ''
}
