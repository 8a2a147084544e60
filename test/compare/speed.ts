// How long a document of many operations takes against its successor: `tsx test/compare/speed.ts`.
import { compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'

const groupSize = 20

function neighbour(names: readonly string[], index: number, step: number): string {
  const start = index - (index % groupSize)
  return names[start + ((index - start + step) % groupSize)] ?? ''
}

/** A document of many operations over components that refer to others of their group. */
function documentOf(operations: number, isNext: boolean): object {
  const names = Array.from({ length: operations / 5 }, (_, index) => `Thing${index}`)
  const schemas = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        type: 'object',
        required: isNext && index % 40 === 0 ? ['id'] : ['id', 'state'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          state: { enum: isNext && index % 25 === 0 ? ['on', 'off', 'lost'] : ['on', 'off'] },
          count: {
            type: 'integer',
            minimum: 0,
            ...(isNext && index % 30 === 0 ? { maximum: 9 } : {}),
          },
          name: { type: 'string', maxLength: 80, pattern: '^[A-Za-z][A-Za-z0-9 ]*$' },
          next: { $ref: `#/components/schemas/${neighbour(names, index, 1)}` },
          either: {
            oneOf: [
              { type: 'string' },
              { $ref: `#/components/schemas/${neighbour(names, index, 7)}` },
            ],
          },
        },
      },
    ]),
  )
  const content = (index: number) => ({
    'application/json': { schema: { $ref: `#/components/schemas/${names[index % names.length]}` } },
  })
  const paths = Object.fromEntries(
    Array.from({ length: operations / 2 }, (_, index) => [
      `/things/${index}/{id}`,
      {
        get: {
          operationId: `get${index}`,
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            {
              name: 'limit',
              in: 'query',
              schema: { type: 'integer', maximum: isNext && index % 50 === 0 ? 10 : 100 },
            },
          ],
          responses: { '200': { description: 'Thing', content: content(index) } },
        },
        put: {
          operationId: `put${index}`,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: { required: true, content: content(index) },
          responses: { '200': { description: 'Thing', content: content(index + 1) } },
        },
      },
    ]),
  )
  return {
    openapi: '3.1.1',
    info: { title: 'Large', version: '1.0.0' },
    paths,
    components: { schemas },
  }
}

async function secondsFor(operations: number): Promise<number> {
  const [old, next] = await Promise.all([
    loadDocumentFromObject(documentOf(operations, false)),
    loadDocumentFromObject(documentOf(operations, true)),
  ])
  const start = process.cpuUsage()
  const { changes } = compareDocuments(old.loaded, next.loaded)
  const { user, system } = process.cpuUsage(start)
  if (changes.some((change) => change.class === 'unknown')) throw new Error('Something is unknown.')
  return (user + system) / 1e6
}

for (const operations of [250, 500, 1000, 2000]) {
  console.log(
    `${operations} operations: ${(await secondsFor(operations)).toFixed(1)} s of processor time`,
  )
}
