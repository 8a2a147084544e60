import type { ErrorsAdapter, ProblemAnswer, ServerProblem } from '@concordat/server'
import { RecordSilent } from '../store/record-fault.ts'
import { ProxySilent } from './drop-session.ts'

/** The protection space that challenges name. */
export const realm = 'senhasegura'

/** Keeps caches from storing tokens. @see RFC 6749, section 5.1 */
export const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' } as const

/** The body of a success; `mensagem`, `erro` and `cod_erro` are the Portuguese doubles. */
export function success(message: string) {
  return {
    code: 200,
    response: {
      status: 200,
      message,
      error: false,
      error_code: 0,
      detail: '',
      mensagem: message,
      erro: false,
      cod_erro: 0,
    },
  } as const
}

/** The body of a failure. The vault's own code is 4 for what was not found, otherwise 1. */
export function failure<Status extends number, Message extends string>(
  status: Status,
  message: Message,
) {
  const code = status === 404 ? 4 : 1
  return {
    code: status,
    response: {
      status,
      message,
      error: true,
      error_code: code,
      detail: '',
      mensagem: message,
      erro: true,
      cod_erro: code,
    },
  } as const
}

/** Says a problem as senhasegura does, or the gateway in front of it. */
export const senhaseguraErrors: ErrorsAdapter = (problem) => {
  const isTokenRequest = problem.operationId === 'createAccessToken'
  // The gateway routes by the header, before anything else is looked at.
  if (!isTokenRequest && !problem.request.headers.has('Authorization')) {
    if (problem.kind !== 'method-not-allowed') return noRoute
  }
  switch (problem.kind) {
    case 'malformed-body':
      return tokenError('invalid_request', 'The form cannot be read.')
    case 'validation':
      return isTokenRequest ? tokenValidationAnswer(problem) : envelope(404, notFound)
    case 'unauthorized':
      return envelope(401, authenticationFailure(problem.request))
    case 'forbidden':
      return envelope(500, 'You are not authorized to access this resource.')
    case 'not-found':
      return envelope(404, notFound)
    case 'method-not-allowed':
      return envelope(405, 'Method not allowed')
    case 'payload-too-large':
      return envelope(413, 'Content too large')
    case 'unsupported-media-type':
      return envelope(415, 'Unsupported media type')
    case 'not-acceptable':
      return envelope(406, 'Not acceptable')
    case 'internal':
      return isTimeout(problem.error) ? timedOut : envelope(500, 'Unexpected error.')
  }
}

const notFound = 'Resource sub not found'
const noRoute = { status: 404, body: { message: 'No route matched with those values.' } }
const timedOut = { status: 504, body: { message: 'Request timed out.' } }

function envelope(status: number, message: string): ProblemAnswer {
  return { status, body: failure(status, message) }
}

function isTimeout(error: unknown): boolean {
  return error instanceof RecordSilent || error instanceof ProxySilent
}

/** OAuth 1.0 signs its requests; no signature is right for a vault that keeps no OAuth 1.0 keys. */
function authenticationFailure(request: Request): string {
  const scheme = request.headers.get('Authorization')?.trimStart().split(' ')[0]
  return scheme?.toLowerCase() === 'oauth' ? 'Invalid signature' : 'Client authentication failed.'
}

/** @see RFC 6749, section 5.2 */
function tokenError(error: string, error_description: string): ProblemAnswer {
  return { status: 400, headers: noStore, body: { error, error_description } }
}

function tokenValidationAnswer({ issues = [] }: ServerProblem): ProblemAnswer {
  const [first] = issues
  const field = String(first?.path[0] ?? 'grant_type')
  if (first?.missing || first?.path.length === 0) {
    return tokenError('invalid_request', `The request lacks the field "${field}".`)
  }
  if (field === 'grant_type') {
    return tokenError(
      'unsupported_grant_type',
      'The grant type is not supported by the authorization server.',
    )
  }
  return tokenError('invalid_request', `The field "${field}" is not valid.`)
}
