import { describe, expect, it } from 'vitest'
import { allStyles } from './all-styles.ts'
import { encodeParameter } from './encode-parameter.ts'
import { encodePath } from './encode-path.ts'

const array = ['blue', 'black', 'brown']
const object = { R: 100, G: 200, B: 150 }

// The table of OpenAPI 3.1.1, 4.8.12.5; delimiters that a URI must escapeText are escaped.
describe('the styles of the specification', () => {
  it.each([
    ['path', 'matrix', false, '', ';color'],
    ['path', 'matrix', false, 'blue', ';color=blue'],
    ['path', 'matrix', false, array, ';color=blue,black,brown'],
    ['path', 'matrix', false, object, ';color=R,100,G,200,B,150'],
    ['path', 'matrix', true, array, ';color=blue;color=black;color=brown'],
    ['path', 'matrix', true, object, ';R=100;G=200;B=150'],
    ['path', 'label', false, 'blue', '.blue'],
    ['path', 'label', false, array, '.blue,black,brown'],
    ['path', 'label', false, object, '.R,100,G,200,B,150'],
    ['path', 'label', true, array, '.blue.black.brown'],
    ['path', 'label', true, object, '.R=100.G=200.B=150'],
    ['path', 'simple', false, 'blue', 'blue'],
    ['path', 'simple', false, array, 'blue,black,brown'],
    ['path', 'simple', false, object, 'R,100,G,200,B,150'],
    ['path', 'simple', true, object, 'R=100,G=200,B=150'],
    ['header', 'simple', false, array, 'blue,black,brown'],
    ['header', 'simple', true, object, 'R=100,G=200,B=150'],
    ['query', 'form', false, '', 'color='],
    ['query', 'form', false, array, 'color=blue,black,brown'],
    ['query', 'form', false, object, 'color=R,100,G,200,B,150'],
    ['query', 'form', true, 'blue', 'color=blue'],
    ['query', 'form', true, array, 'color=blue&color=black&color=brown'],
    ['query', 'form', true, object, 'R=100&G=200&B=150'],
    ['query', 'spaceDelimited', false, array, 'color=blue%20black%20brown'],
    ['query', 'spaceDelimited', false, object, 'color=R%20100%20G%20200%20B%20150'],
    ['query', 'pipeDelimited', false, array, 'color=blue%7Cblack%7Cbrown'],
    ['query', 'pipeDelimited', false, object, 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['query', 'deepObject', true, object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
    ['cookie', 'form', true, object, 'R=100; G=200; B=150'],
    ['cookie', 'form', false, array, 'color=blue,black,brown'],
  ] as const)('%s %s explode=%s %j → %s', (location, style, explode, value, text) => {
    const parameter = { name: 'color', in: location, style, explode } as const
    expect(encodeParameter(parameter, value, allStyles)).toBe(text)
  })
})

describe('values at the edges', () => {
  const tag = { name: 'tag', in: 'query' } as const
  it.each([
    ['undefined', undefined, undefined],
    ['an empty array', [], undefined],
    ['an empty object', {}, undefined],
    ['an object of undefined', { a: undefined }, undefined],
    ['null', null, 'tag=null'],
    ['an array with undefined', ['a', undefined], 'tag=a'],
    ['reserved characters', 'a&b=c#d+e', 'tag=a%26b%3Dc%23d%2Be'],
    ['a nested object', { a: { b: 1 }, c: [1, 2] }, 'a=%7B%22b%22%3A1%7D&c=1&c=2'],
  ])('%s', (_, value, text) => {
    expect(encodeParameter(tag, value)).toBe(text)
  })
  it('keeps reserved characters where the document allows them, but none that ends the value', () => {
    expect(encodeParameter({ ...tag, allowReserved: true }, "a/b?c=d,[e]@!$'():;*&#+%")).toBe(
      "tag=a/b?c=d,[e]@!$'():;*%26%23%2B%25",
    )
    expect(encodeParameter({ ...tag, allowReserved: true, explode: false }, ['a,b', 'c'])).toBe(
      'tag=a%2Cb,c',
    )
  })
  it('leaves a cookie readable for servers that do not decode it', () => {
    expect(encodeParameter({ name: 'sid', in: 'cookie' }, 'MTY/+=; x')).toBe('sid=MTY/+=%3B%20x')
  })
  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('s'), 1n])(
    'refuses what no text stands for: %s',
    (value) => {
      expect(() => encodeParameter(tag, value)).toThrow(TypeError)
    },
  )
  it('refuses an item that contains what separates items', () => {
    const ids = { name: 'ids', style: 'pipeDelimited', explode: false } as const
    expect(() => encodeParameter({ ...ids, in: 'query' }, ['a|b'], allStyles)).toThrow(/delimiter/)
    expect(() => encodeParameter({ name: 'X-Ids', in: 'header' }, ['a,b'])).toThrow(/header/)
    const deep = { name: 'f', in: 'query', style: 'deepObject' } as const
    expect(() => encodeParameter(deep, { 'a]': 1 }, allStyles)).toThrow(/deepObject/)
  })
  it('names the style whose encoder is not there', () => {
    expect(() => encodeParameter({ ...tag, style: 'deepObject' }, { a: 1 })).toThrow(/`deepObject`/)
  })
})

describe('a path template', () => {
  const id = [{ name: 'id', in: 'path', required: true }] as const
  it('takes any text as one segment', () => {
    expect(encodePath('/u/{id}/s', id, { id: 'a/b?c#d e' })).toBe('/u/a%2Fb%3Fc%23d%20e/s')
    expect(encodePath('/u/{id}.json', id, { id: '.' })).toBe('/u/..json')
  })
  it.each([undefined, null, '', '.', '..', []])('refuses %j, which names another path', (value) => {
    expect(() => encodePath('/u/{id}/s', id, { id: value })).toThrow(TypeError)
  })
  it('does not take what objects inherit for a value', () => {
    const inherited = [{ name: 'toString', in: 'path', required: true }] as const
    expect(() => encodePath('/{toString}', inherited, {})).toThrow(/missing/)
  })
})
