import { pages, paginate } from '@concordat/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answering, json } from '../test/answer.ts'
import { createClient, type Pet } from '../test/pet-api.ts'

const petsOf = (count: number): Pet[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}`, name: `pet ${index}` }))

/** A server of so many pets that gives at most so many at once. */
const shop = (count: number, most: number, total?: number) => {
  const { fetch, requests } = answering((request) => {
    const query = new URL(request.url).searchParams
    const offset = Number(query.get('offset') ?? 0)
    const limit = Math.min(most, Number(query.get('limit') ?? most))
    const items = petsOf(count).slice(offset, offset + limit)
    return json({ items, total: total ?? count }, { headers: { 'x-total': `${count}` } })
  })
  return { client: createClient({ fetch }), requests }
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('pages with offsets', () => {
  it('give every item once, in order, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
        async (count, most, limit) => {
          const { client, requests } = shop(count, most)
          const query = limit === undefined ? {} : { limit }
          const found = await collect(paginate(client.listPets, { query }))
          expect(found).toEqual(petsOf(count))
          const size = Math.min(most, limit ?? most)
          expect(requests.length).toBe(Math.max(1, Math.ceil(count / size)))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('begin where the input says and keep its other parts', async () => {
    const { client, requests } = shop(5, 2)
    const found = await collect(paginate(client.listPets, { query: { offset: 2, tag: ['a'] } }))
    expect(found.map((pet) => pet.id)).toEqual(['2', '3', '4'])
    expect(requests.map((request) => new URL(request.url).search)).toEqual([
      '?offset=2&tag=a',
      '?offset=4&tag=a',
    ])
  })

  it('end at an empty page when the total promises more', async () => {
    const { client, requests } = shop(3, 2, 100)
    expect(await collect(paginate(client.listPets))).toHaveLength(3)
    expect(requests).toHaveLength(3)
  })

  it('are fetched only as they are needed', async () => {
    const { client, requests } = shop(10, 2)
    for await (const pet of paginate(client.listPets)) {
      if (pet.id === '2') break
    }
    expect(requests).toHaveLength(2)
  })

  it('can be walked page by page', async () => {
    const { client } = shop(3, 2)
    const found = await collect(pages(client.listPets))
    expect(found.map((page) => [page.items.length, page.total])).toEqual([
      [2, 3],
      [1, 3],
    ])
  })

  it('throw what is no success', async () => {
    const { fetch } = answering(
      new Response('x', { status: 500, headers: { 'content-type': 'text/html' } }),
    )
    await expect(collect(paginate(createClient({ fetch }).listPets))).rejects.toMatchObject({
      name: 'ApiError',
      operationId: 'listPets',
      status: 'undocumented',
    })
  })
})

describe('pages with cursors', () => {
  const feed = (answer: (after: string | null) => unknown) => {
    const { fetch, requests } = answering((request) =>
      json(answer(new URL(request.url).searchParams.get('after'))),
    )
    return { client: createClient({ fetch }), requests }
  }
  it.each([undefined, null, ''])('end where the next cursor is %j', async (end) => {
    const { client, requests } = feed((after) =>
      after === null ? { pets: petsOf(2), next: 'p2' } : { pets: petsOf(1), next: end },
    )
    expect(await collect(paginate(client.feedPets))).toHaveLength(3)
    expect(requests.map((request) => new URL(request.url).search)).toEqual(['', '?after=p2'])
  })
  it('do not go in circles', async () => {
    const { client } = feed(() => ({ pets: [], next: 'same' }))
    await expect(collect(paginate(client.feedPets))).rejects.toThrow(/cursor/)
  })
  it('need their array', async () => {
    const { client } = feed(() => ({ next: 'x' }))
    await expect(collect(paginate(client.feedPets))).rejects.toThrow(/no array `pets`/)
  })
})
