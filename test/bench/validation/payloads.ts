/** A request of the benchmark: a value that the document allows, and one that it does not. */
export interface Payload {
  readonly name: 'small' | 'list' | 'union'
  readonly path: string
  readonly valid: unknown
  readonly invalid: unknown
}

const small = { id: 7, name: 'Ada Lovelace', active: true, tags: ['a', 'b'] }
const items = Array.from({ length: 50 }, (_, index) => ({
  iat: 1_700_000_000 + index,
  exp: 1_800_000_000 + index,
  sub: '1234567890',
  name: `Firefox on Linux ${index}`,
}))
const shapes = Array.from({ length: 20 }, (_, index) => {
  if (index % 3 === 0) return { kind: 'circle', radius: index }
  return index % 3 === 1
    ? { kind: 'square', side: index }
    : { kind: 'text', text: `text ${index}`, size: index }
})

/** What is wrong stands at the end, where a validator meets it last, and is nothing that a lenient one would coerce. */
export const payloads: readonly Payload[] = [
  { name: 'small', path: '/small/7', valid: small, invalid: { ...small, tags: ['a', { b: 1 }] } },
  {
    name: 'list',
    path: '/list?limit=50',
    valid: { count: 50, items },
    invalid: { count: 50, items: [...items.slice(1), { ...items[0], name: { first: 'Ada' } }] },
  },
  {
    name: 'union',
    path: '/union',
    valid: shapes,
    invalid: [...shapes.slice(1), { kind: 'circle', radius: -1 }],
  },
]
