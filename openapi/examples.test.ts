import { isJsonObject, type JsonObject, type JsonValue } from '@concordat/core'
import { describe, expect, it } from 'vitest'
import { documentedValues } from './documented-values.ts'
import { apis, at, readDocument } from './read-document.ts'
import { schemaJudge } from './schema-judge.ts'

describe.each(apis)('the examples of %s', (api) => {
  const document = readDocument(api)
  const values = documentedValues(document)
  const judge = schemaJudge(document)

  it('are all looked at', () => {
    expect(values).toHaveLength(exampleCount(document))
  })

  it.each(values.map((value) => [value.pointer, value] as const))('%s is valid', (_, value) => {
    expect(judge(value.schema, value.value)).toEqual([])
  })
})

describe('an example that breaks its schema', () => {
  const document = readDocument('cumulonimbus')

  it.each([
    ['a body without a required property', '/components/schemas/Session', { iat: 1 }],
    ['a limit above the maximum', '/components/parameters/Limit/schema', 51],
    ['a limit that is text', '/components/parameters/Limit/schema', '50'],
    ['an error with the code of another', '/components/schemas/Banned', { code: 'X', message: '' }],
    ['a user id that is no number', '/components/schemas/UserId', 'me'],
  ])('is found: %s', (_, schema, value) => {
    expect(schemaJudge(document)(schema, value)).not.toEqual([])
  })

  it('is found under a path template and behind a reference', () => {
    const path = objectMember(document.paths, '/user/{id}/sessions')
    const broken = {
      ...document,
      paths: { broken: path },
      components: {
        ...objectMember(document, 'components'),
        examples: {
          ...objectMember(document.components, 'examples'),
          InvalidUser: { value: { code: 'INVALID_USER', message: 'Invalid User' } },
        },
      },
    }
    const judge = schemaJudge(broken)
    const refused = documentedValues(broken).filter(
      ({ schema, value }) => judge(schema, value).length > 0,
    )
    expect(refused.map(({ pointer }) => pointer)).toEqual([
      '/components/examples/InvalidUser/value',
    ])
  })
})

it('a schema with a misspelt keyword is no judge', () => {
  const judge = schemaJudge({ schema: { type: 'string', minLenght: 1 } })
  expect(() => judge('/schema', 'a')).toThrow(/minLenght/)
})

describe.each(apis)('the schemas of %s', (api) => {
  const document = readDocument(api)
  const judge = schemaJudge(document)

  it.each(Object.keys(objectMember(document.components, 'schemas')))(
    '%s is a sound schema',
    (name) => {
      // Any value will do: an unsound schema throws before it looks.
      expect(() => judge(`/components/schemas/${name}`, null)).not.toThrow()
      expect(at(document, 'components', 'schemas', name, 'description')).toBeTypeOf('string')
    },
  )
})

/** Counts the examples by their keys alone, without knowing where examples may stand. */
function exampleCount(node: JsonValue | undefined): number {
  if (Array.isArray(node)) return node.reduce((sum, item) => sum + exampleCount(item), 0)
  if (!isJsonObject(node)) return 0
  return Object.entries(node).reduce((sum, [key, inner]) => {
    if (key === 'example') return sum + 1
    // The `default` of a schema, not that of a responses object.
    if (key === 'default' && node.type !== undefined) return sum + 1
    // The `examples` of `components` are counted where they are referred to.
    if (key === 'examples' && node.schemas === undefined) {
      return sum + Object.keys(inner ?? {}).length
    }
    return sum + exampleCount(inner)
  }, 0)
}

function objectMember(node: JsonValue | undefined, key: string): JsonObject {
  const member = isJsonObject(node) ? node[key] : undefined
  if (!isJsonObject(member)) throw new Error(`${key} is missing`)
  return member
}
