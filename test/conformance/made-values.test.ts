import { createRandom, type JsonSchema } from '@concordat/core'
import { loadDocument } from '@concordat/document'
import { readApiModel, SchemaReader, SchemaStore } from '@concordat/model'
import { type Fullness, makeRefusedValue, makeValue } from '@concordat/values'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSchemaJudge } from '../../packages/verify/src/schema/schema-judge.ts'
import { emittedSchema } from './emitted-schema.ts'
import { jsonSchema } from './random-schema.ts'

const fullnesses: readonly Fullness[] = ['smallest', 'fullest', 'random']
const runs = Number(process.env.AGREEMENT_RUNS ?? 60)

it('a made value passes the emitted validator and the judge, and a refused one neither', () => {
  let made = 0
  let refused = 0
  fc.assert(
    fc.property(jsonSchema, fc.nat(), fc.constantFrom(...fullnesses), (schema, seed, fullness) => {
      const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
      const emitted = emittedSchema(schema)
      if ('refused' in emitted) throw new Error(emitted.refused)
      const store = new SchemaStore()
      const document = store.add('urn:test', schema as JsonSchema)
      const model = new SchemaReader(store).read({ document, pointer: '' })
      const options = { random: createRandom(seed), fullness, bound: { steps: 5000 } }
      const good = makeValue(model, options)
      const bad = makeRefusedValue(model, options)
      for (const [result, isValid] of [
        [good, true],
        [bad, false],
      ] as const) {
        if (result.kind !== 'made') continue
        const { value } = result
        expect({
          value,
          says: [verdict(validate, value), emitted.safeParse(value).success],
        }).toEqual({
          value,
          says: [isValid, isValid],
        })
        if (isValid) made += 1
        else refused += 1
      }
    }),
    { seed: 20_261_129, numRuns: runs },
  )
  expect(made).toBeGreaterThan(runs / 3)
  expect(refused).toBeGreaterThan(runs / 3)
})

/** The code that the validator generates can fail with a `TypeError`; what it was asked then does not count. */
function verdict(validate: (value: unknown) => boolean, value: unknown): boolean {
  try {
    return validate(value)
  } catch (error) {
    fc.pre(!(error instanceof TypeError))
    throw error
  }
}

it.each(['connhex', 'cumulonimbus', 'iproyal', 'senhasegura'])(
  'a value is made for every schema of %s, and the judge accepts it',
  async (name) => {
    const { loaded } = await loadDocument(`openapi/${name}/openapi.yaml`)
    const { model } = readApiModel(loaded)
    const judge = createSchemaJudge(model.document)
    const store = new SchemaStore()
    const document = store.add('', model.document)
    const reader = new SchemaReader(store, '2020-12', { discriminates: true })
    for (const { pointer } of model.schemas) {
      const schema = reader.read({ document, pointer })
      for (const direction of ['request', 'response'] as const) {
        for (const fullness of fullnesses) {
          for (let seed = 1; seed <= 20; seed += 1) {
            const made = makeValue(schema, { random: createRandom(seed), fullness, direction })
            expect({ pointer, kind: made.kind }).toEqual({ pointer, kind: 'made' })
            if (made.kind !== 'made') continue
            const issues = judge.issues(pointer, made.value, direction)
            expect({ pointer, value: made.value, issues }).toMatchObject({ issues: [] })
          }
        }
      }
    }
  },
)
