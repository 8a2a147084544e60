import type { Context, Operation, Refusal } from '../kit/api.ts'
import { emptyReply, jsonReply, type Reply } from '../kit/reply.ts'
import { isObject } from '../kit/shape.ts'
import { idParameter, numberOr, pageParameters } from './books.ts'
import { loanInput, loanPatch } from './shapes.ts'
import { type LibraryState, members, showLoan, today } from './state.ts'

type Asking = Context<LibraryState>
const mostBytes = 32_768

function listLoans({ state, query, caller }: Asking): Reply {
  const offset = numberOr(query.offset, 0)
  const found = [...state.loans]
    .filter(([, loan]) => loan.member === caller)
    .flatMap(([id]) => showLoan(state, id) ?? [])
    .filter((loan) => query.status === undefined || loan.status === query.status)
    .toSorted((a, b) => a.id - b.id)
  return jsonReply(200, {
    items: found.slice(offset, offset + numberOr(query.limit, 10)),
    total: found.length,
  })
}

function noteOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function borrowBook({ state, body, caller }: Asking): Refusal | Reply {
  const input = isObject(body) ? body : {}
  const book = state.books.get(numberOr(input.bookId, 0))
  if (!book) {
    return {
      kind: 'invalid',
      message: 'There is no such book.',
      faults: [{ path: '/bookId', message: 'is not a book' }],
    }
  }
  if (!book.available) return { kind: 'conflict', message: 'The book is on loan.' }
  book.available = false
  const id = state.nextLoan
  state.nextLoan += 1
  state.loans.set(id, {
    member: caller,
    bookId: book.id,
    days: numberOr(input.days, 14),
    note: noteOf(input.note),
    borrowedOn: today(),
  })
  return jsonReply(201, showLoan(state, id), { location: `/loans/${id}` })
}

function findOwnLoan({ state, path, caller }: Asking): Refusal | undefined {
  const loan = state.loans.get(numberOr(path.loanId, 0))
  return loan?.member === caller
    ? undefined
    : { kind: 'not-found', message: 'There is no such loan.' }
}

function getLoan({ state, path }: Asking): Reply {
  return jsonReply(200, showLoan(state, numberOr(path.loanId, 0)))
}

function updateLoan(context: Asking): Reply {
  const loan = context.state.loans.get(numberOr(context.path.loanId, 0))
  const patch = isObject(context.body) ? context.body : {}
  if (loan && Object.hasOwn(patch, 'note')) loan.note = noteOf(patch.note)
  if (loan) loan.days = numberOr(patch.days, loan.days)
  return getLoan(context)
}

function endLoan({ state, path }: Asking): Reply {
  const id = numberOr(path.loanId, 0)
  const book = state.books.get(state.loans.get(id)?.bookId ?? 0)
  if (book) book.available = true
  state.loans.delete(id)
  return emptyReply()
}

export function loanOperations(): Record<string, Operation<LibraryState>> {
  const security = [['member']]
  const one = { path: '/loans/{loanId}', security, find: findOwnLoan }
  return {
    listLoans: {
      method: 'GET',
      path: '/loans',
      security,
      parameters: [
        ...pageParameters(),
        { name: 'status', in: 'query', shape: { enum: ['active', 'overdue'] } },
      ],
      run: listLoans,
    },
    borrowBook: {
      method: 'POST',
      path: '/loans',
      security,
      parameters: [],
      body: { required: true, content: { 'application/json': loanInput() }, mostBytes },
      run: borrowBook,
    },
    getLoan: { ...one, method: 'GET', parameters: [idParameter('loanId')], run: getLoan },
    updateLoan: {
      ...one,
      method: 'PATCH',
      parameters: [idParameter('loanId')],
      body: { required: true, content: { 'application/merge-patch+json': loanPatch() }, mostBytes },
      run: updateLoan,
    },
    endLoan: { ...one, method: 'DELETE', parameters: [idParameter('loanId')], run: endLoan },
    getMe: {
      method: 'GET',
      path: '/members/me',
      security,
      parameters: [],
      run: ({ caller }) => jsonReply(200, members[caller]),
    },
  }
}
