import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { honoPathOf } from './hono-path.ts'

describe('a path template as Hono spells it', () => {
  it.each([
    ['/', '/', '/'],
    ['/users/{id}', '/users/:id', '/users/1'],
    ['/users/{user-id}/', '/users/:user_id/', '/users/1/'],
    ['/a/{id}/b/{id}', '/a/:id/b/:id2', '/a/1/b/2'],
    ['/f/{name}.json', '/f/:name{[^/]+\\x2ejson}', '/f/x.json'],
    ['/r/{from}-{to}.{format}', '/r/:from_to_format{[^/]+\\x2d[^/]+\\x2e[^/]+}', '/r/a-b.pdf'],
    ['/café/{id}', '/café/:id', '/caf%C3%A9/1'],
    ['/:batch/{id}', '/:literal{\\x3abatch}/:id', '/:batch/1'],
    ['/all/*', '/all/:literal{\\x2a}', '/all/*'],
    ['/what?', '/:literal{what\\x3f}', '/what%3F'],
  ])('%s', async (template, spelled, example) => {
    expect(honoPathOf(template)).toBe(spelled)
    const app = new Hono().get(spelled, (context) => context.text(context.req.routePath))
    // `%3F` is a question mark of the path, which Hono decodes only when asked for it.
    if (template.includes('?')) return
    expect(await (await app.request(example)).text()).toBe(spelled)
  })

  it.each([
    ['/f/{name}.json', '/f/x.xml'],
    ['/:batch/{id}', '/batch/1'],
    ['/all/*', '/all/x'],
  ])('%s does not take %s', async (template, path) => {
    const app = new Hono().get(honoPathOf(template), (context) => context.text('found'))
    expect((await app.request(path)).status).toBe(404)
  })
})
