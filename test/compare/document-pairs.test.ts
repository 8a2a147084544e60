import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface DocumentPair {
  readonly name: string
  readonly at?: 'document' | 'paths' | 'item'
  readonly method?: 'get' | 'post'
  readonly old: Record<string, unknown>
  readonly new: Record<string, unknown>
  readonly verdict: string
  readonly why: string
}

const pairs: readonly DocumentPair[] = parse(
  readFileSync(join(import.meta.dirname, 'pairs/documents.yaml'), 'utf8'),
)

function documentOf({ at, method = 'get' }: DocumentPair, said: Record<string, unknown>): object {
  const operation = {
    operationId: 'it',
    responses: { '200': { description: 'It' } },
    ...(at === undefined ? said : {}),
  }
  const item = { [method]: operation, ...(at === 'item' ? merged(operation, said) : {}) }
  return {
    openapi: '3.1.1',
    info: { title: 'Pair', version: '1.0.0' },
    paths: { '/it': item, ...(at === 'paths' ? said : {}) },
    ...(at === 'document' ? said : {}),
  }
}

function merged(operation: object, said: Record<string, unknown>): object {
  const { get, ...rest } = said
  return { ...rest, get: { ...operation, ...(typeof get === 'object' ? get : {}) } }
}

describe('pairs of documents', () => {
  it.each(pairs)('$name: $verdict', async (pair) => {
    const [old, next] = await Promise.all([
      loadDocumentFromObject(documentOf(pair, pair.old)),
      loadDocumentFromObject(documentOf(pair, pair.new)),
    ])
    const open = compareDocuments(old.loaded, next.loaded).changes.filter(
      (change) => change.class !== 'compatible',
    )
    for (const change of open) {
      const isShown = change.class === 'unknown' || change.witness || change.argument
      expect(isShown, change.message).toBeTruthy()
    }
    const classes = [...new Set(open.map((change) => change.class))].sort().join(', ')
    expect(classes || '-', open.map(({ message }) => message).join('\n')).toBe(pair.verdict)
  })
})
