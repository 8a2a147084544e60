import type { Api, Refusal } from '../kit/api.ts'
import type { Asked } from '../kit/asked.ts'
import type { Reply } from '../kit/reply.ts'
import { bookOperations } from './books.ts'
import { loanOperations } from './loans.ts'
import { type LibraryState, seedLibrary, tokens } from './state.ts'

const statuses: Record<Refusal['kind'], [status: number, title: string]> = {
  'not-found': [404, 'Not found'],
  method: [405, 'Method not allowed'],
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  parameters: [422, 'Invalid parameters'],
  'not-acceptable': [406, 'Not acceptable'],
  'media-type': [415, 'Unsupported media type'],
  'too-large': [413, 'Content too large'],
  malformed: [400, 'Malformed body'],
  invalid: [422, 'Invalid body'],
  conflict: [409, 'Conflict'],
  precondition: [412, 'Precondition failed'],
}

function refuse(refusal: Refusal, asked: Asked): Reply {
  const [status, title] = statuses[refusal.kind]
  const headers: Reply['headers'] = { 'content-type': 'application/problem+json' }
  if (refusal.allow) headers.allow = refusal.allow.join(', ')
  if (refusal.kind === 'unauthorized') {
    headers['www-authenticate'] =
      `Bearer realm="library"${asked.headers.authorization === undefined ? '' : ', error="invalid_token"'}`
  }
  return {
    status,
    headers,
    value: {
      title,
      status,
      detail: refusal.message,
      ...(refusal.faults && { errors: refusal.faults }),
    },
  }
}

function member(asked: Asked): string | null | undefined {
  const header = asked.headers.authorization
  if (header === undefined) return undefined
  const token = /^bearer +(\S+)$/i.exec(header)?.[1] ?? ''
  return Object.hasOwn(tokens, token) ? (tokens[token] ?? null) : null
}

function countRequest(reply: Reply, _: Asked, state: LibraryState): Reply {
  state.requests += 1
  if (Date.now() > state.windowEnds) {
    state.requests = 1
    state.windowEnds = Date.now() + 3_600_000
  }
  reply.headers['ratelimit-limit'] = '100000'
  reply.headers['ratelimit-remaining'] = String(Math.max(0, 100_000 - state.requests))
  reply.headers['ratelimit-reset'] = String(Math.ceil((state.windowEnds - Date.now()) / 1000))
  return reply
}

/** The right library: it looks at the credential first, then whether the thing is there, and at the body last. */
export function library(): Api<LibraryState> {
  return {
    name: 'library',
    base: '',
    state: seedLibrary(),
    operations: { ...bookOperations(), ...loanOperations() },
    order: ['authenticate', 'parameters', 'find', 'body'],
    schemes: { member },
    refuse,
    before: [],
    after: [countRequest],
    write: [],
  }
}
