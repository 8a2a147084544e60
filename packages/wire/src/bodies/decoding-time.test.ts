import { describe, expect, it } from 'vitest'
import type { MediaTypeDescriptor } from '../descriptor.ts'
import { findMediaType } from '../media/match-media-type.ts'
import { createParameterDecoder } from '../parameters/decode-parameters.ts'
import type { Shape } from '../shape.ts'
import { allCodecs } from './all-codecs.ts'
import { decodeBody } from './decode-body.ts'

const form = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data; boundary=b'
const anyNames = { object: {}, additional: 'string' } satisfies Shape
const numbers = { object: { a: { array: 'integer' } } } satisfies Shape
const kibibyte = 1024

/** What a caller may send to make a decoder work: a text that is repeated, with a number in place of `#`. */
interface Hostile {
  readonly name: string
  readonly type: string
  readonly descriptor: MediaTypeDescriptor
  readonly text: string
  readonly before?: string
  readonly after?: string
}

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

const bodies: readonly Hostile[] = [
  { name: 'many names', type: form, descriptor: { shape: anyNames }, text: 'k#=v&' },
  { name: 'one name often', type: form, descriptor: { shape: numbers }, text: 'a=1&' },
  { name: 'wrong items', type: form, descriptor: { shape: numbers }, text: 'a=x&' },
  {
    name: 'wrong items of one list',
    type: form,
    descriptor: { shape: numbers, encoding: { a: { style: 'form', explode: false } } },
    text: 'x,',
    before: 'a=',
  },
  {
    name: 'names of a deep object',
    type: form,
    descriptor: { shape: { object: { a: anyNames } }, encoding: { a: { style: 'deepObject' } } },
    text: 'a[k#]=v&',
  },
  {
    name: 'names of an exploded object',
    type: form,
    descriptor: { shape: { object: { a: anyNames } }, encoding: { a: { explode: true } } },
    text: 'k#=v&',
  },
  {
    name: 'names that no alternative takes',
    type: form,
    descriptor: { shape: { anyOf: [{ object: {}, additional: 'integer' }, anyNames] } },
    text: 'k#=v&',
  },
  {
    name: 'many parts',
    type: multipart,
    descriptor: { shape: anyNames },
    text: part('k#', 'v'),
    after: '--b--',
  },
  {
    name: 'wrong parts',
    type: multipart,
    descriptor: { shape: numbers },
    text: part('a', 'x'),
    after: '--b--',
  },
  {
    name: 'nearly boundaries',
    type: multipart,
    descriptor: { shape: anyNames },
    text: '\r\n--c',
    before: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
    after: '\r\n--b--',
  },
  {
    name: 'headers of a part',
    type: multipart,
    descriptor: { shape: anyNames },
    text: 'h#: v\r\n',
    before: '--b\r\nContent-Disposition: form-data; name="a"\r\n',
    after: '\r\nv\r\n--b--',
  },
  { name: 'lines that are no JSON', type: 'application/x-ndjson', descriptor: {}, text: 'x\n' },
]

function repeated({ text, before = '', after = '' }: Omit<Hostile, 'type'>, size: number): string {
  const pieces: string[] = []
  let length = 0
  for (let index = 0; length < size; index += 1) {
    const piece = text.replace('#', String(index))
    pieces.push(piece)
    length += piece.length
  }
  return before + pieces.join('') + after
}

/** The least of some runs, since a busy machine only ever adds. */
function leastTime(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

/** Four times the input may take four times as long, and some more for memory; sixteen times would be a square. */
function expectLinear(run: (size: number) => () => void): void {
  const small = leastTime(run(64 * kibibyte))
  const large = leastTime(run(256 * kibibyte))
  expect(large).toBeLessThan(10 * Math.max(small, 20))
}

describe('time to decode grows with the bytes, not with their square', () => {
  it.each(bodies)('bodies: $name', (hostile) => {
    expectLinear((size) => {
      const bytes = new TextEncoder().encode(repeated(hostile, size))
      const content = { [hostile.type.split(';')[0] ?? '']: hostile.descriptor }
      const type = findMediaType(content, hostile.type)
      if (!type) throw new Error('the type is documented')
      return () => decodeBody(bytes, type, allCodecs)
    })
  })

  it.each([
    { name: 'query: many names', location: 'query', text: 'k#=v&' },
    { name: 'cookie: many names', location: 'cookie', text: 'k#=v; ' },
  ] as const)('$name', ({ location, text }) => {
    const decode = createParameterDecoder([{ name: 'all', in: location, shape: anyNames }])
    expectLinear((size) => {
      const whole = repeated({ name: '', descriptor: {}, text }, size)
      const headers = { get: () => whole }
      return () => decode(location === 'query' ? { query: whole } : { headers })
    })
  })

  it('header: many items', () => {
    const decode = createParameterDecoder([
      { name: 'all', in: 'header', shape: { array: 'integer' } },
    ])
    expectLinear((size) => {
      const whole = repeated({ name: '', descriptor: {}, text: 'x,' }, size)
      return () => decode({ headers: { get: () => whole } })
    })
  })
})

describe('refusals', () => {
  it('are told up to a hundred, however many there are', () => {
    const type = findMediaType({ [form]: { shape: numbers } }, form)
    if (!type) throw new Error('the type is documented')
    const decoded = decodeBody(new TextEncoder().encode('a=x&'.repeat(200_000)), type, allCodecs)
    expect(decoded.ok).toBe(false)
    expect(!decoded.ok && decoded.issues).toHaveLength(100)
    expect(!decoded.ok && decoded.issues[99]?.path).toEqual(['a', 99])
  })
})
