import { describe, expect, it } from 'vitest'
import { readSchema } from '../testing/schemas.test-data.ts'
import { Judge } from './judge.ts'

describe('the judge', () => {
  it('says whether a value meets a schema', () => {
    const schema = readSchema({ type: 'object', properties: { a: { type: 'number' } } })
    const judge = new Judge()
    expect(judge.accepts(schema, { a: 1 })).toBe(true)
    expect(judge.accepts(schema, { a: 'one' })).toBe(false)
  })
  it('says nothing where the code of the validator fails', () => {
    const part = {
      not: true,
      oneOf: [{ properties: { a: { $ref: '#/$defs/one' } }, type: 'null' }],
    }
    const schema = readSchema({ dependentSchemas: { a: part }, $defs: { one: { enum: [1] } } })
    expect(new Judge().accepts(schema, {})).toBeUndefined()
    expect(new Judge().accepts(schema, { a: 1 })).toBe(false)
  })
})
