// The three payloads of the benchmark, and how each server answers them.
import * as z from 'zod'

const Small = z.object({
  id: z.int().min(1),
  name: z.string().min(1).max(80),
  email: z.email(),
  active: z.boolean(),
  tags: z.array(z.string()).max(10).optional(),
})
const Item = z.object({ iat: z.int(), exp: z.int(), sub: z.string(), name: z.string() })
const List = z.object({ count: z.int().min(0), items: z.array(Item).max(100) })
const Union = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('circle'), radius: z.number().min(0) }),
    z.object({ kind: z.literal('square'), side: z.number().min(0) }),
    z.object({ kind: z.literal('text'), text: z.string(), size: z.int().optional() }),
  ]),
)

const small = {
  id: 7,
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  active: true,
  tags: ['a', 'b'],
}
const list = {
  count: 50,
  items: Array.from({ length: 50 }, (_, index) => ({
    iat: 1_700_000_000 + index,
    exp: 1_800_000_000 + index,
    sub: '1234567890',
    name: `Firefox on Linux ${index}`,
  })),
}
const union = Array.from({ length: 20 }, (_, index) =>
  index % 3 === 0
    ? { kind: 'circle', radius: index }
    : index % 3 === 1
      ? { kind: 'square', side: index }
      : { kind: 'text', text: `text ${index}`, size: index },
)

const json = { 'application/json': {} }

export const payloads = {
  small: { method: 'POST', path: '/small/7', value: small, schema: Small },
  list: { method: 'GET', path: '/list?limit=50&offset=0', value: list, schema: List },
  union: { method: 'POST', path: '/union', value: union, schema: Union },
}

/** What the generator would print for the three operations. */
export function definitionOf() {
  return {
    operations: {
      small: {
        operationId: 'small',
        method: 'POST',
        path: '/small/{id}',
        parameters: [{ name: 'id', in: 'path', required: true, shape: 'integer' }],
        body: { required: true, content: json },
        responses: { 200: { content: json } },
      },
      list: {
        operationId: 'list',
        method: 'GET',
        path: '/list',
        parameters: [
          { name: 'limit', in: 'query', shape: 'integer', default: 50 },
          { name: 'offset', in: 'query', shape: 'integer' },
        ],
        responses: { 200: { content: json } },
      },
      union: {
        operationId: 'union',
        method: 'POST',
        path: '/union',
        body: { required: true, content: json },
        responses: { 200: { content: json } },
      },
    },
    validators: {
      small: {
        request: { path: z.object({ id: z.int().min(1) }), body: { 'application/json': Small } },
        responses: { 200: { content: { 'application/json': Small } } },
      },
      list: {
        request: {
          query: z.object({
            limit: z.int().min(1).max(50).optional(),
            offset: z.int().min(0).optional(),
          }),
        },
        responses: { 200: { content: { 'application/json': List } } },
      },
      union: {
        request: { body: { 'application/json': Union } },
        responses: { 200: { content: { 'application/json': Union } } },
      },
    },
  }
}
