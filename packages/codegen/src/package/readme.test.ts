import { expect, it } from 'vitest'
import { modelOfOperation } from '../../test/model-of.ts'
import { generatePackage } from '../generate-package.ts'

const readmeOf = async (...given: Parameters<typeof modelOfOperation>): Promise<string> => {
  const { files } = await generatePackage(await modelOfOperation(...given), {
    source: 'openapi/acme/openapi.yaml',
  })
  return files.find(({ path }) => path === 'README.md')!.text
}

const json = (media: Readonly<Record<string, unknown>>) => ({
  requestBody: { required: true, content: { 'application/json': media } },
})

it('shows a call whose only operation takes a body, by its example', async () => {
  const schema = { type: 'object', properties: { ids: { type: 'array' } } }
  const readme = await readmeOf(json({ schema, example: { ids: ['a', 'b'] } }), {
    method: 'delete',
  })
  expect(readme).toContain("client.getThing({ body: { ids: ['a', 'b'] } })")
})

it('shows no call whose body it would have to make up', async () => {
  expect(await readmeOf(json({ schema: { type: 'object' } }), { method: 'delete' })).not.toContain(
    '## Client',
  )
})

it('shows the credentials that a scheme takes', async () => {
  const withScheme = (scheme: Readonly<Record<string, unknown>>) =>
    readmeOf({ security: [{ who: [] }] }, { components: { securitySchemes: { who: scheme } } })
  const flows = { clientCredentials: { tokenUrl: 'https://acme.example/token', scopes: {} } }
  const oauth = await withScheme({ type: 'oauth2', flows })
  expect(oauth).toContain('import { clientCredentials, createClient, unwrap } from')
  expect(oauth).toContain("who: clientCredentials({ clientId: 'id', clientSecret: 'secret' })")
  expect(await withScheme({ type: 'http', scheme: 'basic' })).toContain(
    "who: { username: 'user', password: 'secret' }",
  )
  expect(await withScheme({ type: 'http', scheme: 'bearer' })).toContain("who: 'secret'")
})

it('lets neither escape sequences nor turns of direction into a terminal', async () => {
  const hostile = 'x\u001b[2J\u009b31m\u202eback\u2066'
  const readme = await readmeOf(
    { operationId: `get${hostile}`, summary: hostile },
    { path: `/${hostile}`, info: { title: hostile, summary: hostile, version: hostile } },
  )
  expect(readme).toContain('U+001B')
  expect(readme).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u)
})
