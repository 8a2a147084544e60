import { expect, test } from 'vitest'
import { isInferred } from './provenance.ts'

const document = {
  paths: {
    '/a': {
      'x-provenance': 'documented',
      get: { responses: { 200: { 'x-provenance': 'inferred', content: {} }, 404: {} } },
    },
  },
}

test.each([
  ['/paths/~1a/get/responses/200/content', true],
  ['/paths/~1a/get/responses/200', true],
  ['/paths/~1a/get/responses/404', false],
  ['', false],
  ['/paths/~1b', false],
])('%s: %s', (pointer, inferred) => {
  expect(isInferred(document, pointer)).toBe(inferred)
})
