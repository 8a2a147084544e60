import { multipartEncoder, retry, stream, unwrap, validateWith } from '@concordat/client'
import { createClient, type PetClient } from './pet-api.ts'

/**
 * What a client does anywhere: runs against the server of `portable.test.ts` with nothing but web standards, and gives
 * what happened as plain data, so that it can come out of a worker or a browser.
 */
export async function tellStory(baseUrl: string): Promise<Record<string, unknown>> {
  const client: PetClient = createClient({
    baseUrl,
    auth: { bearer: async () => 'token' },
    retry: retry({ initialDelay: 1 }),
    validate: validateWith({}),
  })
  const list = await client.listPets({ query: { limit: 2, tag: ['ü', 'a&b'] } })
  const missing = await client.getPet({ path: { id: 'a/b' } })
  const slow = await client.getPet({ path: { id: 'slow' } }, { timeout: 150, retry: false })
  const dropped = await client.getPet({ path: { id: 'dropped' } }, { retry: false })
  const upload = await client.upload({
    mediaType: 'multipart/form-data',
    body: { photo: new File(['äbc'], 'ä.txt', { type: 'text/plain' }), tags: ['x', 'y'] },
  })
  const created = await unwrap(client.createPet({ body: { name: 'Rex' } }))
  const deleted = await client.deletePets({ body: { ids: ['1'] } })
  const log = await stream(client.readLog)
  const visit = await client.visitPet()
  return {
    list: list.status === 200 ? [list.body, list.headers['x-total']] : list.status,
    missing: missing.status === 404 ? missing.body : missing.status,
    slow: slow.status === 'failed' ? slow.reason : slow.status,
    dropped: dropped.status === 'failed' ? dropped.reason : dropped.status,
    upload: upload.status === 200 ? upload.body : upload.status,
    created,
    deleted: deleted.status,
    log: log.ok ? await new Response(log.body).text() : log.status,
    visit: visit.status === 'failed' ? visit.reason : visit.status,
    codec: multipartEncoder.handles({ essence: 'multipart/form-data' }),
    hasNode: 'process' in globalThis,
  }
}
