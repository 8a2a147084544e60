import { mostIssues, validateBody, withoutIgnored } from '@concordat/wire'
import type { BodyResult } from '../body/read-body.ts'
import type { ProblemIssue } from '../server-problem.ts'
import type { PreparedOperation } from './prepare-operation.ts'
import { readAgain } from './read-again.ts'
import { validationIssue } from './validation-issue.ts'

/** The body's value, in the reading that the document allows, and what is wrong with it. */
export function judgeBody(
  operation: PreparedOperation,
  body: Exclude<BodyResult, { readonly kind: 'problem' }>,
): { readonly value?: unknown; readonly issues: readonly ProblemIssue[] } {
  if (body.kind === 'mistyped') return body
  if (body.kind === 'absent') {
    const missing = { in: 'body', path: [], message: 'is required', missing: true } as const
    return { issues: operation.body?.required ? [missing] : [] }
  }
  const { value, reading, again } = body
  const { validator, type, turns } = reading
  if (!validator) return { value, issues: [] }
  const validate = (one: unknown) => validateBody(validator, one, type.descriptor)
  const known = again
    ? readAgain({ value, turns, again, validate })
    : { value, issues: validate(value) }
  // A million wrong items need no answer of a million issues.
  const told = known.issues.slice(0, mostIssues)
  const issues = told.map((issue) => validationIssue('body', issue, known.value))
  if (!type.descriptor.drops || issues.length > 0) return { value: known.value, issues }
  const judged = validator.safeParse(known.value)
  return { value: withoutIgnored(known.value, judged.success && judged.data), issues }
}
