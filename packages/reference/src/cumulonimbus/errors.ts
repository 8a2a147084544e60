import type { ErrorsAdapter, ProblemAnswer, ServerProblem } from '@concordat/server'
import type { Clock } from '../clock.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'

/** Every error of Cumulonimbus, by its code: status and message. */
const errors = {
  INVALID_SESSION_ERROR: [401, 'Invalid Session'],
  BANNED_ERROR: [403, 'Account Banned'],
  INSUFFICIENT_PERMISSIONS_ERROR: [403, 'Missing Permissions'],
  INVALID_USER_ERROR: [404, 'Invalid User'],
  SESSION_NOT_FOUND_ERROR: [404, 'Session Not Found'],
  INVALID_ENDPOINT_ERROR: [404, 'Invalid Endpoint'],
  MISSING_FIELDS_ERROR: [400, 'Missing Fields'],
  INVALID_FIELDS_ERROR: [400, 'Invalid Fields'],
  MALFORMED_BODY_ERROR: [400, 'Malformed Body'],
  METHOD_NOT_ALLOWED_ERROR: [405, 'Method Not Allowed'],
  BODY_TOO_LARGE_ERROR: [413, 'Request Body Too Large'],
  UNSUPPORTED_MEDIA_TYPE_ERROR: [415, 'Unsupported Media Type'],
  RATELIMITED_ERROR: [429, 'You Have Been Ratelimited. Please Try Again Later.'],
  INTERNAL_SERVER_ERROR: [500, 'Internal Server Error'],
} as const

type ErrorCode = keyof typeof errors

/** The body of an error. */
export function errorBody<Code extends ErrorCode>(
  code: Code,
): { code: Code; message: (typeof errors)[Code][1] } {
  return { code, message: errors[code][1] }
}

function answer(
  code: ErrorCode,
  more: object = {},
  status: number = errors[code][0],
): ProblemAnswer {
  return { status, body: { ...errorBody(code), ...more } }
}

/** Says problems as Cumulonimbus does, and where the caller stands with the rate limit. */
export function cumulonimbusErrors(clock: Clock): ErrorsAdapter {
  return (problem) => ({
    ...problemAnswer(problem),
    headers: rateLimitHeaders(problem.request, clock),
  })
}

function problemAnswer(problem: ServerProblem): ProblemAnswer {
  switch (problem.kind) {
    case 'malformed-body':
      return answer('MALFORMED_BODY_ERROR')
    case 'validation':
      return validationAnswer(problem)
    case 'unauthorized':
      return answer('INVALID_SESSION_ERROR')
    case 'forbidden':
      return refusalAnswer(problem.refusal?.code)
    case 'not-found':
      return answer('INVALID_ENDPOINT_ERROR')
    case 'method-not-allowed':
      return answer('METHOD_NOT_ALLOWED_ERROR')
    case 'payload-too-large':
      return answer('BODY_TOO_LARGE_ERROR')
    case 'unsupported-media-type':
      return answer('UNSUPPORTED_MEDIA_TYPE_ERROR')
    case 'not-acceptable':
    case 'internal':
      return answer('INTERNAL_SERVER_ERROR')
  }
}

function refusalAnswer(code: string | undefined): ProblemAnswer {
  if (code === 'rate-limited') return answer('RATELIMITED_ERROR')
  return answer(code === 'banned' ? 'BANNED_ERROR' : 'INSUFFICIENT_PERMISSIONS_ERROR')
}

/** A malformed number in the path names nothing; of the rest, the names of the fields at fault are told. */
function validationAnswer({ issues = [], operationId }: ServerProblem): ProblemAnswer {
  const inPath = issues.filter((issue) => issue.in === 'path')
  if (inPath.some((issue) => issue.path[0] === 'id')) return answer('INVALID_USER_ERROR')
  if (inPath.length > 0) {
    return operationId === 'deleteUserSession'
      ? answer('INVALID_SESSION_ERROR', {}, 404)
      : answer('SESSION_NOT_FOUND_ERROR')
  }
  const fields = [...new Set(issues.map((issue) => String(issue.path[0] ?? 'sessions')))]
  const missing = issues.every((issue) => issue.in === 'body' && issue.missing)
  return answer(missing ? 'MISSING_FIELDS_ERROR' : 'INVALID_FIELDS_ERROR', { fields })
}
