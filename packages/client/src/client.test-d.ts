import {
  type ApiError,
  type ClientOptions,
  clientCredentials,
  type Issue,
  type ItemOf,
  isApiError,
  paginate,
  stream,
  unwrap,
} from '@concordat/client'
import type { Client as RawClient } from 'openapi-fetch'
import type { createClient, Pet, PetClient, Problem, securitySchemes } from '../test/pet-api.ts'

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function expectType<_Truth extends true>(): void {}

declare const client: PetClient

// Results are told apart by status, then by media type.
export async function narrowing(): Promise<void> {
  const result = await client.getPet({ path: { id: '1' } })
  if (result.status === 200) {
    expectType<Equal<typeof result.ok, true>>()
    if (result.mediaType === 'application/json') expectType<Equal<typeof result.body, Pet>>()
    else if (result.mediaType === 'text/plain') expectType<Equal<typeof result.body, string>>()
    else expectType<Equal<typeof result.body, Blob>>()
    // @ts-expect-error without knowing the media type the body has no members
    void result.body.name
  } else if (result.status === 404) {
    expectType<Equal<typeof result.body, { hint: string }>>()
  } else if (result.status === 418) {
    expectType<Equal<typeof result.body, Problem>>()
  } else if (result.status === 'undocumented') {
    expectType<Equal<typeof result.body, unknown>>()
    expectType<Equal<typeof result.reason, 'status' | 'media-type'>>()
  } else if (result.status === 'malformed') {
    expectType<Equal<typeof result.body, unknown>>()
  } else if (result.status === 'failed') {
    expectType<Equal<typeof result.error, unknown>>()
    // @ts-expect-error nothing arrived
    void result.response
  } else {
    // The other codes of the range 4XX.
    expectType<Equal<typeof result.body, Problem>>()
  }
  // @ts-expect-error 500 is not documented
  if (result.status === 500) return
  if (result.ok) expectType<Equal<typeof result.status, 200>>()
}

export async function defaultsAndHeaders(): Promise<void> {
  const result = await client.listPets()
  if (result.status === 200) {
    expectType<Equal<(typeof result.headers)['x-total'], number | undefined>>()
    expectType<Equal<(typeof result.headerIssues)[number]['in'], Issue['in']>>()
    expectType<Equal<(typeof result.headers)['x-page'], string | undefined>>()
    // @ts-expect-error not documented
    void result.headers['x-other']
  }
  if (result.status === 503) expectType<Equal<typeof result.body, Problem>>()
  // A default beside documented successes is none.
  if (result.status === 201) expectType<Equal<typeof result.ok, false>>()
  const only = await client.constructor()
  if (only.status === 201) expectType<Equal<typeof only.ok, true>>()
  if (only.status === 500) expectType<Equal<typeof only.ok, false>>()
  const head = await client.headPet({ path: { id: '1' } })
  if (head.status === 200) {
    expectType<Equal<typeof head.body, undefined>>()
    expectType<Equal<typeof head.headers.etag, string | undefined>>()
  }
  const range = await client.then_()
  if (range.status === 226) expectType<Equal<typeof range.body, unknown>>()
  const none = await client.deletePets()
  if (none.status === 204) expectType<Equal<typeof none.body, undefined>>()
  const log = await client.readLog()
  if (log.status === 200) expectType<Equal<typeof log.body, { at: number }[]>>()
}

// Arguments.
export function inputs(): void {
  void client.listPets()
  void client.listPets({}, { timeout: 5 })
  void client.listPets({ query: { limit: 1 } })
  void client.deletePets({ body: { ids: [] } })
  void client.readLog({}, { signal: AbortSignal.abort() })
  // @ts-expect-error a required input cannot be left out
  void client.getPet()
  // @ts-expect-error a required section cannot be left out
  void client.getPet({})
  // @ts-expect-error a required value cannot be left out
  void client.getPet({ path: {} })
  // @ts-expect-error wrong type
  void client.listPets({ query: { limit: '1' } })
  // @ts-expect-error unknown parameter
  void client.listPets({ query: { size: 1 } })
  // @ts-expect-error unknown section
  void client.listPets({ body: 1 })
  // @ts-expect-error options are no input
  void client.readLog({ timeout: 5 })
  // @ts-expect-error several media types: which one?
  void client.upload({ body: 'a' })
  void client.upload({ mediaType: 'text/plain', body: 'a' })
  void client.upload({ mediaType: 'application/octet-stream', body: new Blob([]).stream() })
  // @ts-expect-error an operation that is not there
  void client.nothing
  // @ts-expect-error a client is no promise
  void client.then
}

// Credentials by scheme.
export const options: ClientOptions<typeof securitySchemes>[] = [
  { auth: { bearer: 'a', basic: { username: 'a', password: 'b' }, certificate: true } },
  { auth: { bearer: () => 'a', basic: async () => ({ username: 'a', password: 'b' }) } },
  { auth: { oauth: clientCredentials({ clientId: 'a', clientSecret: 'b' }) } },
  { auth: { key: async ({ scopes }) => scopes[0] } },
  // @ts-expect-error basic takes a user name and a password
  { auth: { basic: 'a' } },
  // @ts-expect-error bearer takes a token
  { auth: { bearer: { username: 'a', password: 'b' } } },
  // @ts-expect-error a scheme that is not there
  { auth: { other: 'a' } },
  // @ts-expect-error a certificate is the connection's
  { auth: { certificate: 'a' } },
]

export async function functions(): Promise<void> {
  const body = await unwrap(client.listPets())
  expectType<Equal<typeof body, { items: Pet[]; total: number }>>()
  const pet = unwrap(await client.getPet({ path: { id: '1' } }))
  expectType<Equal<typeof pet, Pet | string | Blob>>()
  for await (const item of paginate(client.listPets, { query: { limit: 5 } })) {
    expectType<Equal<typeof item, Pet>>()
  }
  expectType<Equal<ItemOf<typeof client.feedPets>, Pet>>()
  // @ts-expect-error the document describes no pagination here
  void paginate(client.getPet, { path: { id: '1' } })
  // @ts-expect-error the input is the method's
  void paginate(client.listPets, { query: { limit: 'x' } })
  const streamed = await stream(client.readLog)
  if (streamed.status === 200) {
    expectType<Equal<typeof streamed.body, ReadableStream<Uint8Array>>>()
  }
  const missing = await stream(client.getPet, { path: { id: '1' } })
  if (missing.status === 404) expectType<Equal<typeof missing.body, { hint: string }>>()
}

export function errors(error: unknown): string | undefined {
  if (!isApiError(error, client.getPet)) return undefined
  expectType<Equal<Extract<typeof error.status, 200>, never>>()
  switch (error.status) {
    case 404:
      return error.body.hint
    case 418:
      return error.body.title
    case 'undocumented':
      expectType<Equal<typeof error.body, unknown>>()
      expectType<Equal<typeof error.response, Response>>()
      break
    case 'failed':
      expectType<Equal<typeof error.body, undefined>>()
      expectType<Equal<typeof error.response, undefined>>()
      expectType<Equal<typeof error.result.error, unknown>>()
      break
    case 'malformed':
      return error.result.issues[0]?.message
    default:
      // The other codes of the range 4XX.
      expectType<Equal<typeof error.body, Problem>>()
  }
  // @ts-expect-error of a success nothing is thrown
  if (error.status === 200) return undefined
  return (error satisfies ApiError).operationId
}

expectType<Equal<PetClient['raw'], RawClient<Record<never, never>>>>()
expectType<Equal<ReturnType<typeof createClient>, PetClient>>()
