import { describe, expect, it, vi } from 'vitest'
import type { AnswerFinding } from '../answer-finding.ts'
import { auth, json, type PetOptions, petServer } from '../testing/pet-server.ts'
import { createServer } from '../testing/pets.ts'

describe('the check of answers', () => {
  const wrong: {
    name: string
    path?: string
    handlers: Partial<Record<keyof PetOptions['handlers'], () => unknown>>
    want: string
  }[] = [
    {
      name: 'a status',
      handlers: { getPet: () => ({ status: 202 }) },
      want: 'response-status-undocumented',
    },
    {
      name: 'a body',
      handlers: { getPet: () => ({ status: 200, body: { name: '' } }) },
      want: 'response-body-schema-mismatch',
    },
    {
      name: 'a body that only differs on the wire',
      handlers: { getPet: () => ({ status: 200, body: { name: { toJSON: () => 5 } } }) },
      want: 'response-body-schema-mismatch',
    },
    {
      name: 'a media type',
      handlers: { getPet: () => ({ status: 200, mediaType: 'text/html', body: 'Tom' }) },
      want: 'response-media-type-undocumented',
    },
    {
      name: 'no body',
      handlers: { getPet: () => ({ status: 200 }) },
      want: 'response-body-missing',
    },
    {
      name: 'a body that is not promised',
      handlers: { getPet: () => ({ status: 404, body: {} }) },
      want: 'response-body-undocumented',
    },
    {
      name: 'a missing header',
      path: '/pets',
      handlers: { listPets: () => ({ status: 200, body: [] }) },
      want: 'response-header-missing',
    },
    {
      name: 'a mistyped header',
      path: '/pets',
      handlers: { listPets: () => ({ status: 200, body: [], headers: { 'x-total': 'many' } }) },
      want: 'response-header-schema-mismatch',
    },
    {
      name: 'an invalid header',
      path: '/pets',
      handlers: { listPets: () => ({ status: 200, body: [], headers: { 'x-total': -1 } }) },
      want: 'response-header-schema-mismatch',
    },
  ]
  it.each(wrong)(
    'finds $name, and in enforce answers 500 without a detail',
    async ({ path = '/pets/1', handlers, want }) => {
      for (const checkResponses of ['off', 'report', 'enforce'] as const) {
        const findings: AnswerFinding[] = []
        // The point is to answer what the types forbid.
        const server = petServer(
          { checkResponses, onFinding: (finding) => findings.push(finding) },
          handlers as object,
        )
        const response = await server.request(path)
        const own = findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)
        expect(own).toEqual(checkResponses === 'off' ? [] : [want])
        expect(response.status === 500).toBe(checkResponses === 'enforce')
        if (checkResponses === 'enforce') expect(await response.text()).not.toContain('schema')
      }
    },
  )

  it('finds a body beside a status that has none', async () => {
    const findings: AnswerFinding[] = []
    const server = petServer(
      { onFinding: (finding) => findings.push(finding) },
      { addPet: () => ({ status: 204, body: { name: 'x' } }) as never },
    )
    expect((await server.request('/pets', json({ name: 'Tom' }))).status).toBe(500)
    expect(findings[0]).toMatchObject({ id: 'response-body-undocumented', operationId: 'addPet' })
  })

  it('says where', async () => {
    const findings: AnswerFinding[] = []
    const server = petServer(
      { onFinding: (finding) => findings.push(finding) },
      {
        listPets: () => ({
          status: 200,
          headers: { 'x-total': 1 },
          body: [{ name: 'Tom' }, { name: '' }],
        }),
      },
    )
    await server.request('/pets')
    expect(findings).toMatchObject([
      {
        severity: 'error',
        operationId: 'listPets',
        evidence: {
          method: 'GET',
          path: '/pets',
          status: 200,
          mediaType: 'application/json',
          issues: [{ path: [1, 'name'] }],
        },
      },
    ])
  })

  it('warns of a header that is not documented, and sends it', async () => {
    const findings: AnswerFinding[] = []
    const server = petServer(
      { onFinding: (finding) => findings.push(finding) },
      {
        getPet: () =>
          ({ status: 200, body: { name: 'Tom' }, headers: { 'x-other': 'a' } }) as never,
      },
    )
    const response = await server.request('/pets/1')
    expect(response.headers.get('x-other')).toBe('a')
    expect(findings).toMatchObject([{ id: 'response-header-undocumented', severity: 'warning' }])
  })

  it('judges errors too: a documented status with another body is an error, an undocumented one a warning', async () => {
    const findings: AnswerFinding[] = []
    const onFinding = (finding: AnswerFinding): number => findings.push(finding)
    const server = petServer({
      onFinding,
      errors: ({ status }) => ({
        status,
        body: { wrong: true },
        headers: { 'content-type': 'application/problem+json' },
      }),
    })
    expect((await server.request('/pets?limit=x')).status).toBe(400)
    expect((await server.request('/pets/x')).status).toBe(400)
    expect(findings).toMatchObject([
      { id: 'response-body-schema-mismatch', severity: 'error' },
      { id: 'response-status-undocumented', severity: 'warning' },
    ])
  })

  it('is on outside production, and off there', async () => {
    const handlers = { getPet: () => ({ status: 202 }) as never }
    const statuses: number[] = []
    for (const environment of ['test', 'production']) {
      vi.stubEnv('NODE_ENV', environment)
      const { checkResponses: _, ...rest } = { checkResponses: undefined }
      const server = createServer<typeof auth>({
        ...rest,
        auth,
        onFinding: () => undefined,
        onError: () => undefined,
        handlers: {
          listPets: vi.fn(),
          addPet: vi.fn(),
          setPhoto: vi.fn(),
          myPets: vi.fn(),
          ...handlers,
        },
      })
      statuses.push((await server.request('/pets/1')).status)
      vi.unstubAllEnvs()
    }
    expect(statuses).toEqual([500, 202])
  })
})
