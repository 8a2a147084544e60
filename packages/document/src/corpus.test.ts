import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isJsonObject, type JsonObject, valueAt } from '@concordat/core'
import { type OperationModel, readApiModel } from '@concordat/model'
import { describe, expect, it } from 'vitest'
import { loadDocument } from './index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const shared = process.env.CONCORDAT_SHARED ?? '../shared'
const corpus = join(resolve(root, shared), 'corpus')
const documents = existsSync(corpus)
  ? readdirSync(corpus).filter((file) => /\.(?:json|ya?ml)$/.test(file))
  : []

describe('the corpus of public documents', () => {
  if (documents.length === 0) {
    console.warn(
      `The corpus is not here (${corpus}): its documents are not tested. Set CONCORDAT_SHARED.`,
    )
    it.skip('is not here: set CONCORDAT_SHARED to the folder that holds `corpus`')
    return
  }

  it.each(documents)('%s is loaded and read, and nothing of it is lost', async (file) => {
    const started = performance.now()
    const { loaded, findings } = await loadDocument(join(corpus, file), { cwd: root })
    const { model, findings: more } = readApiModel(loaded)
    const elapsed = performance.now() - started
    const all = [...findings, ...more]

    expect(all.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(elapsed).toBeLessThan(10_000)
    expect(model.operations.length + model.webhooks.length).toBe(operationsIn(loaded.document))
    expectUniqueNames([...model.operations, ...model.webhooks])
    expectResolvableReferences(loaded.document)
    for (const { source } of all) {
      expect(source && loaded.line(source.file, source.line)).toBeTypeOf('string')
    }
    // What later stages keep must survive being written and read.
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })
})

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

function operationsIn(document: JsonObject): number {
  return [document.paths, document.webhooks]
    .flatMap((items) => (isJsonObject(items) ? Object.values(items) : []))
    .flatMap((item) => (isJsonObject(item) ? Object.keys(item) : []))
    .filter((key) => METHODS.includes(key)).length
}

function expectUniqueNames(operations: readonly OperationModel[]) {
  const names = operations.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(names.length)
}

/** Every reference in a document where references may stand leads somewhere, and to a component. */
function expectResolvableReferences(document: JsonObject) {
  const pending: unknown[] = [document.paths, document.webhooks, document.components]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next !== 'object' || next === null) continue
    for (const [key, value] of Object.entries(next)) {
      if (['example', 'examples', 'default', 'enum', 'const'].includes(key)) continue
      if (key !== '$ref' || typeof value !== 'string') {
        pending.push(value)
        continue
      }
      expect(value).toMatch(/^#\/components\/[a-zA-Z]+\/[^/]+$/)
      expect(valueAt(document, decodeURIComponent(value.slice(1)))).toBeDefined()
    }
  }
}
