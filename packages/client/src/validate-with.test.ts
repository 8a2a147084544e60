import { RequestError, validateWith } from '@concordat/client'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { answering, json } from '../test/answer.ts'
import { createClient, createPlainClient } from '../test/pet-api.ts'

const pet = z.object({ id: z.string(), name: z.string().min(1) })
const validators = {
  listPets: {
    request: { query: z.object({ limit: z.int().max(50).optional() }) },
    responses: {
      200: {
        headers: z.object({ 'x-total': z.int().min(0) }),
        content: { 'application/json': z.object({ items: z.array(pet), total: z.int() }) },
      },
    },
  },
  getPet: { request: { path: z.object({ id: z.string() }) }, responses: {} },
  createPet: {
    request: { body: { 'application/json': z.object({ name: z.string().min(1) }) } },
    responses: { 201: { content: { 'application/json': pet } } },
  },
  readLog: {
    request: {},
    responses: { 200: { content: { 'application/x-ndjson': z.object({ at: z.int() }) } } },
  },
  search: {
    request: { header: z.object({ 'x-ids': z.array(z.int()).min(1) }) },
    responses: {},
  },
} as const
const validate = validateWith(validators)
const headers = { 'x-total': '1' }

describe('validation', () => {
  it('stops an input that breaks the document before it is sent', async () => {
    const { fetch, requests } = answering(json({}))
    const client = createClient({ fetch, validate })
    const result = await client.listPets({ query: { limit: 51 } })
    expect(result).toMatchObject({
      status: 'failed',
      reason: 'request',
      error: expect.any(RequestError),
    })
    expect(result).toMatchObject({
      error: {
        operationId: 'listPets',
        issues: [{ in: 'query', path: ['limit'] }],
        message: expect.stringMatching(/^The input of listPets breaks the document: query.limit/),
      },
    })
    expect(await client.createPet({ body: { name: '' } })).toMatchObject({
      error: { issues: [{ in: 'body', path: ['name'] }] },
    })
    expect(await client.createPet({} as never)).toMatchObject({
      error: { issues: [{ in: 'body', path: [], message: 'is required' }] },
    })
    expect(
      await client.search({ path: { shop: 'a', ids: [1] }, header: { 'X-Ids': [] } }),
    ).toMatchObject({
      error: { issues: [{ in: 'header', path: ['x-ids'] }] },
    })
    expect(requests).toHaveLength(0)
  })

  it('lets pass what keeps to the document, and what has no validators', async () => {
    const answer = json({ items: [{ id: '1', name: 'Rex' }], total: 1 }, { headers })
    const client = createPlainClient({ ...answering(answer), validate })
    expect(await client.listPets({ query: { limit: 50 } })).toMatchObject({ status: 200, ok: true })
    expect(await client.feedPets()).toMatchObject({ status: 200 })
  })

  it('makes an answer that breaks the document malformed', async () => {
    const answer = json(
      { items: [{ id: '1', name: '' }], total: 1 },
      { headers: { 'x-total': '-1' } },
    )
    expect(await createClient({ ...answering(answer), validate }).listPets()).toMatchObject({
      status: 'malformed',
      documentedStatus: 200,
      body: { total: 1 },
      issues: [
        { in: 'header', path: ['x-total'] },
        { in: 'body', path: ['items', 0, 'name'] },
      ],
    })
  })

  it('judges a sequence item by item', async () => {
    const log = new Response('{"at":1}\n{"at":"x"}\n', {
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect(await createClient({ ...answering(log), validate }).readLog()).toMatchObject({
      status: 'malformed',
      issues: [{ in: 'body', path: [1, 'at'] }],
    })
  })

  it('can be of one side only', async () => {
    const bad = json({ items: [{ id: 1 }], total: 1 }, { headers })
    const requestsOnly = validateWith(validators, { responses: false })
    expect(
      await createClient({ ...answering(bad), validate: requestsOnly }).listPets(),
    ).toMatchObject({
      status: 200,
    })
    const responsesOnly = validateWith(validators, { requests: false })
    expect(
      await createClient({ ...answering(bad), validate: responsesOnly }).listPets({
        query: { limit: 99 },
      }),
    ).toMatchObject({ status: 'malformed' })
  })
})
