import { clientCredentials, createClient } from '@concordat/senhasegura'
import { narrator, type Story, setUp, text } from './story.ts'

/** An application gets a token by its own secret and ends a remote session, once and for all. */
export const senhaseguraStory: Story = async (reference) => {
  const world = await setUp(reference, 'a senhasegura client and a remote session')
  const [scheme = ''] = Object.keys(world.credentials)
  const client = createClient({
    baseUrl: `${reference}/senhasegura`,
    auth: {
      [scheme]: clientCredentials({
        clientId: text(world, 'client_id'),
        clientSecret: text(world, 'client_secret'),
      }),
    },
  })
  const path = { session_id: text(world, 'session_id') }
  const { steps, expect } = narrator()

  const dropped = await client.dropRemoteSession({ path })
  expect('dropping is answered 200', dropped.status, 200)
  expect(
    'the message is Portuguese, every letter intact',
    dropped.status === 200 && dropped.body.response.mensagem,
    'Sessão interrompida com sucesso',
  )
  const again = await client.dropRemoteSession({ path })
  expect('a session ends once', again.status, 500)
  const refused = await createClient({
    baseUrl: `${reference}/senhasegura`,
    auth: { [scheme]: 'of-no-value' },
  }).dropRemoteSession({ path })
  expect('a wrong token is refused', refused.status, 401)
  return steps
}
