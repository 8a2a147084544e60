import createClient from 'openapi-fetch'
import type { paths, Session } from '../../../generated/cumulonimbus/src/types.ts'

// `paths` serves openapi-fetch as openapi-typescript's own do.
type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function expectType<_Truth extends true>(): void {}

const client = createClient<paths>()

async function calls(): Promise<void> {
  const { data, error } = await client.GET('/user/{id}/session/{sid}', {
    params: { path: { id: '1', sid: '2' } },
  })
  expectType<Equal<typeof data, Session | undefined>>()
  if (error) expectType<Equal<(typeof error)['message'], string>>()
  await client.DELETE('/user/{id}/sessions', {
    params: { path: { id: '1' } },
    body: { sessions: ['2'] },
  })
  // @ts-expect-error a path parameter is missing
  await client.GET('/user/{id}/session/{sid}', { params: { path: { id: '1' } } })
  // @ts-expect-error the body is of another type
  await client.DELETE('/user/{id}/sessions', { params: { path: { id: '1' } }, body: { ids: [] } })
  // @ts-expect-error the path does not take this method
  await client.POST('/user/{id}/sessions', { params: { path: { id: '1' } } })
  // @ts-expect-error there is no such path
  await client.GET('/users')
}
void calls
