import { expect, test } from 'vitest'
import { createSchemaJudge } from './schema-judge.ts'

const pet = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'lives'],
      properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
    },
    {
      type: 'object',
      required: ['kind', 'tricks'],
      properties: { kind: { const: 'dog' }, tricks: { type: 'array' } },
    },
  ],
}
const judge = createSchemaJudge({
  components: { schemas: { Pet: pet, Pets: { type: 'array', items: pet } } },
})
const told = (name: string, value: unknown): string[] =>
  judge
    .issues(`/components/schemas/${name}`, value, 'response')
    .map(({ at, keyword }) => `${at} ${keyword}`)

test.each([
  ['the branch that the tag names', { kind: 'cat', lives: 'nine' }, ['/lives type']],
  ['that no branch fits, when the tag is none', { kind: 'cow' }, [' oneOf']],
  ['what stands deep in a list', [{ kind: 'dog', tricks: 1 }], ['/0/tricks type']],
])('one cause makes one issue: %s', (_, value, want) => {
  expect(told(Array.isArray(value) ? 'Pets' : 'Pet', value)).toEqual(want)
})
