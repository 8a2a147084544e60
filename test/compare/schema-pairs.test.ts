import { changeDocumentation, compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { documentOfSchema, schemaPairs, type Verdict } from './pairs/pairs.ts'

/** Places that a schema can stand in: the whole body, and within others. */
const places: Readonly<Record<string, (schema: object) => object>> = {
  body: (schema) => schema,
  member: (schema) => ({ type: 'object', properties: { it: schema }, required: ['it'] }),
  item: (schema) => ({ type: 'object', properties: { list: { type: 'array', items: schema } } }),
  'map value': (schema) => ({ type: 'object', additionalProperties: schema }),
}

async function verdictOf(old: object, next: object, direction: 'request' | 'response') {
  const [before, after] = await Promise.all([
    loadDocumentFromObject(documentOfSchema(old, direction)),
    loadDocumentFromObject(documentOfSchema(next, direction)),
  ])
  const { changes } = compareDocuments(before.loaded, after.loaded)
  for (const { id } of changes) expect(changeDocumentation(id), id).toContain(`# ${id}`)
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
  it.each(schemaPairs)('$name: requests $request, answers $response', async (pair) => {
    const [old, next] = [within(pair.old), within(pair.new)]
    expect({
      request: await verdictOf(old, next, 'request'),
      response: await verdictOf(old, next, 'response'),
    }).toEqual({ request: pair.request, response: pair.response })
  })
})
