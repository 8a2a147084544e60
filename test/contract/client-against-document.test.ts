import { createClient as createConnhex } from '@concordat/connhex'
import { createClient as createCumulonimbus } from '@concordat/cumulonimbus'
import { loadDocument } from '@concordat/document'
import { createClient as createIproyal } from '@concordat/iproyal'
import { readApiModel } from '@concordat/model'
import { createClient as createSenhasegura } from '@concordat/senhasegura'
import { verifyClient } from '@concordat/verify'
import { describe, expect, test } from 'vitest'
import { connectWrongly, type WrongClient, wrongClients } from './wrong-clients.ts'

const root = new URL('../..', import.meta.url).pathname
const right: WrongClient = { name: 'right', caughtAs: [] }

async function modelOf(api: string) {
  const { loaded } = await loadDocument(`openapi/${api}/openapi.yaml`, { cwd: root })
  return readApiModel(loaded).model
}

describe('a generated client sends what its document allows and reads every answer for what it is', () => {
  test.each([
    ['iproyal', createIproyal],
    ['connhex', createConnhex],
    ['cumulonimbus', createCumulonimbus],
    ['senhasegura', createSenhasegura],
  ])('%s', async (api, create) => {
    const report = await verifyClient({
      model: await modelOf(api),
      connect: connectWrongly(right, create as never),
    })
    expect(report.findings.map(({ message }) => message)).toEqual([])
    for (const operation of report.operations) {
      expect(operation.untried, operation.operationId).toEqual([])
      expect(operation.requests).toBeGreaterThan(2)
      expect(operation.answers).toContain('a dropped connection')
      expect(operation.answers).toContain('no answer in time')
    }
  })
})

describe('a wrong client is caught', () => {
  test.each(wrongClients.map((wrong) => [wrong.name, wrong] as const))('%s', async (_, wrong) => {
    const model = await modelOf('cumulonimbus')
    const report = await verifyClient({
      model,
      connect: connectWrongly(wrong, createCumulonimbus as never),
    })
    const ids = new Set(report.findings.map(({ id }) => id))
    expect(
      [...ids].filter((id) => wrong.caughtAs.includes(id)),
      [...ids].join(),
    ).not.toEqual([])
  })
})
