import { compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { documentOfSchema, schemaPairs } from './pairs/pairs.ts'

/** The smallest document that sends what a schema describes to somebody else. */
function webhookOf(schema: object): object {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/It' } } }
  const responses = { '200': { description: 'Taken' } }
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: '1.0.0' },
    paths: {},
    webhooks: {
      it: { post: { operationId: 'it', requestBody: { required: true, content }, responses } },
    },
    components: { schemas: { It: schema } },
  }
}

async function breaks(old: object, next: object): Promise<boolean> {
  const [before, after] = await Promise.all([
    loadDocumentFromObject(old),
    loadDocumentFromObject(next),
  ])
  const { changes } = compareDocuments(before.loaded, after.loaded)
  return changes.some((change) => change.class === 'wire' || change.class === 'unknown')
}

const isDirected = (pair: object): boolean => /readOnly|writeOnly/.test(JSON.stringify(pair))
const pairs = schemaPairs.filter((pair) => !isDirected([pair.old, pair.new]))

describe('directions are each other’s mirror', () => {
  it.each(pairs)('$name', async ({ old, new: next }) => {
    const requests = (one: object, two: object) =>
      breaks(documentOfSchema(one, 'request'), documentOfSchema(two, 'request'))
    const answers = (one: object, two: object) =>
      breaks(documentOfSchema(one, 'response'), documentOfSchema(two, 'response'))
    const [there, back] = [await requests(old, next), await requests(next, old)]
    // What requests may no longer be, answers newly may be where the change is taken back.
    expect(await answers(next, old)).toBe(there)
    expect(await answers(old, next)).toBe(back)
    // What the API sends by itself breaks as its answers do.
    expect(await breaks(webhookOf(old), webhookOf(next))).toBe(back)
  })
})
