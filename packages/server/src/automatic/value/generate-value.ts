import { arrayValue } from './array-value.ts'
import type { Drawing } from './drawing.ts'
import { withFlatSchema } from './flatten-schema.ts'
import type { JsonSchema, SchemaObject } from './json-schema.ts'
import { choicesOf, typesOf, Unsatisfiable } from './merge-schemas.ts'
import { numberValue } from './number-value.ts'
import { objectValue } from './object-value.ts'
import { integerBetween, seededRandom } from './random.ts'
import { stringValue } from './string-value.ts'
import { withoutWriteOnly } from './without-write-only.ts'

/** What {@link generateValue} needs beside the schema. */
export interface GenerateOptions {
  /** The document that internal references lead into. */
  readonly document: unknown
  readonly seed: number
  /** Makes the values of two places differ that have the same schema. */
  readonly salt: string
  /** The last word on every candidate. */
  readonly accepts: (value: unknown) => boolean
  /** In answers what is `writeOnly` is left out, in requests what is `readOnly`. */
  readonly direction: 'request' | 'response'
}

const attempts = 200

/**
 * Generates a value of a schema: candidates are drawn, the plainest first, until one is accepted.
 *
 * @returns the value in an object, or `undefined` when no candidate was accepted.
 */
export function generateValue(
  schema: JsonSchema,
  options: GenerateOptions,
): { readonly value: unknown } | undefined {
  const random = seededRandom(options.seed, options.salt)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const drawing: Drawing = {
      document: options.document,
      random,
      examples: attempt === 0 || attempt === 2,
      optional: attempt < 2 ? 'all' : attempt < 4 ? 'none' : 'some',
      vary: attempt > 3,
      maxDepth: attempt < 2 ? 4 : attempt % 6,
      budget: { left: 2000 },
      leaveOut: options.direction === 'response' ? 'writeOnly' : 'readOnly',
    }
    const candidate = draw(schema, drawing)
    if (candidate && options.accepts(candidate.value)) return candidate
  }
  return undefined
}

function draw(schema: JsonSchema, drawing: Drawing): { readonly value: unknown } | undefined {
  try {
    return { value: drawValue(schema, drawing, 0) }
  } catch (error) {
    if (error instanceof Unsatisfiable || error instanceof RangeError) return undefined
    throw error
  }
}

const deepest = 60

function drawValue(schema: JsonSchema, drawing: Drawing, depth: number): unknown {
  drawing.budget.left--
  if (depth > deepest || drawing.budget.left < -20_000)
    throw new Unsatisfiable('too deep or too wide')
  return withFlatSchema(schema, drawing, (flat) => drawFlat(flat, drawing, depth))
}

function drawFlat(schema: SchemaObject, drawing: Drawing, depth: number): unknown {
  const choices = choicesOf(schema)
  if (choices) {
    if (choices.length === 0) throw new Unsatisfiable('enum')
    return choices[drawing.vary ? integerBetween(drawing.random, 0, choices.length - 1) : 0]
  }
  if (drawing.examples) {
    const [example] = examplesOf(schema)
    if (example) return exampleFor(example.value, schema, drawing)
  }
  switch (typeToDraw(schema, drawing, depth)) {
    case 'null':
      return null
    case 'boolean':
      return drawing.vary ? drawing.random() < 0.5 : true
    case 'integer':
      return numberValue(schema, true, drawing)
    case 'number':
      return numberValue(schema, isIntegerFormat(schema), drawing)
    case 'array':
      return arrayValue(schema, drawing, depth + 1, drawValue)
    case 'object':
      return objectValue(schema, drawing, depth + 1, drawValue)
    default:
      return stringValue(schema, drawing)
  }
}

function examplesOf(schema: SchemaObject): readonly { readonly value: unknown }[] {
  const listed = Array.isArray(schema.examples) ? schema.examples : []
  return [schema.example, ...listed, schema.default]
    .filter((value) => value !== undefined)
    .map((value: unknown) => ({ value }))
}

function exampleFor(value: unknown, schema: SchemaObject, drawing: Drawing): unknown {
  return drawing.leaveOut === 'writeOnly'
    ? withoutWriteOnly(value, schema, drawing.document)
    : value
}

/** Formats of whole numbers may stand with either type. */
function isIntegerFormat({ format }: SchemaObject): boolean {
  return format === 'int32' || format === 'int64'
}

/** The type to draw; deep down `null` is taken where it is allowed, so that recursion ends. */
function typeToDraw(schema: SchemaObject, drawing: Drawing, depth: number): string {
  const types = typesOf(schema) ?? [impliedType(schema)]
  if (types.length === 0) throw new Unsatisfiable('type')
  if (depth >= drawing.maxDepth && types.includes('null')) return 'null'
  const first = types.find((type) => type !== 'null') ?? 'null'
  return drawing.vary
    ? (types[integerBetween(drawing.random, 0, types.length - 1)] ?? first)
    : first
}

const impliedBy: readonly (readonly [string, readonly string[]])[] = [
  [
    'object',
    [
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'minProperties',
      'propertyNames',
    ],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains', 'uniqueItems', '%contains']],
  ['number', ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum']],
]

function impliedType(schema: SchemaObject): string {
  const found = impliedBy.find(([, keywords]) =>
    keywords.some((keyword) => Object.hasOwn(schema, keyword)),
  )
  return found?.[0] ?? 'string'
}
