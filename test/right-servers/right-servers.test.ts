// Small servers that are right in a way that is easily taken for wrong, each with the smallest document for it.
import { loadDocumentFromText } from '@concordat/document'
import { verify } from '@concordat/verify'
import { expect, test } from 'vitest'
import type { RightServer } from './kit.ts'
import { credentials } from './servers/credentials.ts'
import { echoes } from './servers/echoes.ts'
import { ids } from './servers/ids.ts'
import { messages } from './servers/messages.ts'
import { stores } from './servers/stores.ts'

const servers: readonly RightServer[] = [...credentials, ...echoes, ...ids, ...messages, ...stores]
/** Three seeds with every test run, twenty in the long series. */
const seeds = Array.from({ length: process.env.CONCORDAT_LONG ? 20 : 3 }, (_, index) => index + 1)

test.each(servers)('$name', { timeout: 600_000 }, async (server) => {
  const text = `openapi: 3.1.1\ninfo: { title: Right, version: '1' }\npaths:${server.document}`
  const { loaded } = await loadDocumentFromText(text)
  const said: string[] = []
  for (const seed of server.isSlow ? seeds.slice(0, Math.ceil(seeds.length / 3)) : seeds) {
    const { findings, operations } = await verify({
      document: loaded,
      fetch: server.start(),
      seed,
      budget: 120_000,
      destructive: true,
      ...(server.auth ? { auth: server.auth } : {}),
      ...(server.stranger ? { identities: [{ name: 'stranger', auth: server.stranger }] } : {}),
    })
    for (const { id, message } of findings) said.push(`seed ${seed}: ${id}: ${message}`)
    for (const { operationId, verdict } of operations)
      if (verdict === 'not-verified') said.push(`seed ${seed}: ${operationId} was not verified`)
  }
  expect(said).toEqual([])
})
