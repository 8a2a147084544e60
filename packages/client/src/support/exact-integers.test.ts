import { expect, it } from 'vitest'
import { defineClient } from '../define-client.ts'
import { exactIntegers } from './exact-integers.ts'
import { formBodies } from './form-bodies.ts'

const operations = {
  read: {
    operationId: 'read',
    method: 'GET',
    path: '/',
    responses: { 200: { content: { 'application/json': {}, 'image/png': { binary: true } } } },
  },
} as const

async function answered(text: string, type = 'application/json') {
  const client = defineClient(
    { operations, bodies: exactIntegers(formBodies) },
    {
      baseUrl: 'http://loop.invalid',
      fetch: async () => new Response(text, { headers: { 'Content-Type': type } }),
    },
  ) as unknown as { read(): Promise<Record<string, unknown>> }
  return client.read()
}

it('never makes another integer of the one that arrived: the answer keeps its text', async () => {
  const text = '{"items":[{"id":1},{"id":9007199254740993}]}'
  expect(await answered(text)).toMatchObject({
    status: 'malformed',
    documentedStatus: 200,
    body: text,
    issues: [
      {
        in: 'body',
        path: [],
        message: 'expected an integer that a number can hold, found `9007199254740993`',
      },
    ],
  })
})

it('takes every number that is what it says', async () => {
  const text = '{"id":9007199254740992,"n":0.30000000000000004,"t":"9007199254740993"}'
  expect(await answered(text)).toMatchObject({ status: 200, body: JSON.parse(text) })
})

it('does not look into bytes', async () => {
  expect(await answered('9007199254740993', 'image/png')).toMatchObject({ status: 200 })
})
