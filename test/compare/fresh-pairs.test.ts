import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareDocuments } from '@concordat/compare'
import { createRandom } from '@concordat/core'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { pairOfDocument } from './fresh/pairs-of-document.ts'
import { partOfDocument } from './fresh/part-of-document.ts'
import type { JsonMap } from './rewrites/rewrites.ts'

const root = join(import.meta.dirname, '../..')
const apis = ['connhex', 'cumulonimbus', 'iproyal', 'senhasegura']
const pairsOfEach = 12

async function judge(old: JsonMap, next: JsonMap) {
  const [before, after] = [await loadDocumentFromObject(old), await loadDocumentFromObject(next)]
  return compareDocuments(before.loaded, after.loaded).changes.filter(
    (change) => change.class !== 'compatible' && change.class !== 'code',
  )
}

// A change whose effect is known by how it is made, somewhere in a real document.
describe('a document that an operator changed', { timeout: 120_000 }, () => {
  it.each(apis)('%s', async (api) => {
    const document = parse(readFileSync(join(root, `openapi/${api}/openapi.yaml`), 'utf8'))
    let made = 0
    for (let seed = 0; made < pairsOfEach && seed < 1_000; seed += 1) {
      const random = createRandom(seed, api)
      const choose = (below: number): number => random.integer(0, below - 1)
      const pair = pairOfDocument(partOfDocument(document, 1, choose), choose)
      if (!pair) continue
      made += 1
      const said = await judge(pair.old, pair.next)
      const messages = said.map((change) => `${change.class}: ${change.message}`)
      expect(messages.length > 0, `${pair.kind}, seed ${seed}: ${messages}`).toBe(pair.breaks)
      for (const change of said) {
        expect(change.class, change.message).not.toBe('unknown')
        expect(change.witness ?? change.argument, change.message).toBeTruthy()
      }
      const same = await judge(pair.old, pair.old)
      expect(same, `${pair.kind}, seed ${seed}`).toEqual([])
    }
    expect(made).toBe(pairsOfEach)
  })
})
