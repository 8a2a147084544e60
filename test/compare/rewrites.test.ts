import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareDocuments } from '@concordat/compare'
import { createRandom } from '@concordat/core'
import { type LoadedDocument, loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type JsonMap, rewrites } from './rewrites/rewrites.ts'

const root = join(import.meta.dirname, '../..')
const apis = ['connhex', 'cumulonimbus', 'iproyal', 'senhasegura']

function read(api: string): JsonMap {
  return parse(readFileSync(join(root, `openapi/${api}/openapi.yaml`), 'utf8'))
}

async function load(document: object): Promise<LoadedDocument> {
  return (await loadDocumentFromObject(document)).loaded
}

/** What is said of a document against a rewrite of itself, in both directions. */
async function alarms(before: object, after: object): Promise<string[]> {
  const [old, next] = await Promise.all([load(before), load(after)])
  return [compareDocuments(old, next), compareDocuments(next, old)]
    .flatMap(({ changes }) => changes)
    .map((change) => `${change.class} ${change.id}: ${change.message}`)
}

describe('a document against rewrites of itself', () => {
  it('knows at least thirty rewrites', () => expect(rewrites.length).toBeGreaterThanOrEqual(30))

  it.each(rewrites)('$name', async ({ apply }) => {
    for (const [index, api] of apis.entries()) {
      const random = createRandom(index)
      const document = read(api)
      for (let round = 0; round < 6; round += 1)
        apply(document, (below) => random.integer(0, below - 1))
      expect(await alarms(read(api), document)).toEqual([])
    }
  })

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'composed at random, seed %i',
    async (seed) => {
      const random = createRandom(seed)
      const choose = (below: number): number => random.integer(0, below - 1)
      const api = apis[seed % apis.length]!
      const document = read(api)
      const used: string[] = []
      for (let count = 0; count < 12; count += 1) {
        const { name, apply } = rewrites[choose(rewrites.length)]!
        used.push(name)
        apply(document, choose)
      }
      expect(await alarms(read(api), document), used.join(', ')).toEqual([])
    },
  )
})
