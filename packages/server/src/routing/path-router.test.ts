import { comparePathTemplates, compilePath } from '@concordat/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PathRouter } from './path-router.ts'
import { variableNames } from './segment-pattern.ts'

function routerOf(...templates: string[]): PathRouter<string> {
  const router = new PathRouter<string>()
  for (const template of templates) router.add(template, () => template)
  return router
}

describe('the path router', () => {
  it.each([
    { name: 'a literal path', templates: ['/a', '/b'], path: '/b', want: '/b', values: [] },
    { name: 'the root', templates: ['/'], path: '/', want: '/', values: [] },
    {
      name: 'the literal before the template, whatever the order',
      templates: ['/users/{id}', '/users/me'],
      path: '/users/me',
      want: '/users/me',
      values: [],
    },
    {
      name: 'another way when the literal leads nowhere',
      templates: ['/users/me/a', '/users/{id}/b'],
      path: '/users/me/b',
      want: '/users/{id}/b',
      values: ['me'],
    },
    {
      name: 'the more literal of two segments',
      templates: ['/f/{name}', '/f/{name}.json', '/f/a{name}.json'],
      path: '/f/abc.json',
      want: '/f/a{name}.json',
      values: ['bc'],
    },
    {
      name: 'several variables in one segment',
      templates: ['/r/{from}-{to}.{format}'],
      path: '/r/a-b-c.d.e',
      want: '/r/{from}-{to}.{format}',
      values: ['a', 'b-c', 'd.e'],
    },
    {
      name: 'raw values',
      templates: ['/u/{id}'],
      path: '/u/a%2Fb%20c',
      want: '/u/{id}',
      values: ['a%2Fb%20c'],
    },
    {
      name: 'equivalent spellings of a literal',
      templates: ['/café/{id}'],
      path: '/caf%C3%A9/1',
      want: '/café/{id}',
      values: ['1'],
    },
  ])('finds $name', ({ templates, path, want, values }) => {
    const found = routerOf(...templates).match(path)
    expect(found?.target).toBe(want)
    expect(found?.values).toEqual(values)
  })

  it.each([
    { name: 'a trailing slash', templates: ['/a'], path: '/a/' },
    { name: 'a missing trailing slash', templates: ['/a/'], path: '/a' },
    { name: 'an empty variable', templates: ['/u/{id}/x'], path: '/u//x' },
    { name: 'an empty last variable', templates: ['/u/{id}'], path: '/u/' },
    { name: 'more segments', templates: ['/u/{id}'], path: '/u/1/2' },
    { name: 'another case', templates: ['/users'], path: '/Users' },
    {
      name: 'a variable between literals that would be empty',
      templates: ['/{a}-{b}'],
      path: '/-b',
    },
    { name: 'an encoded slash in a literal', templates: ['/a/b'], path: '/a%2Fb' },
  ])('does not find $name', ({ templates, path }) => {
    expect(routerOf(...templates).match(path)).toBeUndefined()
  })

  it('finds the best template whose target is accepted, and all that fit', () => {
    const router = routerOf('/kb/text', '/kb/{id}', '/{section}/{id}', '/kb/{id}/text')
    const match = (path: string, ...refused: string[]) =>
      router.match(path, (target) => !refused.includes(target))
    expect(match('/kb/text')).toEqual({ target: '/kb/text', values: [] })
    expect(match('/kb/text', '/kb/text')).toEqual({ target: '/kb/{id}', values: ['text'] })
    expect(match('/kb/text', '/kb/text', '/kb/{id}')).toEqual({
      target: '/{section}/{id}',
      values: ['kb', 'text'],
    })
    expect(router.matchAll('/kb/text')).toEqual(['/kb/text', '/kb/{id}', '/{section}/{id}'])
    expect(router.matchAll('/a')).toEqual([])
  })

  it('finds every template it was given by an instance of it', () => {
    const segment = fc.constantFrom('a', 'b', '{x}', 'a{x}', '{x}.b', '')
    const templates = fc.uniqueArray(fc.array(segment, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 12,
      selector: (segments) => segments.join('/'),
    })
    fc.assert(
      fc.property(templates, (all) => {
        const router = routerOf(...all.map((segments) => `/${segments.join('/')}`))
        for (const segments of all) {
          const path = `/${segments.join('/').replaceAll('{x}', '%C3%A9')}`
          expect(router.match(path), path).toBeDefined()
        }
      }),
    )
  })

  it('agrees with the path matcher that client and verifier use', () => {
    const piece = fc.constantFrom('a', 'b', '-', '%20', 'é', '{x}', '{y}')
    const segment = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''))
    const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((all) => `/${all.join('/')}`)
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 8 }),
        path,
        (templates, given) => {
          const raw = given.replaceAll(/[{}]/g, '').replaceAll('é', '%C3%A9')
          const matching = templates.filter((template) => compilePath(template).match(raw))
          const best = matching.toSorted(comparePathTemplates)[0]
          const found = routerOf(...templates).match(raw)
          expect(found === undefined).toBe(best === undefined)
          if (!found || best === undefined) return
          expect(comparePathTemplates(found.target, best)).toBe(0)
          const names = variableNames(found.target)
          if (new Set(names).size === names.length)
            expect(
              Object.fromEntries(names.map((name, index) => [name, found.values[index]])),
            ).toEqual(compilePath(found.target).match(raw))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('takes linear time on a segment that almost matches', () => {
    const router = routerOf('/{a}-{b}-{c}-{d}.x')
    const started = performance.now()
    expect(router.match(`/${'-'.repeat(200_000)}`)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(500)
  })
})
