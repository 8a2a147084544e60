import { fileURLToPath } from 'node:url'
import { readApiModel } from '@concordat/model'
import { describe, expect, it } from 'vitest'
import { loadDocument } from './index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

describe("the project's own documents", () => {
  it.each([
    ['connhex', 1],
    ['cumulonimbus', 5],
    ['iproyal', 2],
    ['senhasegura', 2],
  ])('%s is read without any finding', async (name, operations) => {
    const { loaded, findings } = await loadDocument(`openapi/${name}/openapi.yaml`, { cwd: root })
    const { model, findings: more } = readApiModel(loaded)
    expect([...findings, ...more]).toEqual([])
    expect(model.name).toBe(name)
    expect(model.operations).toHaveLength(operations)
  })

  it('are read with parameters, responses, headers, examples, links and security resolved', async () => {
    const { loaded } = await loadDocument('openapi/cumulonimbus/openapi.yaml', { cwd: root })
    const { model } = readApiModel(loaded)
    const list = model.operations.find(({ operationId }) => operationId === 'listUserSessions')
    expect(list?.parameters.map((one) => `${one.in} ${one.name} ${one.style}`)).toEqual([
      'path id simple',
      'query limit form',
      'query offset form',
    ])
    const ok = list?.responses.find(({ status }) => status === '200')
    expect(ok?.headers.map(({ name }) => name)).toContain('X-RateLimit-Limit')
    expect(ok?.content[0]?.examples.map(({ name }) => name)).toEqual(['twoSessions', 'pastTheEnd'])
    expect(ok?.links.map(({ operationId }) => operationId)).toContain('getUserSession')
    expect(list?.security).toEqual([[{ scheme: 'sessionToken', scopes: [] }]])
    expect(list?.extensions).toHaveProperty('x-pagination')
  })
})
