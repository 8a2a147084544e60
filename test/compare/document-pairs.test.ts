import { changeDocumentation, compareDocuments } from '@concordat/compare'
import { loadDocumentFromObject } from '@concordat/document'
import { describe, expect, it } from 'vitest'
import { documentOfPair, documentPairs } from './pairs/pairs.ts'

describe('pairs of documents', () => {
  it.each(documentPairs)('$name: $verdict', async (pair) => {
    const [old, next] = await Promise.all([
      loadDocumentFromObject(documentOfPair(pair, pair.old)),
      loadDocumentFromObject(documentOfPair(pair, pair.new)),
    ])
    const { changes } = compareDocuments(old.loaded, next.loaded)
    for (const { id } of changes) expect(changeDocumentation(id), id).toContain(`# ${id}`)
    const open = changes.filter((change) => change.class !== 'compatible')
    for (const change of open) {
      const isShown = change.class === 'unknown' || change.witness || change.argument
      expect(isShown, change.message).toBeTruthy()
    }
    const classes = [...new Set(open.map((change) => change.class))].sort().join(', ')
    expect(classes || '-', open.map(({ message }) => message).join('\n')).toBe(pair.verdict)
  })
})
