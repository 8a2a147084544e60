import { describe, expect, it, vi } from 'vitest'
import { defineServer } from '../define-server.ts'
import type { ServerProblem } from '../server-problem.ts'
import { json, outcome, petServer } from '../testing/pet-server.ts'
import { operations, validators } from '../testing/pets.ts'

describe('errors', () => {
  it('speaks problem+json unless told otherwise', async () => {
    const response = await petServer().request('/pets/x')
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: expect.stringMatching(/^Invalid path\.id: /),
      errors: [{ in: 'path', pointer: '/id', detail: expect.any(String) }],
    })
  })

  it('leaks nothing of an exception, and tells onError', async () => {
    const onError = vi.fn()
    const failure = new Error('the password is hunter2')
    const server = petServer(
      { onError },
      {
        getPet: () => {
          throw failure
        },
      },
    )
    const response = await server.request('/pets/1')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/hunter2|at |Error:/)
    expect(onError).toHaveBeenCalledWith(
      failure,
      expect.objectContaining({ operationId: 'getPet' }),
    )
  })

  it.each([
    { name: 'nothing', output: undefined },
    { name: 'no status', output: { body: 1 } },
    { name: 'a status that cannot be sent', output: { status: 100 } },
    {
      name: 'a circle',
      output: (() => {
        const circle: Record<string, unknown> = {}
        circle.self = circle
        return { status: 200, body: circle }
      })(),
    },
    { name: 'a function for a body', output: { status: 200, body: () => 1 } },
    {
      name: 'a header with a line break',
      output: { status: 200, body: { name: 'a' }, headers: { 'x-a': 'a\r\nSet-Cookie: b' } },
    },
    {
      name: 'a header that is not Latin',
      output: { status: 200, body: { name: 'a' }, headers: { 'x-a': '☃' } },
    },
  ])('answers 500 when a handler returns $name', async ({ output }) => {
    const onError = vi.fn()
    const server = petServer({ onError, checkResponses: 'off' }, { getPet: () => output as never })
    const response = await server.request('/pets/1')
    expect(response.status).toBe(500)
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(onError).toHaveBeenCalledOnce()
  })

  it('hands the adapter everything it may need', async () => {
    const problems: ServerProblem[] = []
    const server = petServer({
      errors: (problem) => {
        problems.push(problem)
        return { status: problem.status, body: { code: problem.kind } }
      },
    })
    await server.request('/nothing')
    await server.request('/pets', { method: 'PATCH' })
    await server.request('/pets', { ...json({}), headers: { 'content-type': 'application/json' } })
    await server.request('/pets', json({}, { authorization: 'Bearer banned' }))
    await server.request('/pets', json({ name: 1, age: -1 }))
    expect(problems).toMatchObject([
      { kind: 'not-found', status: 404 },
      { kind: 'method-not-allowed', status: 405, allow: ['GET', 'HEAD', 'POST', 'OPTIONS'] },
      {
        kind: 'unauthorized',
        status: 401,
        operationId: 'addPet',
        challenges: ['Bearer realm="api"', 'Basic realm="api", charset="UTF-8"'],
      },
      { kind: 'forbidden', status: 403, refusal: { code: 'BANNED', message: 'Banned.' } },
      {
        kind: 'validation',
        status: 400,
        issues: [
          { in: 'body', path: ['name'] },
          { in: 'body', path: ['age'] },
        ],
      },
    ])
    expect(problems[0]).not.toHaveProperty('operationId')
  })

  it('lets the adapter choose status, headers and text', async () => {
    const server = petServer({
      errors: () => ({
        status: 418,
        headers: { 'content-type': 'text/plain', allow: 'none' },
        body: 'short and stout',
      }),
    })
    const response = await server.request('/pets', { method: 'PATCH' })
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
      418,
      'none',
      'short and stout',
    ])
  })

  it('survives an adapter that fails', async () => {
    const onError = vi.fn()
    const server = petServer({
      onError,
      errors: () => {
        throw new Error('adapter')
      },
    })
    const response = await server.request('/nothing')
    expect(await outcome(response)).toMatchObject({
      status: 500,
      body: { title: 'Internal Server Error' },
    })
    expect(onError).toHaveBeenCalledOnce()
  })

  it('gives exceptions of middleware the same shape', async () => {
    const server = petServer({
      middleware: [
        () => {
          throw new Error('secret')
        },
      ],
    })
    const response = await server.request('/pets')
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.text()).not.toContain('secret')
  })

  it('refuses to start without a handler or a verifier', () => {
    expect(() => defineServer({ operations, validators }, { handlers: {} })).toThrow(
      /`listPets` has no handler/,
    )
    expect(() =>
      defineServer(
        {
          operations: { getPet: operations.getPet },
          validators,
          securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
        },
        { handlers: { getPet: () => ({ status: 404 }) } },
      ),
    ).toThrow(/`auth\.token`/)
  })
})
