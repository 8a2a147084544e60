import { describe, expect, it } from 'vitest'
import { createSchemaJudge } from './schema-judge.ts'

const kind = (name: string, own: object) => ({
  allOf: [{ $ref: '#/components/schemas/Key' }],
  type: 'object',
  properties: { kty: { enum: [name] }, ...own },
  required: ['kty'],
})
const judgeOf = (schemas: object) =>
  createSchemaJudge(JSON.parse(JSON.stringify({ components: { schemas } })))

describe('a parent that lists children that include it', () => {
  const judge = judgeOf({
    Key: {
      type: 'object',
      properties: { use: { type: 'string', enum: ['sig'] } },
      oneOf: [{ $ref: '#/components/schemas/Ec' }, { $ref: '#/components/schemas/Rsa' }],
    },
    Ec: kind('EC', { x: { type: 'string' } }),
    Rsa: kind('RSA', { n: { type: 'string' } }),
  })
  const at = (name: string, value: unknown) =>
    judge.issues(`/components/schemas/${name}`, value, 'response')

  it('is judged by the child that the value is, and the child by what the parent says beside', () => {
    expect(at('Key', { kty: 'EC', x: 'a', use: 'sig' })).toEqual([])
    expect(at('Ec', { kty: 'EC', use: 'sig' })).toEqual([])
    expect(at('Key', { kty: 'DSA' })).not.toEqual([])
    expect(at('Key', { kty: 'EC', x: 5 })).not.toEqual([])
  })

  it('is blamed at its own place in the document', () => {
    expect(at('Ec', { kty: 'EC', use: 'enc' })).toMatchObject([
      { keyword: 'enum', at: '/use', pointer: '/components/schemas/Key/properties/use/enum' },
    ])
  })
})

it('gives no verdict where the judgement has no end', () => {
  const judge = judgeOf({
    A: { allOf: [{ $ref: '#/components/schemas/B' }] },
    B: { allOf: [{ $ref: '#/components/schemas/A' }] },
  })
  expect(judge.accepts('/components/schemas/A', {}, 'request')).toBe(true)
})
