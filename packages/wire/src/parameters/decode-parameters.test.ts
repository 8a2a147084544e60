import { describe, expect, it } from 'vitest'
import type { ParameterDescriptor } from '../descriptor.ts'
import type { Shape } from '../shape.ts'
import { decodeParameters } from './decode-parameters.ts'

const query = (shape: Shape, rest: Partial<ParameterDescriptor> = {}): ParameterDescriptor => ({
  name: 'p',
  in: 'query',
  shape,
  ...rest,
})
const decode = (parameter: ParameterDescriptor, text: string) => {
  const { values, issues } = decodeParameters([parameter], { query: text })
  return issues.length > 0
    ? issues.map((issue) => `${issue.path.join('.')} ${issue.code}: ${issue.message}`)
    : values.query.p
}

describe('an integer', () => {
  it.each([
    '',
    '0x10',
    '1e1',
    '50.0x',
    '50.0',
    '+5',
    '%2B5',
    ' 5',
    '5%20',
    'NaN',
    '007',
    '-',
    '1_0',
  ])('is not `%s`', (text) => {
    expect(decode(query('integer'), `p=${text}`)).toEqual([
      expect.stringMatching(/p type: expected an integer/),
    ])
  })
  it.each([
    ['0', 0],
    ['-7', -7],
    ['9007199254740991', 9007199254740991],
  ])('is %s', (text, value) => {
    expect(decode(query('integer'), `p=${text}`)).toBe(value)
  })
  it('is refused when it is too large for any number', () => {
    expect(decode(query('integer'), `p=1${'0'.repeat(400)}`)).toEqual([
      expect.stringMatching(/expected an integer/),
    ])
  })
})

describe('a number', () => {
  it.each(['', '.5', '5.', '0x1', 'Infinity', '1e999', '1,5', 'NaN'])('is not `%s`', (text) => {
    expect(decode(query('number'), `p=${text}`)).toEqual([
      expect.stringMatching(/expected a number/),
    ])
  })
  it.each([
    ['1e3', 1000],
    ['-0.5', -0.5],
    ['-0', 0],
  ])('is %s', (text, value) => {
    expect(decode(query('number'), `p=${text}`)).toBe(value)
  })
})

describe('a boolean', () => {
  it.each(['0', '1', 'TRUE', 'True', 'yes', '', 'null'])('is not `%s`', (text) => {
    expect(decode(query('boolean'), `p=${text}`)).toEqual([
      expect.stringMatching(/expected `true` or `false`/),
    ])
  })
})

describe('a list between commas', () => {
  it.each([
    [{ array: 'integer' }, 'p=1%2C2', [1, 2]],
    [{ object: { a: 'integer' } }, 'p=a%2c1', { a: 1 }],
    [{ array: 'string' }, 'p=a%2Cb', ['a,b']],
  ] as const)(
    'may have them percent-encoded where no item can hold one: %j %s',
    (shape, text, value) => {
      expect(decode(query(shape, { explode: false }), text)).toEqual(value)
    },
  )
})

describe('what a query says twice or badly', () => {
  it('refuses duplicates of what is no exploded array', () => {
    expect(decode(query('integer'), 'p=1&p=2')).toEqual([
      'p duplicate: expected one value, found `1, 2`',
    ])
    expect(decode(query({ array: 'integer' }, { explode: false }), 'p=1,2&p=3')).toEqual([
      expect.stringMatching(/duplicate/),
    ])
    expect(decode(query('unknown', { content: 'application/json' }), 'p=1&p=2')).toEqual([
      expect.stringMatching(/duplicate/),
    ])
  })
  it('refuses broken percent-encoding and bytes that are not UTF-8', () => {
    expect(decode(query('string'), 'p=%zz')).toEqual([
      expect.stringMatching(/malformed: .*percent-encoding/),
    ])
    expect(decode(query('string'), 'p=%C3')).toEqual([expect.stringMatching(/malformed/)])
  })
  it('ignores names that the document does not know, even broken ones', () => {
    expect(decode(query('integer'), 'x=1&%zz=1&p=3&&')).toBe(3)
  })
  it('reads `+` as a space', () => {
    expect(decode(query('string'), 'p=a+b%2Bc')).toBe('a b+c')
  })
  it('says that a required parameter is missing', () => {
    expect(decode(query('integer', { required: true }), '')).toEqual(['p missing: is required'])
  })
  it('names the item of an array that is wrong', () => {
    expect(decode(query({ array: 'integer' }), 'p=1&p=x')).toEqual([
      'p.1 type: expected an integer, found `x`',
    ])
  })
  it('says what all alternatives together expect', () => {
    expect(decode(query({ anyOf: ['integer', 'boolean'] }), 'p=x')).toEqual([
      'p type: expected an integer or `true` or `false`, found `x`',
    ])
  })
  it('shortens what it shows', () => {
    expect(decode(query('integer'), `p=${'9x'.repeat(500)}`)).toEqual([
      expect.stringMatching(/^.{0,140}$/),
    ])
  })
})

describe('an empty value where it is allowed', () => {
  it.each([
    ['string', ''],
    ['boolean', true],
    ['integer', undefined],
  ] as const)('of a %s is %s', (shape, value) => {
    expect(decode(query(shape, { allowEmptyValue: true }), 'p=')).toBe(value)
    expect(decode(query(shape, { allowEmptyValue: true }), 'p')).toBe(value)
  })
})

describe('deepObject', () => {
  const filter = query(
    { object: { a: 'integer', tags: { array: 'string' }, sub: { object: { b: 'boolean' } } } },
    { style: 'deepObject' },
  )
  it.each([
    ['p[a]=1&p[sub][b]=true', { a: 1, sub: { b: true } }],
    ['p[tags]=x&p[tags]=y', { tags: ['x', 'y'] }],
    ['p[tags][]=x&p[tags][]=y', { tags: ['x', 'y'] }],
    ['p[tags][1]=y&p[tags][0]=x', { tags: ['x', 'y'] }],
    ['p%5Bother%5D=1', { other: '1' }],
    ['other=1', undefined],
  ])('reads `%s`', (text, value) => {
    expect(decode(filter, text)).toEqual(value)
  })
  it.each([
    ['p=1', /malformed/],
    ['p[a=1', /malformed/],
    ['p[a]x=1', /malformed/],
    ['p[a]=1&p[a]=2', /p.a duplicate/],
    ['p[a][b]=1', /p.a type: expected an integer/],
    ['p[sub]=1', /p.sub type: expected an object/],
    ['p[tags][x]=1', /p.tags type: expected an array/],
    [`p${'[a]'.repeat(500)}=1`, /malformed/],
  ])('refuses `%s`', (text, message) => {
    expect(decode(filter, text)).toEqual([expect.stringMatching(message)])
  })
})

describe('an exploded object', () => {
  const limit: ParameterDescriptor = { name: 'limit', in: 'query', shape: 'integer' }
  it('takes what no other parameter claims when it takes any name', () => {
    const rest = query({ object: {} })
    expect(decodeParameters([limit, rest], { query: 'limit=1&x=a&y=b' }).values.query).toEqual({
      limit: 1,
      p: { x: 'a', y: 'b' },
    })
  })
  it('takes only its own names otherwise', () => {
    const known = query({ object: { x: 'integer' } })
    expect(decodeParameters([known, limit], { query: 'x=1&y=b' }).values.query).toEqual({
      p: { x: 1 },
    })
  })
})

describe('paths, headers and cookies', () => {
  it.each([
    ['label', false, '.blue,black'],
    ['label', false, '.blue.black'],
    ['label', true, '.blue.black'],
    ['matrix', false, ';p=blue,black'],
    ['matrix', true, ';p=blue;p=black'],
    ['simple', false, 'blue,black'],
  ] as const)('reads %s explode=%s `%s`', (style, explode, text) => {
    const parameter = { name: 'p', in: 'path', style, explode, shape: { array: 'string' } } as const
    expect(decodeParameters([parameter], { path: { p: text } }).values.path).toEqual({
      p: ['blue', 'black'],
    })
  })
  it.each([
    ['label', 'blue', /leading full stop/],
    ['matrix', 'p=blue', /leading semicolon/],
    ['matrix', ';q=blue', /;p=/],
    ['matrix', ';p=blue;p=red', /once/],
    ['simple', '%E0', /percent-encoding/],
  ] as const)('refuses %s `%s`', (style, text, message) => {
    const parameter = { name: 'p', in: 'path', style, shape: 'string' } as const
    expect(decodeParameters([parameter], { path: { p: text } }).issues).toMatchObject([
      { in: 'path', path: ['p'], message: expect.stringMatching(message) },
    ])
  })
  it('refuses a list of keys and values that ends with a key', () => {
    const parameter = { name: 'p', in: 'path', shape: { object: {} } } as const
    expect(decodeParameters([parameter], { path: { p: 'R,100,G' } }).issues).toHaveLength(1)
  })
  it('reads headers under lower-case names and trims list items', () => {
    const parameter = { name: 'X-Ids', in: 'header', shape: { array: 'integer' } } as const
    const headers = new Headers({ 'x-ids': '1, 2 ,3' })
    expect(decodeParameters([parameter], { headers }).values.header).toEqual({ 'x-ids': [1, 2, 3] })
  })
  it('reads cookies between others', () => {
    const parameter = { name: 'sid', in: 'cookie', shape: 'string' } as const
    const headers = new Headers({ cookie: 'a=1; sid=MTY=; b' })
    expect(decodeParameters([parameter], { headers }).values.cookie).toEqual({ sid: 'MTY=' })
  })
  it('does not find what objects inherit', () => {
    const parameter = { name: 'constructor', in: 'path', required: true } as const
    expect(decodeParameters([parameter], { path: {} }).issues).toMatchObject([{ code: 'missing' }])
  })
})
