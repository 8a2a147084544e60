import type { ProblemAnswer, ServerProblem } from './server-problem.ts'

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
}

/**
 * The default `errors` adapter: answers `application/problem+json` with `type`, `title`, `status`, `detail` and, where
 * the request broke the document, every issue under `errors` with a JSON pointer.
 *
 * @example
 * ```ts
 * import { type ErrorsAdapter, problemDetails } from '@concordat/server'
 * const errors: ErrorsAdapter = (problem) =>
 *   problem.kind === 'not-found' ? { status: 404, body: { code: 'NO_SUCH_PAGE' } } : problemDetails(problem)
 * ```
 * @see RFC 9457
 */
export function problemDetails(problem: ServerProblem): ProblemAnswer {
  return {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json' },
    body: {
      type: 'about:blank',
      title: titles[problem.status] ?? 'Error',
      status: problem.status,
      detail: problem.message,
      ...(problem.issues && {
        errors: problem.issues.map((issue) => ({
          in: issue.in,
          pointer: pointerOf(issue.path),
          detail: issue.message,
        })),
      }),
    },
  }
}

/** @see RFC 6901 */
function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
