import { createClient, paginate } from '@concordat/cumulonimbus'
import { narrator, type Story, setUp, text } from './story.ts'

/** Staff looks at a user's sessions, ends one, some and all, and looks again. */
export const cumulonimbusStory: Story = async (reference) => {
  const world = await setUp(reference, 'a Cumulonimbus user with sessions', { sessions: 5 })
  const client = createClient({
    baseUrl: `${reference}/cumulonimbus/api`,
    auth: { sessionToken: world.credentials.sessionToken ?? '' },
  })
  const path = { id: text(world, 'id') }
  const { steps, expect } = narrator()

  const listed = await client.listUserSessions({ path })
  if (listed.status !== 200) throw new Error(`listing was answered ${listed.status}`)
  const { items } = listed.body
  expect('the list counts all five sessions', listed.body.count, 5)
  expect(
    'the newest session comes first',
    items.map(({ iat }) => iat),
    items.map(({ iat }) => iat).sort((a, b) => b - a),
  )
  const paged: number[] = []
  for await (const session of paginate(client.listUserSessions, { path, query: { limit: 2 } }))
    paged.push(session.iat)
  expect(
    'pages of two hold every session once',
    paged,
    items.map(({ iat }) => iat),
  )

  const [first, second, third] = items.map(({ iat }) => String(iat))
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('five sessions were set up')
  const read = await client.getUserSession({ path: { ...path, sid: first } })
  expect('a listed session can be read', read.status === 200 && read.body, items[0])
  const deleted = await client.deleteUserSession({ path: { ...path, sid: first } })
  expect('deleting a session answers it', deleted.status === 200 && deleted.body, items[0])
  expect(
    'a deleted session is gone',
    (await client.getUserSession({ path: { ...path, sid: first } })).status,
    404,
  )

  const bulk = await client.deleteUserSessions({
    path,
    body: { sessions: [second, third, second, '1'] },
  })
  expect('deleting some answers how many were there', bulk.status === 200 && bulk.body, {
    count: 2,
    type: 'session',
  })
  const all = await client.deleteAllUserSessions({ path })
  expect('deleting all ends the rest', all.status === 200 && all.body, {
    count: 2,
    type: 'session',
  })
  const empty = await client.listUserSessions({ path })
  expect('the list is empty at the end', empty.status === 200 && empty.body, {
    count: 0,
    items: [],
  })
  return steps
}
