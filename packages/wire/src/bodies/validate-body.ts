import type { MediaTypeDescriptor, Validator, ValidatorIssue } from '../descriptor.ts'

/**
 * What a validator says of a decoded body; no issues: it is valid. Where the schema describes one item of a sequence,
 * each item is validated.
 */
export function validateBody(
  validator: Validator,
  value: unknown,
  descriptor: MediaTypeDescriptor = {},
): readonly ValidatorIssue[] {
  if (descriptor.perItem && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      issuesOf(validator, item).map((issue) => ({ ...issue, path: [index, ...issue.path] })),
    )
  }
  return issuesOf(validator, value)
}

function issuesOf(validator: Validator, value: unknown): readonly ValidatorIssue[] {
  const result = validator.safeParse(value)
  return result.success ? [] : result.error.issues
}
