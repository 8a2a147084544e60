import { describe, expect, test } from 'vitest'
import { createSchemaJudge } from './schema-judge.ts'

const document = {
  components: {
    schemas: {
      User: {
        type: 'object',
        required: ['id', 'password', 'email'],
        properties: {
          id: { type: 'integer', readOnly: true },
          password: { $ref: '#/components/schemas/Secret' },
          email: { type: 'string', format: 'email' },
        },
      },
      Secret: { type: 'string', writeOnly: true },
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
        },
      },
      Cat: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
      },
      Dog: {
        type: 'object',
        required: ['kind', 'tricks'],
        properties: { kind: { type: 'string' }, tricks: { type: 'integer' } },
      },
      Evil: { type: 'string', pattern: '^(a+)+$' },
      Counted: { type: 'string', pattern: '(a{1,900}){1,9}b' },
      Costly: { type: 'string', pattern: '^(a+)\\1$' },
      Cents: { type: 'number', multipleOf: 0.01 },
      Loose: { type: 'string', pattern: '^[\\w-.]+$' },
    },
  },
}
const judge = createSchemaJudge(document)
const at = (name: string): string => `/components/schemas/${name}`

describe('patterns', () => {
  test.each(['Evil', 'Counted'])('of %s judge a long answer at once', (name) => {
    const start = performance.now()
    expect(judge.accepts(at(name), `${'a'.repeat(20_000)}!`, 'response')).toBe(false)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  test('that nobody can run quickly judge nothing', () => {
    expect(judge.accepts(at('Costly'), `${'a'.repeat(20_000)}!`, 'response')).toBe(true)
  })
})

test.each([
  [19.99, []],
  [1e300, []],
  [0.005, ['must be multiple of 0.01']],
])('multiples are counted as decimals: %d', (value, messages) => {
  const issues = judge.issues(at('Cents'), value, 'response')
  expect(issues.map(({ message }) => message)).toEqual(messages)
})

describe('readOnly and writeOnly', () => {
  test('a request need not hold what is readOnly', () => {
    expect(judge.accepts(at('User'), { password: 'x', email: 'a@b.example' }, 'request')).toBe(true)
  })
  test('an answer need not hold what is writeOnly, also behind a reference', () => {
    expect(judge.accepts(at('User'), { id: 1, email: 'a@b.example' }, 'response')).toBe(true)
  })
  test('an answer must hold what is readOnly and required', () => {
    expect(judge.accepts(at('User'), { email: 'a@b.example' }, 'response')).toBe(false)
  })
})

test('says where the document stands, also behind references', () => {
  const [issue] = judge.issues(at('User'), { password: 5, email: 'a@b.example' }, 'request')
  expect(issue).toMatchObject({
    keyword: 'type',
    at: '/password',
    pointer: '/components/schemas/Secret/type',
  })
})

test('asserts formats', () => {
  expect(judge.issues(at('User'), { password: 'x', email: 'no' }, 'request')[0]).toMatchObject({
    keyword: 'format',
    format: 'email',
    pointer: '/components/schemas/User/properties/email/format',
  })
})

describe('discriminator', () => {
  test.each([
    [{ kind: 'cat', lives: 9 }, true],
    // As JSON Schema alone it would be both a cat and a dog.
    [{ kind: 'cat', tricks: 3 }, true],
    [{ kind: 'dog', lives: 9 }, false],
    [{ kind: 'cat', lives: 'nine' }, false],
    [{ kind: 'bird' }, false],
    [{ lives: 9 }, false],
  ])('%j is %s', (value, want) => {
    expect(judge.accepts(at('Pet'), value, 'response')).toBe(want)
  })
})

test('takes formats that no registry knows for words', () => {
  const words = createSchemaJudge({ components: { schemas: { A: { format: 'url' } } } })
  expect(words.accepts(at('A'), 'yes', 'request')).toBe(true)
})

test('reads patterns that are legal only without the u flag', () => {
  expect(judge.accepts(at('Loose'), 'a-b.c', 'request')).toBe(true)
  expect(judge.accepts(at('Loose'), 'a b', 'request')).toBe(false)
})

test('patterns that are run in linear time are told apart', () => {
  const looksAhead = { type: 'string', pattern: '^(?=.*[0-9])(?=.*[A-Z])[A-Za-z0-9]{8,}$' }
  const other = { type: 'string', pattern: '^(?=.*x)(?=.*y)[a-z]{2,}$' }
  const judge = createSchemaJudge({ components: { schemas: { looksAhead, other } } })
  expect(judge.accepts('/components/schemas/looksAhead', 'ABCDEFG8', 'request')).toBe(true)
  expect(judge.accepts('/components/schemas/other', 'ABCDEFG8', 'request')).toBe(false)
  expect(judge.accepts('/components/schemas/other', 'xy', 'request')).toBe(true)
})
