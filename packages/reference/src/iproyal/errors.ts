import type { ErrorsAdapter, ProblemAnswer, ProblemIssue, ServerProblem } from '@concordat/server'

function answer(status: number, message: string, more: Partial<ProblemAnswer> = {}): ProblemAnswer {
  return { status, body: { message }, ...more }
}

/** Says a problem as IPRoyal does. */
export const iproyalErrors: ErrorsAdapter = (problem) => {
  switch (problem.kind) {
    case 'malformed-body':
      return answer(400, 'The request body is not valid JSON.')
    case 'validation':
      return validationAnswer(problem)
    case 'unauthorized':
      return answer(401, 'Unauthenticated.')
    case 'forbidden':
      return answer(429, 'Too Many Attempts.', {
        headers: { 'Retry-After': String(problem.refusal?.details ?? 1) },
      })
    case 'not-found':
      return answer(404, 'The route could not be found.')
    case 'method-not-allowed':
      return methodNotAllowed(problem.request.method, problem.allow ?? [])
    case 'payload-too-large':
      return answer(413, 'The request body is too large.')
    case 'unsupported-media-type':
      return answer(415, 'The request body must be application/json.')
    case 'not-acceptable':
      return answer(406, 'Only application/json is answered.')
    case 'internal':
      return answer(500, 'Server Error')
  }
}

function methodNotAllowed(method: string, allow: readonly string[]): ProblemAnswer {
  const supported = allow.join(', ')
  return answer(
    405,
    `The ${method} method is not supported for route sessions. Supported methods: ${supported}.`,
    { headers: { Allow: supported } },
  )
}

/** A POST whose override is missing or another is a plain POST, and that the path does not take. */
function validationAnswer({ issues = [], request }: ServerProblem): ProblemAnswer {
  if (issues.some((issue) => issue.in === 'header')) {
    return methodNotAllowed(request.method, ['DELETE'])
  }
  const errors: Record<string, string[]> = {}
  for (const issue of issues) {
    const field = issue.path.join('.') || 'residential_user_hashes'
    errors[field] = [...(errors[field] ?? []), messageOf(field, issue)]
  }
  const message = Object.values(errors)[0]?.[0] ?? 'The given data was invalid.'
  return { status: 422, body: { message, errors } }
}

function messageOf(field: string, issue: ProblemIssue): string {
  if (issue.missing || issue.path.length === 0)
    return `The ${field.replaceAll('_', ' ')} field is required.`
  return `The ${field} field is invalid: ${issue.message}.`
}
