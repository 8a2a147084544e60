import { loadDocumentFromText } from '@concordat/document'
import { readApiModel } from '@concordat/model'
import { expect, it } from 'vitest'
import { unsatisfiableSchemas } from './unsatisfiable-schemas.ts'

async function found(schemas: object): Promise<(readonly [string | undefined, string])[]> {
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          parameters: [
            { name: 'n', in: 'query', schema: { type: 'integer', minimum: 3, maximum: 2 } },
          ],
          requestBody: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Impossible' } },
            },
          },
          responses: { 204: { description: 'none' } },
        },
      },
    },
    components: { schemas },
  })
  const { loaded } = await loadDocumentFromText(text, { location: 'openapi.json' })
  return unsatisfiableSchemas(readApiModel(loaded).model).map(({ pointer, id }) => [pointer, id])
}

it('tells once of each schema that no value satisfies, where its contradiction stands', async () => {
  const pointers = (
    await found({
      Impossible: { allOf: [{ type: 'string' }, { type: 'integer' }] },
      Endless: {
        type: 'object',
        required: ['next'],
        properties: { next: { $ref: '#/components/schemas/Endless' } },
      },
    })
  ).map(([pointer]) => pointer)
  expect(pointers).toHaveLength(3)
  expect(pointers).toEqual([
    expect.stringMatching(/^\/components\/schemas\/Impossible\/allOf\/[01]\/type$/),
    expect.stringMatching(/^\/components\/schemas\/Endless\b/),
    expect.stringMatching(/^\/paths\/~1a\/post\/parameters\/0\/schema\/m/),
  ])
})

it('is silent where a value may be left out, or is only hard to find', async () => {
  const schemas = {
    Impossible: {
      type: 'object',
      properties: { never: false, text: { type: 'string', pattern: '^(?=.*a)(?=.*b).{40}$' } },
    },
  }
  expect(await found(schemas)).toHaveLength(1)
})
