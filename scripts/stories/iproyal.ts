import { createClient } from '@concordat/iproyal'
import { narrator, type Story, setUp, texts } from './story.ts'

/** An account resets the sessions of its users, by both ways, again and with hashes that are not its own. */
export const iproyalStory: Story = async (reference) => {
  const world = await setUp(reference, 'an IPRoyal account with residential users')
  const bearer = Object.values(world.credentials)[0] ?? ''
  const [scheme = ''] = Object.keys(world.credentials)
  const baseUrl = `${reference}/iproyal/v1`
  const client = createClient({ baseUrl, auth: { [scheme]: bearer } })
  const own = texts(world, 'residential_user_hashes')
  const foreign = texts(world, 'foreignHashes')
  const { steps, expect } = narrator()
  const running = async (hashes: readonly string[]): Promise<number> => {
    const response = await fetch(`${reference}/_concordat/world`)
    const view = (await response.json()) as {
      iproyal: { proxySessions: { userHash: string; resetAt: unknown }[] }
    } // the reference server's own answer
    return view.iproyal.proxySessions.filter(
      ({ userHash, resetAt }) => hashes.includes(userHash) && resetAt == null,
    ).length
  }

  expect('the account has running sessions', (await running(own)) > 0, true)
  const before = await running(foreign)
  const body = { residential_user_hashes: [...own, ...foreign, 'nobody'] }
  expect('resetting is answered 200', (await client.resetSessions({ body })).status, 200)
  expect('no session of the account runs on', await running(own), 0)
  expect('sessions of another account are untouched', await running(foreign), before)
  expect('resetting again is harmless', (await client.resetSessions({ body })).status, 200)
  const override = await client.resetSessionsByOverride({
    header: { 'X-HTTP-Method-Override': 'DELETE' },
    body,
  })
  expect('the override does the same', override.status, 200)
  const stranger = createClient({ baseUrl, auth: { [scheme]: 'of-no-value' } })
  expect('a wrong token is refused', (await stranger.resetSessions({ body })).status, 401)
  return steps
}
