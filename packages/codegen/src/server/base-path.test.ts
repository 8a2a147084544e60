import type { ServerModel } from '@concordat/model'
import { expect, test } from 'vitest'
import { basePathOf } from './base-path.ts'

const server = (url: string, variables: ServerModel['variables'] = []): ServerModel => ({
  kind: 'server',
  pointer: '#/servers/0' as ServerModel['pointer'],
  url,
  variables,
})

test.each([
  ['https://api.example.com', ''],
  ['https://api.example.com/', ''],
  ['https://api.example.com/v1/', '/v1'],
  ['/api/v3', '/api/v3'],
  ['https://a.example/caf%C3%A9', '/café'],
  ['https://a.example/%ff', '/%ff'],
  ['http://[', ''],
])('the base path of %s is `%s`', (url, path) => {
  expect(basePathOf({ servers: [server(url), server('/other')] })).toBe(path)
})

test('variables of the URL stand at their defaults', () => {
  const variables = [
    { name: 'tenant', default: 'demo' },
    { name: 'base', default: 'api' },
  ]
  const servers = [server('https://{tenant}.example.test/{base}/v1/', variables)]
  expect(basePathOf({ servers })).toBe('/api/v1')
  expect(basePathOf({ servers: [] })).toBe('')
})
