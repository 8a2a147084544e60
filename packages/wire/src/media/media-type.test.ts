import { describe, expect, it } from 'vitest'
import { findMediaType } from './match-media-type.ts'
import { negotiate } from './negotiate.ts'
import { isJsonMediaType, isSequenceMediaType, parseMediaType } from './parse-media-type.ts'

describe('reading a media type', () => {
  it.each([
    ['application/json', 'application/json', {}],
    [' Text/HTML ; Charset=UTF-8', 'text/html', { charset: 'UTF-8' }],
    ['text/plain;charset="a;b\\"c"; x=1', 'text/plain', { charset: 'a;b"c', x: '1' }],
    ['text/plain; charset=utf-8; charset=latin1', 'text/plain', { charset: 'utf-8' }],
    ['*/*', '*/*', {}],
  ])('%s', (text, essence, parameters) => {
    const mediaType = parseMediaType(text)
    expect(mediaType?.essence).toBe(essence)
    expect(Object.fromEntries(mediaType?.parameters ?? [])).toEqual(parameters)
  })
  it.each(['', 'json', 'a/', '/b', 'a b/c', 'a/b c', 'a/b/c'])('`%s` is none', (text) => {
    expect(parseMediaType(text)).toBeUndefined()
  })
  it('knows JSON and sequences', () => {
    const json = (text: string) => isJsonMediaType(parseMediaType(text)!)
    expect(['application/json', 'application/problem+json', 'text/json'].map(json)).toEqual([
      true,
      true,
      true,
    ])
    expect(['application/jsonx', 'application/json-seq', 'text/plain'].some(json)).toBe(false)
    const sequence = (text: string) => isSequenceMediaType(parseMediaType(text)!)
    expect(
      ['application/x-ndjson', 'application/jsonl', 'application/geo+json-seq'].every(sequence),
    ).toBe(true)
    expect(sequence('application/json')).toBe(false)
  })
})

describe('finding the documented media type', () => {
  const content = {
    'application/json': 'json',
    'application/vnd.a+json; version=1': 'v1',
    'application/vnd.a+json; version=2': 'v2',
    'application/*': 'application',
    'text/plain; charset=utf-8': 'text',
    '*/*': 'any',
  }
  it.each([
    ['application/json', 'json'],
    ['APPLICATION/JSON; charset=utf-8', 'json'],
    ['application/vnd.a+json; version=2', 'v2'],
    ['application/vnd.a+json;version="1"', 'v1'],
    ['application/vnd.a+json; version=3', 'application'],
    ['application/pdf', 'application'],
    ['text/plain', 'text'],
    ['text/plain; charset=iso-8859-1', 'text'],
    ['image/png', 'any'],
    ['rubbish', undefined],
    [null, undefined],
    ['', undefined],
  ])('%s is %s', (contentType, descriptor) => {
    expect(findMediaType(content, contentType)?.descriptor).toBe(descriptor)
  })
  it('finds nothing where nothing covers it', () => {
    expect(findMediaType({ 'application/json': 1 }, 'application/problem+json')).toBeUndefined()
    expect(findMediaType({ 'application/json': 1 }, 'text/html')).toBeUndefined()
  })
})

describe('negotiating by Accept', () => {
  const offers = ['application/json', 'text/plain', 'image/*'] as const
  it.each([
    [null, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/plain'],
    ['text/plain;q=0.5, application/json;q=0.4', 'text/plain'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['*/*, application/json;q=0', 'text/plain'],
    ['application/json;q=0', undefined],
    ['image/png', 'image/*'],
    ['text/html', undefined],
    ['application/json; charset=utf-8', 'application/json'],
    ['a/b; x="1,2", text/plain', 'text/plain'],
    ['nonsense', 'application/json'],
    ['text/plain;q=7', undefined],
  ])('%s takes %s', (accept, offer) => {
    expect(negotiate(accept, offers)).toBe(offer)
  })
})
