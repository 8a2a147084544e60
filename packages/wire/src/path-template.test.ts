import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeParameters } from './parameters/decode-parameters.ts'
import { encodePath } from './parameters/encode-path.ts'
import { comparePathTemplates, compilePath, matchPath } from './path-template.ts'

describe('matching a path', () => {
  it.each([
    ['/', '/', {}],
    ['/user/{id}', '/user/7', { id: '7' }],
    ['/user/{id}', '/user/a%2Fb', { id: 'a%2Fb' }],
    ['/user/{id}', '/user/', undefined],
    ['/user/{id}', '/user', undefined],
    ['/user/{id}', '/user/7/', undefined],
    ['/user/{id}/', '/user/7/', { id: '7' }],
    ['/user/{id}', '/User/7', undefined],
    ['/f/{name}.{ext}', '/f/a.b.c', { name: 'a', ext: 'b.c' }],
    ['/f/{name}.json', '/f/a.json.json', { name: 'a.json' }],
    ['/f/{name}.json', '/f/.json', undefined],
    ['/f/{id}:cancel', '/f/7:cancel', { id: '7' }],
    ['/f/v{a}', '/f/v', undefined],
    ['/f/{a}{b}', '/f/xyz', { a: 'x', b: 'yz' }],
    ['/f/{a}{b}', '/f/x', undefined],
    ['/a b/{x}', '/a%20b/1', { x: '1' }],
    ['/é/{x}', '/%C3%A9/1', { x: '1' }],
    ['/p/{__proto__}', '/p/1', Object.fromEntries([['__proto__', '1']])],
  ])('%s takes %s as %j', (template, path, found) => {
    expect(matchPath(template, path)).toEqual(found)
  })

  it('gives back several texts of one segment', () => {
    const template = '/files/{name}.{ext}/{from}...{to}'
    const parameters = ['name', 'ext', 'from', 'to'].map((name) => ({ name, in: 'path' }) as const)
    const text = fc.string({ unit: fc.constantFrom('a', '.', '-', 'é', '/', '%'), minLength: 1 })
    fc.assert(
      fc.property(fc.record({ name: text, ext: text, from: text, to: text }), (values) => {
        const path = matchPath(template, encodePath(template, parameters, values)) ?? {}
        expect(decodeParameters(parameters, { path }).values.path).toEqual(values)
      }),
    )
  })

  it('gives back what was filled in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        fc.pre(id !== '.' && id !== '..')
        const path = encodePath('/u/{id}/s', [], { id })
        const found = matchPath('/u/{id}/s', new URL(`http://host${path}`).pathname)
        expect(decodeURIComponent(found?.id ?? '')).toBe(id)
      }),
    )
  })

  it('takes linear time on hostile templates', () => {
    const path = compilePath(`/${'{a}x'.repeat(50)}`)
    const start = performance.now()
    expect(path.match(`/${'y'.repeat(100_000)}`)).toBeUndefined()
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('lists variables in order', () => {
    expect(compilePath('/a/{b}/{c}.{d}').variables).toEqual(['b', 'c', 'd'])
  })
})

it('puts concrete templates before templated ones', () => {
  const templates = ['/a/{x}', '/{y}/b', '/a/{x}.json', '/a/b']
  expect(templates.sort(comparePathTemplates)).toEqual(['/a/b', '/a/{x}.json', '/a/{x}', '/{y}/b'])
})
