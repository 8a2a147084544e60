import { describe, expect, it } from 'vitest'
import { apis, at, readDocument } from './read-document.ts'
import { type Statement, statements } from './statements.ts'

/** Who promises what stands at a place: it says so itself, or the nearest place above it does. */
function provenanceAt(
  document: ReturnType<typeof readDocument>,
  keys: readonly string[],
): Statement['provenance'] {
  for (let length = keys.length; length > 0; length -= 1) {
    const said = at(document, ...keys.slice(0, length), 'x-provenance')
    if (said === 'documented' || said === 'public' || said === 'inferred') return said
  }
  return 'documented'
}

describe.each(apis)('the statements of %s', (api) => {
  const document = readDocument(api)
  const own = statements.filter((statement) => statement.api === api)

  it.each(own.map((statement) => [statement.says, statement.at.join(' > '), statement] as const))(
    '%s: %s',
    (_, __, { at: keys, holds, provenance }) => {
      const found = at(document, ...keys)
      if (typeof holds === 'string') {
        // Descriptions are wrapped; a statement may run over the end of a line.
        expect(String(found).replace(/\s+/g, ' ')).toContain(holds)
        expect(found).toBeTypeOf('string')
      } else expect(found).toBe(holds)
      expect(provenanceAt(document, keys)).toBe(provenance)
    },
  )
})
