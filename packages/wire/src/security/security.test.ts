import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SecuritySchemeDescriptor } from '../descriptor.ts'
import type { EncodedParameters } from '../parameters/encode-parameters.ts'
import { type Credential, extractCredential } from './extract-credential.ts'
import { placeCredential } from './place-credential.ts'

const bearer = { type: 'http', scheme: 'bearer' } as const
const basic = { type: 'http', scheme: 'Basic' } as const
const key = (location: 'query' | 'header' | 'cookie') =>
  ({ type: 'apiKey', in: location, name: 'X-Key' }) as const

const roundTrip = (scheme: SecuritySchemeDescriptor, credential: Credential) => {
  const request: EncodedParameters = { path: '/', query: [], headers: [], cookies: [] }
  placeCredential(scheme, credential, request)
  const headers = new Headers(request.headers)
  if (request.cookies.length > 0) headers.set('cookie', ['a=1', ...request.cookies].join('; '))
  return extractCredential(scheme, { headers, query: request.query.join('&') })
}

describe('placing a credential and reading it', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9._~+/=%-]{1,20}$/)
  it.each([
    bearer,
    { type: 'http', scheme: 'digest' } as const,
    { type: 'oauth2', flows: {} } as const,
    { type: 'openIdConnect', openIdConnectUrl: 'https://x' } as const,
    key('query'),
    key('header'),
    key('cookie'),
  ])('gives back what was placed: $type $scheme $in', (scheme) => {
    fc.assert(
      fc.property(token, (one) => {
        expect(roundTrip(scheme, one)).toBe(one)
      }),
    )
  })
  it('gives back any user name without a colon and any password', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(
        text.filter((one) => !one.includes(':')),
        text,
        (username, password) => {
          expect(roundTrip(basic, { username, password })).toEqual({ username, password })
        },
      ),
    )
  })
  it('lets no cookie end early', () => {
    expect(roundTrip(key('cookie'), 'a; b=c')).toBe('a%3B%20b=c')
  })
})

describe('reading a credential', () => {
  const read = (scheme: SecuritySchemeDescriptor, headers: HeadersInit, query = '') =>
    extractCredential(scheme, { headers: new Headers(headers), query })
  it.each([
    ['bearer abc', 'abc'],
    ['BEARER   abc ', 'abc'],
    ['Bearer', undefined],
    ['Bearer ', undefined],
    ['abc', undefined],
    ['Basic abc', undefined],
    ['', undefined],
  ])('bearer of `%s` is %s', (authorization, found) => {
    expect(read(bearer, { authorization })).toBe(found)
  })
  it.each(['Basic !!!', `Basic ${btoa('nocolon')}`, 'Basic /w==', 'Bearer YTpi'])(
    'basic of `%s` is none',
    (authorization) => {
      expect(read(basic, { authorization })).toBeUndefined()
    },
  )
  it('reads a key that stands bare in Authorization', () => {
    const scheme = { type: 'apiKey', in: 'header', name: 'Authorization' } as const
    expect(read(scheme, { authorization: 'token' })).toBe('token')
  })
  it('takes no key that is empty or stands twice', () => {
    expect(read(key('header'), { 'x-key': ' ' })).toBeUndefined()
    expect(read(key('query'), {}, '?X-Key=a&X-Key=b')).toBeUndefined()
    expect(read(key('query'), {}, 'X-Key=')).toBeUndefined()
    expect(read(key('cookie'), { cookie: 'Y=1' })).toBeUndefined()
    expect(read({ type: 'mutualTLS' }, {})).toBeUndefined()
  })
})
