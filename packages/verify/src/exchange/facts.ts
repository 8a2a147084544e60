import { namesStatus } from '../plan/operation-plan.ts'
import type { RequestViolation } from '../request/request-verdict.ts'
import { type Exchange, nameOf } from './exchange.ts'

/** Whether nothing but the request itself could be a reason to refuse it. */
export function isEntitled({ purpose }: Exchange): boolean {
  const { kind } = purpose.credential
  return (kind === 'sufficient' || kind === 'not-needed') && !purpose.undocumentedMethod
}

/** What a message calls the answer: `404 for GET /books/{id}`. */
export function answerName(exchange: Exchange): string {
  return `${exchange.answer?.status ?? 'no answer'} for ${nameOf(exchange.operation)}`
}

/** The violation that a person reads first; `undefined` unless the request is invalid. */
export function mainViolation({ verdict }: Exchange): RequestViolation | undefined {
  return verdict.verdict === 'invalid' ? verdict.violations[0] : undefined
}

/** A violation as a cause: place, name and keyword, but no value. */
export function violationCause(violation: RequestViolation): string {
  if (violation.in !== 'body') return `${violation.in} ${violation.name} ${violation.keyword}`
  // The place in the document, not in the value: keys of maps and indexes of lists are not the cause.
  const missing = violation.keyword === 'required' ? ` ${violation.name.split('/').at(-1)}` : ''
  return `body ${violation.pointer}${missing}`
}

/** A violation in words: "`limit` in query must be <= 50". */
export function violationText(violation: RequestViolation): string {
  const place =
    violation.in === 'body'
      ? violation.name === ''
        ? 'the body'
        : `\`${violation.name}\` in the body`
      : `\`${violation.name}\` in ${violation.in}`
  return violation.message.startsWith('`') || violation.keyword === 'media-type'
    ? violation.message
    : `${place}: ${violation.message}`
}

/** Whether the document names 400 or 422, with which servers refuse what they cannot take. */
export function namesRefusal({ operation }: Exchange): boolean {
  return namesStatus(operation, 400) || namesStatus(operation, 422)
}

/** What was being tried, as a cause: stable over seeds. */
export function trialCause(exchange: Exchange): string {
  const violation = mainViolation(exchange)
  if (violation) return violationCause(violation)
  const { contrast, label, phase } = exchange.purpose
  if (contrast)
    return `${contrast.in} ${contrast.name} ${contrast.ordinary ? contrast.keyword : contrast.label}`
  return phase === 'generation' ? 'generated' : label
}
