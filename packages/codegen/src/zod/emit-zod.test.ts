import { expect, it } from 'vitest'
import { render } from '../code-writer.ts'
import { emitZod } from './emit-zod.ts'

function emit(schemas: Readonly<Record<string, object>>): string {
  const { module } = emitZod({
    document: JSON.parse(JSON.stringify({ components: { schemas } })),
    components: Object.keys(schemas).map((name) => ({
      name,
      pointer: `/components/schemas/${name}`,
    })),
    uses: [],
  })
  return render(module)
}

const kind = { type: 'string' }
const Cat = { type: 'object', required: ['kind'], properties: { kind } }
const Dog = { type: 'object', properties: { kind: { enum: ['dog', 'puppy'] } } }
const branches = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]

it('lets a discriminator choose by its mapping, and by the names of schemas', () => {
  const mapping = { dog: '#/components/schemas/Dog' }
  const Pet = { oneOf: branches, discriminator: { propertyName: 'kind', mapping } }
  const text = emit({ Cat, Dog, Pet })
  expect(text).toContain(`export const Pet = z.discriminatedUnion(
  'kind',
  [
    z.object({ ...Cat.shape, kind: z.literal('Cat') }),
    z.object({ ...Dog.shape, kind: z.literal('dog') }),
  ],
)`)
})

it('goes by what a schema says of its discriminator where the mapping says otherwise', () => {
  const Pet = { oneOf: branches, discriminator: { propertyName: 'kind' } }
  const text = emit({ Cat: { ...Cat, properties: { kind: { const: 'cat' } } }, Dog, Pet })
  expect(text).toContain(`export const Pet = z.union([Cat, Dog])`)
})

it('says the type of a large schema that leads back to itself, which TypeScript cannot infer', () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`p${n}`, kind]))
  const next = { $ref: '#/components/schemas/Large' }
  const text = emit({ Large: { type: 'object', properties: { ...many, next } } })
  expect(text).toContain(
    'export const Large: s.TypedObject<Large> = s.typedObject<Large>(z.object({',
  )
})

it('gives no schema the name of a type of the language', () => {
  const items = { $ref: '#/components/schemas/number' }
  const text = emit({ number: { type: 'array', items } })
  expect(text).not.toMatch(/\b(?:type|const) number\b/)
})
