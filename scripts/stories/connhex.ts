import { createClient } from '@concordat/connhex'
import { narrator, type Story, setUp, texts } from './story.ts'

/** A user signs out everywhere else, and cannot be signed out by a session that is gone. */
export const connhexStory: Story = async (reference) => {
  const world = await setUp(reference, 'a Connhex user with sessions')
  const others = texts(world, 'otherTokens')
  const clientOf = (sessionToken: string) =>
    createClient({ baseUrl: `${reference}/connhex/auth`, auth: { sessionToken } })
  const current = clientOf(world.credentials.sessionToken ?? '')
  const { steps, expect } = narrator()

  const revoked = await current.disableMyOtherSessions()
  expect('every other session is revoked', revoked.status === 200 && revoked.body, {
    count: world.params.count,
  })
  const again = await current.disableMyOtherSessions()
  expect(
    'the current session goes on, and the others are counted again',
    again.status === 200 && again.body,
    { count: world.params.count },
  )
  for (const [index, token] of others.entries()) {
    const refused = await clientOf(token).disableMyOtherSessions()
    expect(`other session ${index + 1} is refused`, refused.status, 401)
  }
  return steps
}
