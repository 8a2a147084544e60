import { type ReceiverOptions, refuse, type Verifiers } from '@concordat/server'
import { automaticHandlers } from '@concordat/server/automatic'
import {
  createServer,
  type Operations,
  operations,
  type Pet,
  type securitySchemes,
} from '../testing/pets.ts'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function expectType<_Truth extends true>(): void {}

interface User {
  id: number
}

// The whole: inputs, principals and outputs are inferred from one options literal.
createServer({
  auth: {
    token: (credential, { scopes }) => {
      expectType<Equal<typeof credential, string>>()
      expectType<Equal<typeof scopes, readonly string[]>>()
      return credential === 'a' ? { id: 1 } : refuse({ kind: 'forbidden' })
    },
    login: async ({ username, password }) => (username === password ? { name: username } : null),
    key: (credential) => credential.length,
  },
  handlers: {
    listPets: ({ query, header, cookie, auth }) => {
      // The document gives `limit` a default, so it is there.
      expectType<Equal<typeof query.limit, number>>()
      expectType<Equal<typeof query.tags, string[] | undefined>>()
      expectType<Equal<(typeof header)['x-trace'], string | undefined>>()
      expectType<Equal<typeof cookie.sid, string | undefined>>()
      expectType<Equal<typeof auth, Record<never, never>>>()
      return { status: 200, body: [{ name: 'Tom' }], headers: { 'x-total': 1 } }
    },
    addPet: (input) => {
      if (input.mediaType === 'application/json') expectType<Equal<typeof input.body, Pet>>()
      if ('token' in input.auth) expectType<Equal<typeof input.auth.token, { id: number }>>()
      else expectType<Equal<typeof input.auth.login, { name: string }>>()
      return Math.random() > 0.5
        ? { status: 201, body: input.body }
        : Math.random() > 0.5
          ? { status: 204 }
          : { status: 418, body: { code: 'TEAPOT' } }
    },
    getPet: async ({ path, auth }) => {
      expectType<Equal<typeof path.id, number>>()
      if ('token' in auth) expectType<Equal<typeof auth.token, { id: number }>>()
      if (path.id === 1) return { status: 404 }
      if (path.id === 2) return { status: 200, mediaType: 'text/plain', body: 'Tom' }
      return { status: 200, body: { name: 'Tom' } }
    },
    setPhoto: ({ body, mediaType }) => {
      expectType<Equal<typeof body, ReadableStream<Uint8Array> | undefined>>()
      expectType<Equal<typeof mediaType, 'image/*' | undefined>>()
      return { status: 200, body: new Uint8Array(1) }
    },
    myPets: ({ auth }) => {
      expectType<Equal<typeof auth.token, { id: number }>>()
      expectType<Equal<typeof auth.key, number>>()
      return { status: 200, body: pets() }
    },
  },
})

async function* pets(): AsyncGenerator<Pet> {
  yield { name: 'Tom' }
}

type PetVerifiers = Verifiers<typeof securitySchemes, typeof operations>
// Only schemes that operations ask for have verifiers.
expectType<Equal<keyof PetVerifiers, 'token' | 'login' | 'key'>>()

const auth = {
  token: (_credential: string): User => ({ id: 1 }),
  login: () => null,
  key: () => 1,
}
const handlers = {
  listPets: () => ({ status: 200 as const, body: [] as Pet[], headers: { 'x-total': 0 } }),
  addPet: () => ({ status: 204 }) as const,
  getPet: () => ({ status: 404 }) as const,
  setPhoto: () => ({ status: 200, body: new Blob([]) }) as const,
  myPets: () => ({ status: 200, body: [] as Pet[] }) as const,
}
createServer({ auth, handlers })

const { myPets, ...incomplete } = handlers
void myPets
// @ts-expect-error a handler is missing
createServer({ auth, handlers: incomplete })
// @ts-expect-error a verifier is missing
createServer({ auth: { token: auth.token, login: auth.login }, handlers })
// @ts-expect-error all verifiers are missing
createServer({ handlers })
// @ts-expect-error the credential of a basic scheme is no text
createServer({ auth: { ...auth, login: (_credential: string) => null }, handlers })
// @ts-expect-error a status that is not documented
createServer({ auth, handlers: { ...handlers, getPet: () => ({ status: 500 }) } })
createServer({
  auth,
  handlers: {
    ...handlers,
    // @ts-expect-error a body of the wrong type
    getPet: () => ({ status: 200, body: { name: 1 } }),
  },
})
createServer({
  auth,
  // @ts-expect-error a body where none is documented
  handlers: { ...handlers, getPet: () => ({ status: 404, body: { name: 'Tom' } }) },
})
createServer({
  auth,
  // @ts-expect-error a required header is missing
  handlers: { ...handlers, listPets: () => ({ status: 200, body: [] }) },
})
createServer({
  auth,
  handlers: {
    ...handlers,
    // @ts-expect-error a header of the wrong type
    listPets: () => ({ status: 200, body: [], headers: { 'x-total': 'many' } }),
  },
})
createServer({
  auth,
  handlers: {
    ...handlers,
    // @ts-expect-error text needs its media type where JSON is documented too
    getPet: () => ({ status: 200, body: 'Tom' }),
  },
})
createServer({
  auth,
  // @ts-expect-error a section that is not documented
  handlers: { ...handlers, getPet: ({ query }) => ({ status: query ? 404 : 404 }) },
})

// A receiver has handlers for what is received, typed in the same way.
const receive = <Auth extends PetVerifiers>(
  _options: ReceiverOptions<typeof operations, Operations, typeof securitySchemes, Auth>,
): void => undefined
receive({ auth, handlers: {} })
receive({ auth, handlers: { addPet: ({ body }) => ({ status: 201, body }) } })
// @ts-expect-error a status that is not documented
receive({ auth, handlers: { getPet: () => ({ status: 500 }) } })

// Automatic handlers serve any operation.
createServer({ auth, handlers: automaticHandlers({ operations, validators: {}, document: {} }) })
