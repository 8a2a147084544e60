import type { ErrorsAdapter } from '@concordat/server'

interface ErrorText {
  readonly status: string
  readonly message: string
  readonly reason?: string
}

/** What Connhex says of the statuses it answers, as its identity service words them. */
const texts: Readonly<Record<number, ErrorText>> = {
  400: {
    status: 'Bad Request',
    message: 'The request was malformed or contained invalid parameters',
  },
  401: {
    status: 'Unauthorized',
    reason: 'No valid session cookie found.',
    message: 'The request could not be authorized',
  },
  403: { status: 'Forbidden', message: 'The requested action was forbidden' },
  404: { status: 'Not Found', message: 'The requested resource could not be found' },
  405: { status: 'Method Not Allowed', message: 'The method is not allowed' },
  406: { status: 'Not Acceptable', message: 'The requested media type is not available' },
  413: { status: 'Request Entity Too Large', message: 'The request is too large' },
  415: { status: 'Unsupported Media Type', message: 'The media type of the request is unknown' },
}

const internal: ErrorText = {
  status: 'Internal Server Error',
  message: 'An internal server error occurred, please contact the system administrator',
}

/** The body of every error. Fields without a value are left out; `request` repeats the caller's own id. */
export function errorGeneric(code: number, request: Request) {
  const requestId = request.headers.get('X-Request-ID')
  return { error: { code, ...(requestId && { request: requestId }), ...(texts[code] ?? internal) } }
}

/** Says a problem as Connhex does. */
export const connhexErrors: ErrorsAdapter = ({ status, request }) => ({
  status,
  body: errorGeneric(status, request),
})
