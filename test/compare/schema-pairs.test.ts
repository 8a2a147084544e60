import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

type Verdict = 'wire' | 'behaviour' | 'unknown' | '-'

interface SchemaPair {
  readonly name: string
  readonly old: object
  readonly new: object
  readonly request: Verdict
  readonly response: Verdict
  readonly why: string
}

const pairs: readonly SchemaPair[] = parse(
  readFileSync(join(import.meta.dirname, 'pairs/schemas.yaml'), 'utf8'),
)

/** Places that a schema can stand in: the whole body, and within others. */
const places: Readonly<Record<string, (schema: object) => object>> = {
  body: (schema) => schema,
  member: (schema) => ({ type: 'object', properties: { it: schema }, required: ['it'] }),
  item: (schema) => ({ type: 'object', properties: { list: { type: 'array', items: schema } } }),
  'map value': (schema) => ({ type: 'object', additionalProperties: schema }),
}

function documentOf(schema: object, direction: 'request' | 'response'): object {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/It' } } }
  const requestBody = direction === 'request' ? { requestBody: { required: true, content } } : {}
  const answer = direction === 'response' ? { content } : {}
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: '1.0.0' },
    paths: {
      '/it': {
        post: {
          operationId: 'it',
          ...requestBody,
          responses: { '200': { description: 'It', ...answer } },
        },
      },
    },
    components: { schemas: { It: schema } },
  }
}

async function verdictOf(old: object, next: object, direction: 'request' | 'response') {
  const [before, after] = await Promise.all([
    loadDocumentFromObject(documentOf(old, direction)),
    loadDocumentFromObject(documentOf(next, direction)),
  ])
  const { changes } = compareDocuments(before.loaded, after.loaded)
  const open = changes.filter((change) => change.class !== 'compatible')
  for (const change of open) {
    const isShown = change.class === 'unknown' || change.witness || change.argument
    expect(isShown, change.message).toBeTruthy()
  }
  const classes = new Set<Verdict>(open.map((change) => change.class as Verdict))
  if (classes.size === 0) return '-'
  return [...classes].sort().join(', ')
}

describe.each(Object.keys(places))('a schema as %s', (place) => {
  const within = places[place]!
  it.each(pairs)('$name: requests $request, answers $response', async (pair) => {
    const [old, next] = [within(pair.old), within(pair.new)]
    expect({
      request: await verdictOf(old, next, 'request'),
      response: await verdictOf(old, next, 'response'),
    }).toEqual({ request: pair.request, response: pair.response })
  })
})
