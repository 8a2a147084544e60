import type { Drawing } from './drawing.ts'
import { isSchema, type JsonSchema, numberAt, type SchemaObject, schemasIn } from './json-schema.ts'
import { merged, Unsatisfiable } from './merge-schemas.ts'
import { integerBetween } from './random.ts'

const longest = 1000
const attemptsPerItem = 50

/** Draws an item; a function, because values and arrays are drawn by each other. */
export type DrawValue = (schema: JsonSchema, drawing: Drawing, depth: number) => unknown

/** Draws an array of the length, with the items and the contained values that a schema asks for. */
export function arrayValue(
  schema: SchemaObject,
  drawing: Drawing,
  depth: number,
  drawValue: DrawValue,
): readonly unknown[] {
  const prefix = schemasIn(schema.prefixItems)
  const items: JsonSchema = isSchema(schema.items) ? schema.items : true
  const closed = items === false || schema.unevaluatedItems === false
  const contains = [...schemasIn([schema.contains]), ...schemasIn(schema[merged.contains])]
  const least = Math.max(numberAt(schema, 'minItems') ?? 0, 0)
  const most = Math.min(
    numberAt(schema, 'maxItems') ?? Number.POSITIVE_INFINITY,
    closed ? prefix.length : longest,
  )
  if (least > most) throw new Unsatisfiable('length of an array')
  const wished = wishedLength(drawing, depth, prefix.length)
  const length = Math.min(Math.max(least, wished), most)
  const drawn: unknown[] = []
  for (const one of contains)
    for (let count = 0; count < (numberAt(schema, 'minContains') ?? 1); count++)
      drawn.push(drawValue({ allOf: [one, prefix[drawn.length] ?? items] }, drawing, depth))
  if (drawn.length > most) throw new Unsatisfiable('contains')
  const taken = new Set(
    schema.uniqueItems === true ? drawn.map((item) => JSON.stringify(item)) : [],
  )
  while (drawn.length < length) {
    const item = anotherItem(
      prefix[drawn.length] ?? items,
      schema.uniqueItems === true,
      taken,
      drawing,
      depth,
      drawValue,
    )
    if (item === undefined) {
      if (drawn.length >= least) break
      throw new Unsatisfiable('items')
    }
    drawn.push(item.value)
  }
  return drawn
}

function wishedLength(drawing: Drawing, depth: number, prefix: number): number {
  if (depth >= drawing.maxDepth || drawing.optional === 'none') return 0
  return drawing.optional === 'all'
    ? Math.max(1, prefix)
    : integerBetween(drawing.random, 0, Math.max(2, prefix))
}

function anotherItem(
  schema: JsonSchema,
  unique: boolean,
  taken: Set<string>,
  drawing: Drawing,
  depth: number,
  drawValue: DrawValue,
): { readonly value: unknown } | undefined {
  for (let attempt = 0; attempt < attemptsPerItem; attempt++) {
    let value: unknown
    try {
      value = drawValue(
        schema,
        attempt === 0 ? drawing : { ...drawing, vary: true, examples: false },
        depth,
      )
    } catch (error) {
      if (error instanceof Unsatisfiable) return undefined
      throw error
    }
    if (!unique) return { value }
    const key = JSON.stringify(value)
    if (!taken.has(key)) {
      taken.add(key)
      return { value }
    }
  }
  return undefined
}
