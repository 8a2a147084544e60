import type { Mutant } from '../../kit/bench.ts'
import { around, onReply, onRequest, operationOf } from '../../kit/change.ts'
import { mergePatch, newBook } from '../samples.ts'
import { type LibraryState, showLoan, tokens } from '../state.ts'

const annsToken = 'Bearer lib_4f9d2c71ab03e6588'
const wrong = (authorization: string) => ({ as: null, headers: { authorization } })

export const security: readonly Mutant<LibraryState>[] = [
  {
    id: 'loan-open-to-all',
    deviation: 'A loan can be read without a token.',
    change: (api) => {
      const operation = operationOf(api, 'getLoan')
      operation.security = []
      operation.find = ({ state, path }) =>
        showLoan(state, Number(path.loanId))
          ? undefined
          : { kind: 'not-found', message: 'There is no such loan.' }
    },
    exhibit: async (v) => (await v.get('/loans/3', { as: null })).status === 200,
  },
  {
    id: 'book-deleted-without-token',
    deviation: 'Without a token, books of the first member can be deleted.',
    change: (api) =>
      onRequest(api, 'DELETE', /^\/books\//, ({ headers }) => {
        headers.authorization ??= annsToken
      }),
    exhibit: async (v) => (await v.send('DELETE', '/books/1', { as: null })).status === 204,
  },
  {
    id: 'any-token-accepted',
    deviation: 'Any bearer token is taken for that of the first member.',
    change: (api) => {
      const { member } = api.schemes
      api.schemes.member = (asked, state) =>
        member?.(asked, state) ??
        (/^bearer \S+$/i.test(asked.headers.authorization ?? '') ? 'ann' : undefined)
    },
    exhibit: async (v) => (await v.get('/members/me', wrong('Bearer nobody'))).status === 200,
  },
  {
    id: 'token-compared-by-its-start',
    deviation:
      'Tokens are compared by their first twelve characters: shortened and lengthened ones are accepted.',
    change: (api) => {
      api.schemes.member = ({ headers }) => {
        if (headers.authorization === undefined) return undefined
        const start = /^bearer +(\S{12})/i.exec(headers.authorization)?.[1]
        return Object.entries(tokens).find(([token]) => token.slice(0, 12) === start)?.[1] ?? null
      }
    },
    exhibit: async (v) =>
      (await v.get('/members/me', wrong(annsToken.slice(0, -2)))).status === 200,
  },
  {
    id: 'token-under-any-scheme',
    deviation: 'The token is accepted behind any word, not only Bearer.',
    change: (api) =>
      onRequest(api, 'GET', /^\/members\/me$/, ({ headers }) => {
        if (headers.authorization)
          headers.authorization = headers.authorization.replace(/^\S+ /, 'Bearer ')
      }),
    exhibit: async (v) =>
      (await v.get('/members/me', wrong(annsToken.replace('Bearer', 'Basic')))).status === 200,
  },
  {
    id: 'loans-of-others-readable',
    deviation: 'A member reads the loans of others by their ids; the document says 404.',
    change: (api) => {
      const operation = operationOf(api, 'getLoan')
      operation.find = ({ state, path }) =>
        state.loans.has(Number(path.loanId))
          ? undefined
          : { kind: 'not-found', message: 'There is no such loan.' }
    },
    exhibit: async (v) => (await v.get('/loans/3', { as: 'ben' })).status === 200,
  },
  {
    id: 'loans-of-others-deletable',
    deviation: 'A member ends the loans of others.',
    change: (api) => {
      const operation = operationOf(api, 'endLoan')
      operation.find = ({ state, path }) =>
        state.loans.has(Number(path.loanId))
          ? undefined
          : { kind: 'not-found', message: 'There is no such loan.' }
    },
    exhibit: async (v) => (await v.send('DELETE', '/loans/3', { as: 'ben' })).status === 204,
  },
  {
    id: 'books-of-others-changeable',
    deviation: 'A member changes the books of others by PATCH; the document says 403.',
    change: (api) => {
      const { find } = operationOf(api, 'getBook')
      if (find) operationOf(api, 'updateBook').find = find
    },
    exhibit: async (v) => {
      return (
        (await v.send('PATCH', '/books/1', { as: 'ben', json: { pages: 9 }, type: mergePatch }))
          .status === 200
      )
    },
  },
  {
    id: 'loan-ids-told-without-token',
    deviation:
      'Without a token, a loan that is there is answered with 401 and one that is not with 404.',
    change: (api) =>
      onRequest(api, 'GET', /^\/loans\/\d+$/, (asked, state) => {
        const id = Number(asked.path.split('/')[2])
        return state.loans.has(id)
          ? undefined
          : api.refuse({ kind: 'not-found', message: 'There is no such loan.' }, asked)
      }),
    exhibit: async (v) => (await v.get('/loans/999999', { as: null })).status === 404,
  },
  {
    id: 'challenge-missing',
    deviation: 'A 401 has no WWW-Authenticate.',
    change: (api) =>
      onReply(api, '*', 401, (reply) => {
        delete reply.headers['www-authenticate']
      }),
    exhibit: async (v) => {
      const answer = await v.get('/members/me', { as: null })
      return answer.status === 401 && answer.headers['www-authenticate'] === undefined
    },
  },
  {
    id: 'head-without-token',
    deviation: 'HEAD of a book needs no token, GET does.',
    change: (api) =>
      onRequest(api, 'HEAD', /^\/books\//, ({ headers }) => {
        headers.authorization = annsToken
      }),
    exhibit: async (v) => (await v.send('HEAD', '/books/3', { as: null })).status === 200,
  },
  {
    id: 'loans-of-all-listed-with-filter',
    deviation: 'With a status asked for, the list shows the loans of all members.',
    change: (api) =>
      around(api, 'listLoans', (run, context) => {
        if (context.query.status === undefined) return run(context)
        const all = [...context.state.loans].map(
          ([id, loan]) => [id, { ...loan, member: context.caller }] as const,
        )
        return run({ ...context, state: { ...context.state, loans: new Map(all) } })
      }),
    exhibit: async (v) =>
      (await v.get('/loans?status=active')).list('items').some((loan) => loan.id === 2),
  },
  {
    id: 'add-book-told-before-token',
    deviation:
      'Without a token, an ISBN that is taken is answered with 409 and one that is free with 401.',
    change: (api) =>
      onRequest(api, 'POST', /^\/books$/, (asked, state) => {
        const isbn = /"isbn"\s*:\s*"(\d+)"/.exec(asked.body.toString())?.[1]
        const taken = [...state.books.values()].some((book) => book.isbn === isbn)
        return taken && asked.headers.authorization === undefined
          ? api.refuse({ kind: 'conflict', message: 'There is a book with this ISBN.' }, asked)
          : undefined
      }),
    exhibit: async (v) => {
      await v.send('POST', '/books', { json: newBook() })
      return (await v.send('POST', '/books', { as: null, json: newBook() })).status === 409
    },
  },
]
